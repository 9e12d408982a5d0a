import type {Quality} from '../media/index.js';

/** Somebody else in the call: a snapshot, replaced on every change. */
export interface Participant {
  readonly id: string;
  readonly displayName: string;
  readonly status: 'connecting' | 'connected' | 'reconnecting';
  /** Camera and microphone as they arrive. The same object for as long as the participant is here. */
  readonly stream: MediaStream;
  /** The shared screen (and its sound), while there is one. */
  readonly screen: MediaStream | null;
  readonly isMicrophoneMuted: boolean;
  readonly isCameraMuted: boolean;
  /** The camera is on, but the network carries only sound at the moment. */
  readonly isVideoPaused: boolean;
  readonly isSpeaking: boolean;
  readonly quality: Quality;
  /** True for another `<rtc-call>`; false for a plain PeerJS page, which knows no chat, mute state or screen. */
  readonly isNative: boolean;
}
