import type {Verification} from '../link/index.js';
import type {Quality} from '../media/index.js';

/** Another person in the call: a snapshot, replaced on every change. */
export interface Participant {
  readonly id: string;
  readonly displayName: string;
  readonly status: 'connecting' | 'connected' | 'reconnecting';
  /** The participant's camera and microphone. The same object for as long as the participant is in the call. */
  readonly stream: MediaStream;
  /** The shared screen and its audio; null if nothing is shared. */
  readonly screen: MediaStream | null;
  /** Also true while a host has muted this person. */
  readonly isMicrophoneMuted: boolean;
  readonly isCameraMuted: boolean;
  /** The camera is on, but at the moment the network is too slow for video. */
  readonly isVideoPaused: boolean;
  readonly isSpeaking: boolean;
  readonly isHandRaised: boolean;
  /** When the hand was raised, in ms since the epoch, on this page's clock; null while it is not. The first is next to speak. */
  readonly handRaisedAt: number | null;
  readonly quality: Quality;
  /** A host of the room, also an elected one. */
  readonly isHost: boolean;
  /** A host muted this person: nothing of them is played until they turn their microphone on again. */
  readonly isMutedByHost: boolean;
  /** True for another `<rtc-call>`; false for a plain PeerJS page, which has no chat, mute state or second video. */
  readonly isNative: boolean;
  /**
   * Whether it is proven that nobody is in between: see `verify()`. Null before anybody has asked, and for plain PeerJS pages, which
   * can't be verified.
   */
  readonly verification: Verification | null;
}
