import type {CallError} from './errors.js';

/** Where the call as a whole stands, derived from its room, its rings and its links. */
export type CallStatus =
  | 'idle'
  | 'lobby'
  | 'waiting'
  | 'dialing'
  | 'ringing'
  | 'connecting'
  | 'connected'
  | 'reconnecting'
  | 'ended';

/** Why a link, or the whole call, ended. */
export type EndReason =
  | 'hung-up'
  | 'peer-hung-up'
  | 'declined'
  | 'busy'
  | 'no-answer'
  | 'cancelled'
  | 'peer-unavailable'
  | 'connection-failed'
  | 'connection-lost';

/** `lost`: nothing arrives at the moment. */
export type Quality = 'good' | 'fair' | 'poor' | 'lost';

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

/** One of my devices. */
export interface LocalDevice {
  /** No sound or picture leaves: switched off, never there, or failed. Read from the track. */
  readonly isMuted: boolean;
  /** `deviceId` of the device in use; null where there is none. */
  readonly deviceId: string | null;
  /** Why the device can't be used, if it can't. */
  readonly error: CallError | null;
}

/** Me: a snapshot, replaced on every change. */
export interface LocalParticipant {
  /** My peer id; null until there is a broker connection. */
  readonly id: string | null;
  readonly displayName: string;
  /** What my camera and microphone give now, for the preview; null before capture. */
  readonly stream: MediaStream | null;
  readonly screen: MediaStream | null;
  readonly microphone: LocalDevice;
  readonly camera: LocalDevice;
  readonly isSpeaking: boolean;
  readonly devices: readonly MediaDeviceInfo[];
  readonly speakerId: string | null;
}

export interface ChatMessage {
  readonly id: string;
  /** Peer id of the sender. */
  readonly from: string;
  readonly displayName: string;
  readonly text: string;
  /** ms since the epoch, the receiver's clock. */
  readonly time: number;
  readonly isMine: boolean;
  /** Peer id of the only recipient of a private message; absent when everyone got it. */
  readonly to?: string;
}
