import type {AudioProcessing, LocalDevice, ParticipantStats} from './media/index.js';
import type {CallError} from './errors.js';
import type * as events from './events.js';
import type {FileTransfer} from './files/index.js';
import type {CallStatus} from './events.js';
import type {ChatMessage, IncomingRing, OutgoingRing, Participant} from './meeting/index.js';
import type {EndReason} from './link/index.js';
import type {Signaling} from './signaling/index.js';
import type {TraceEntry} from './trace.js';

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

export interface CallOptions {
  /** URL of the broker's prefix, e.g. `https://calls.example.com/rtc`. Default: `/rtc` on the page's origin. */
  readonly broker?: string;
  /** Access token (a JWT), where the broker asks for one. */
  readonly token?: string;
  /** My address. Default: a random one, kept for the life of the tab. */
  readonly peerId?: string;
  /** What others see. */
  readonly displayName?: string;
  /** Replaces what the broker says. */
  readonly iceServers?: readonly RTCIceServer[];
  /** Never reveal an address: TURN only. */
  readonly relayOnly?: boolean;
  /** Start with the microphone on. Default true. */
  readonly audio?: boolean;
  /** Start with the camera on. Default true. */
  readonly video?: boolean;
  /** Echo cancellation, noise suppression and gain; the browser's defaults where left out. */
  readonly audioProcessing?: AudioProcessing;
  /**
   * Whether to connect to a caller while it still rings, so that accepting takes no time. To connect is to show
   * one's address. `auto`: directly only to callers whose token has the claim `trusted`; to others over a relay, which
   * shows none, or not at all. `always` suits brokers that only friends can reach. Default `auto`.
   */
  readonly connectBeforeAccept?: 'auto' | 'always' | 'never';
  /** Another way of signaling than a PeerJS broker. */
  readonly signaling?: Signaling;
}

/**
 * A call without a UI. Methods throw, or reject with, nothing but {@link CallError}.
 *
 * Events follow facts: they are delivered when the change is complete, and what a listener requests runs after all
 * listeners have heard of it. For everyone else a command has done everything, events included, when it returns. A
 * promise that waits for a device prompt, the broker or a person is settled by `leave()` at the latest.
 */
export interface Call extends events.TypedEventTarget<events.CallEventMap> {
  readonly state: CallStatus;
  /** Why the last call ended; null unless `state` is `ended`. */
  readonly endReason: EndReason | null;
  /** Everyone who is in, without me; a new array on each change. */
  readonly participants: readonly Participant[];
  readonly local: LocalParticipant;
  readonly incoming: IncomingRing | null;
  readonly outgoing: OutgoingRing | null;
  readonly room: string | null;
  readonly activeSpeaker: Participant | null;
  /** The chat so far, mine included. */
  readonly messages: readonly ChatMessage[];
  readonly transfers: readonly FileTransfer[];
  /** What really happened, oldest first. */
  readonly trace: readonly TraceEntry[];
  /** What is wrong at the moment and is being mended, such as a broker that can't be reached. */
  readonly error: CallError | null;
  /** The broker is connected. */
  readonly isOnline: boolean;
  /** Changes options; those of a connection take effect with the next one. */
  configure(options: Partial<CallOptions>): void;
  /** Connects to the broker, so that I can be rung. */
  open(): Promise<void>;
  /**
   * Shows me the preview; for a room also connects to who is there, with the media off. Resolves when the devices are
   * open, or can't be had. In a room that I have joined it changes nothing.
   */
  preview(room?: string): Promise<void>;
  /**
   * Comes back to where this tab was before a reload of less than 20 s ago: to this room, or without one to a call
   * of two. False if it was not there.
   */
  resume(room?: string): Promise<boolean>;
  /** Resolves when the broker has let me in. Rejects when it refuses, or when the call ends first. */
  join(room: string): Promise<void>;
  /**
   * Rings; the one who rings me already is answered instead. Resolves when it rings there (or, at a plain PeerJS page,
   * is answered). Rejects with the reason when the call ends first: `busy`, `peer-unavailable`, `hung-up`, …
   */
  call(peerId: string): Promise<void>;
  /** Resolves when the caller knows of it. Rejects when the call ends first, or with `wrong-state` when nobody rings. */
  accept(): Promise<void>;
  /**
   * Opens my camera while somebody rings, so that accepting takes less time; nothing is sent before that. Never prompts:
   * does nothing unless the page is visible and has the permission. Every end of the call closes the camera; so does
   * `prepareCamera(false)` while it rings. Rejects with `wrong-state` if nobody rings.
   */
  prepareCamera(on?: boolean): Promise<void>;
  decline(): void;
  /** Ends what goes on, and stays reachable. */
  hangUp(): void;
  /** Ends what goes on and releases everything. */
  leave(): void;
  toggleMicrophone(on?: boolean): Promise<void>;
  toggleCamera(on?: boolean): Promise<void>;
  toggleScreenshare(on?: boolean): Promise<void>;
  setCameraDevice(deviceId: string): Promise<void>;
  setMicrophoneDevice(deviceId: string): Promise<void>;
  /** The page applies it: `video.setSinkId(call.local.speakerId)`. */
  setSpeakerDevice(deviceId: string): Promise<void>;
  /** To everyone, or to one. At most 16,000 characters. */
  sendChatMessage(text: string, to?: string): ChatMessage;
  /** Any JSON value of at most 16,000 characters, to everyone or to one. */
  sendAppMessage(data: unknown, to?: string): void;
  /** Offers a file to everyone, or to one. */
  sendFile(file: File, to?: string): Promise<readonly FileTransfer[]>;
  acceptFile(id: string): Promise<void>;
  cancelFile(id: string): Promise<void>;
  /**
   * How high, in device pixels, the camera of this participant is shown: a small tile asks for a small picture. A caller
   * that rings sends its video, without audio, while this is more than 0.
   */
  setViewHeight(participantId: string, height: number): void;
  getStats(): Promise<readonly ParticipantStats[]>;
}
