import type {AudioProcessing, LocalDevice, ParticipantStats} from './media/index.js';
import type {CallError} from './errors.js';
import type * as events from './events.js';
import type {FileTransfer} from './files/index.js';
import type {CallStatus} from './events.js';
import type {
  ChatMessage,
  Door,
  IncomingRing,
  OutgoingRing,
  Participant,
  RoomMember,
} from './meeting/index.js';
import type {EndReason} from './link/index.js';
import type {Signaling} from './signaling/index.js';
import type {TraceEntry} from './trace.js';

/** Me: a snapshot, replaced on every change. */
export interface LocalParticipant {
  /** My peer id; null until there is a broker connection. */
  readonly id: string | null;
  readonly displayName: string;
  /** My camera and microphone tracks, for the preview; null before capture. */
  readonly stream: MediaStream | null;
  readonly screen: MediaStream | null;
  readonly microphone: LocalDevice;
  readonly camera: LocalDevice;
  /** A host muted me. Over when I turn the microphone on again, which I may do at once. */
  readonly isMutedByHost: boolean;
  readonly isSpeaking: boolean;
  readonly isHandRaised: boolean;
  /** When I raised my hand, in ms since the epoch; null while it is not raised. */
  readonly handRaisedAt: number | null;
  readonly devices: readonly MediaDeviceInfo[];
  readonly speakerId: string | null;
}

export interface CallOptions {
  /** URL of the broker's prefix, e.g. `https://calls.example.com/rtc`. Default: `/rtc` on the page's origin. */
  readonly broker?: string;
  /** Access token (a JWT), if the broker requires one. */
  readonly token?: string;
  /** My peer id. Default: a random one, kept for the life of the tab. */
  readonly peerId?: string;
  /**
   * The host key of the room that I enter next: 32 characters from `createHostKey()` of `@rtc-call/engine/rooms`. With it I am
   * a host. A change takes effect with the next entry.
   */
  readonly hostKey?: string;
  /** The name that others see. */
  readonly displayName?: string;
  /** ICE servers to use instead of the broker's. */
  readonly iceServers?: readonly RTCIceServer[];
  /** Never reveal an address: TURN only. */
  readonly relayOnly?: boolean;
  /** Start with the microphone on. Default true. */
  readonly audio?: boolean;
  /** Start with the camera on. Default true. */
  readonly video?: boolean;
  /**
   * Echo cancellation, noise suppression and gain; the browser's defaults if left out. A change is applied at once, also
   * during a call: the microphone is captured again.
   */
  readonly audioProcessing?: AudioProcessing;
  /**
   * Sends video at half the bitrate and at most half the size, and asks others for video of at most 360 lines. Shared
   * screens keep their size. A change is applied within about 2 s. Default false.
   */
  readonly saveData?: boolean;
  /**
   * Whether to connect to a caller while the call still rings, so that accepting is instant. A direct connection reveals
   * my IP address. `auto`: directly only to callers whose token has the claim `trusted`; to others only over a relay,
   * which reveals no address. `always` suits brokers that only friends can reach. Default `auto`.
   */
  readonly connectBeforeAccept?: 'auto' | 'always' | 'never';
  /** Signaling to use instead of a PeerJS broker. */
  readonly signaling?: Signaling;
}

/**
 * A call without a UI. Methods only ever throw or reject with a {@link CallError}.
 *
 * Events follow facts: they are delivered when the change is complete, and commands that a listener calls run after all
 * listeners have received the event. For all other callers, a command is complete, including its events, when it returns.
 * A promise that waits for a device prompt, the broker or a person is settled by `leave()` at the latest.
 */
export interface Call extends events.TypedEventTarget<events.CallEventMap> {
  readonly state: CallStatus;
  /** Why the last call ended; null unless `state` is `ended`. */
  readonly endReason: EndReason | null;
  /** What the callee said when it declined the last call: one line of at most 200 characters; null if nothing. */
  readonly endText: string | null;
  /** Everyone in the call except me; a new array on each change. */
  readonly participants: readonly Participant[];
  readonly local: LocalParticipant;
  readonly incoming: IncomingRing | null;
  readonly outgoing: OutgoingRing | null;
  readonly room: string | null;
  /**
   * Everyone else whom the broker lists in my room, from the lobby on: who is in the call, and who looks at it from the lobby.
   * Empty outside rooms. A new array on each change, which `rtc-members-updated` reports.
   */
  readonly members: readonly RoomMember[];
  /**
   * The door of my room: whether it is locked, whether I am a host, whether I am outside, and who knocks. Null outside rooms
   * and until the broker has answered. A new object on each change, which `rtc-door-changed` reports.
   */
  readonly door: Door | null;
  readonly activeSpeaker: Participant | null;
  /** The chat so far, mine included. */
  readonly messages: readonly ChatMessage[];
  readonly transfers: readonly FileTransfer[];
  /** The steps that were taken, oldest first. */
  readonly trace: readonly TraceEntry[];
  /** A current problem that the call is trying to fix, such as an unreachable broker; null if there is none. */
  readonly error: CallError | null;
  /** Whether the broker is connected. */
  readonly isOnline: boolean;
  /**
   * Changes options; those of a connection take effect with the next one. Options with the values that they already have
   * change nothing. Throws `invalid-option` for invalid ICE servers, as `createCall()` does.
   */
  configure(options: Partial<CallOptions>): void;
  /** Connects to the broker, so that others can call me. */
  open(): Promise<void>;
  /**
   * Starts the preview; for a room, also connects to its members without sending media. Resolves when the devices are
   * open or have failed to open. Does nothing in a room that I have joined.
   */
  preview(room?: string): Promise<void>;
  /**
   * Returns to the call that this tab was in before a reload less than 20 s ago: to this room or, without one, to a
   * one-to-one call. Resolves to false if it was not in that call. Who was let in stays in; whoever was knocking knocks
   * again, with `text` as for `join()`.
   */
  resume(room?: string, options?: {readonly text?: string}): Promise<boolean>;
  /**
   * Resolves when I am in. If I have to knock, that is when a host lets me in; until then `state` is `knocking`, and the
   * hosts see my name and `text`, one line cut at 140 characters. Rejects if the broker refuses, or if the call ends first:
   * `not-admitted`, `removed`, `ended-by-host`, `wrong-host-key`, …
   */
  join(room: string, options?: {readonly text?: string}): Promise<void>;
  /**
   * Calls this peer, or accepts its call if it is calling me already. Resolves when the callee's side rings (for a stock
   * PeerJS page: when it answers). Rejects with the reason if the call ends first: `busy`, `peer-unavailable`, `hung-up`, …
   */
  call(peerId: string): Promise<void>;
  /**
   * Accepts the call, with the camera on or off if `video` says so. Resolves when the caller knows of it. Rejects if the call ends first, or with
   * `wrong-state` if nobody is calling.
   */
  accept(options?: {readonly video?: boolean}): Promise<void>;
  /**
   * Opens my camera while an incoming call rings, so that accepting is faster; nothing is sent before that. Never prompts:
   * does nothing unless the page is visible and has permission. The camera closes when the call ends, and with
   * `prepareCamera(false)` while it rings. Rejects with `wrong-state` if nobody is calling.
   */
  prepareCamera(on?: boolean): Promise<void>;
  /**
   * Declines the call. The caller, if it is another `<rtc-call>`, gets the text, without control characters and cut at 200
   * characters. Throws `wrong-state` if nobody is calling.
   */
  decline(text?: string): void;
  /** Ends the call, and stays reachable. */
  hangUp(): void;
  /** Ends the call and releases everything. */
  leave(): void;
  /**
   * Locks or unlocks the room, as a host. Locking it turns the people in its lobby into people who knock.
   *
   * This and the next six resolve when the broker has done it. They reject with the code of its refusal (`not-a-host`;
   * `host-not-allowed`, if an elected host may not do this; `no-such-member`; `rate-limited`; …), with `wrong-state` outside
   * rooms, and with `broker-unreachable` after 10 s without an answer.
   */
  lockRoom(on?: boolean): Promise<void>;
  /** Lets somebody in who knocks; without an id, everyone who asks to be let in. Also `room-full`. */
  admit(id?: string): Promise<void>;
  /** Sends somebody away who knocks; without an id, everyone. */
  refuseEntry(id?: string): Promise<void>;
  /** Mutes a member; without an id, everyone but me. They may turn their microphones on again. */
  muteParticipant(id?: string): Promise<void>;
  /** Stops the screen share of a member, who may start a new one. */
  stopShare(id: string): Promise<void>;
  /** Puts somebody out of the room, who can't come back. */
  removeParticipant(id: string): Promise<void>;
  /** Ends the call for everyone, me included. */
  endForAll(): Promise<void>;
  toggleMicrophone(on?: boolean): Promise<void>;
  toggleCamera(on?: boolean): Promise<void>;
  toggleScreenshare(on?: boolean): Promise<void>;
  /** Tries again, with one prompt, to open the devices that should be on and could not be opened. */
  retryDevices(): Promise<void>;
  setCameraDevice(deviceId: string): Promise<void>;
  setMicrophoneDevice(deviceId: string): Promise<void>;
  /** The page applies it: `video.setSinkId(call.local.speakerId)`. */
  setSpeakerDevice(deviceId: string): Promise<void>;
  /** To everyone, or to one. At most 16,000 characters. */
  sendChatMessage(text: string, to?: string): ChatMessage;
  /** Any JSON value of at most 16,000 characters, to everyone or to one. */
  sendAppMessage(data: unknown, to?: string): void;
  /**
   * Shows an emoji to everyone for a moment. Throws `invalid-emoji` unless it is exactly one, `not-connected` if nobody is
   * there, and `rate-limited` after ten in five seconds.
   */
  sendReaction(emoji: string): void;
  /** Raises or lowers my hand; without an argument, toggles it. Leaving lowers it. Throws `wrong-state` outside a call. */
  raiseHand(on?: boolean): void;
  /**
   * Offers a file to everyone, or to one: one transfer for each receiver. Rejects with `not-connected`, or with
   * `too-many-files` if 20 files are on offer already.
   */
  sendFile(file: File, to?: string): Promise<readonly FileTransfer[]>;
  /** Accepts a file. Rejects with `file-too-large` if this browser has no space for it. */
  acceptFile(id: string): Promise<void>;
  cancelFile(id: string): Promise<void>;
  /**
   * Asks a participant to compare seven emoji with me, and resolves when both of us have them: they are in
   * `participant.verification.emoji`. If they are the same, nobody is in between, not even the broker. Compare them aloud, never in
   * the chat. Resolves also when the comparison was cancelled, or has failed already. Rejects with `not-connected`,
   * `not-verifiable` (a plain PeerJS page, or a browser without certificates), `no-answer` or `connection-lost`.
   */
  verify(participantId: string): Promise<void>;
  /**
   * Says whether the emoji match. With `remember`, my browser keeps my key and theirs, and later sessions verify this
   * person by themselves, if the other side did the same. Rejects with `wrong-state` if there is nothing to compare, and with
   * `not-supported` if this browser can't keep keys.
   */
  confirmVerification(
    participantId: string,
    answer: {readonly matches: boolean; readonly remember?: boolean},
  ): Promise<void>;
  /** Ends a comparison without an answer. */
  cancelVerification(participantId: string): void;
  /** Forgets everyone whom this browser remembers, my own keys included. */
  forgetVerifications(): Promise<void>;
  /**
   * The height, in device pixels, at which this participant's camera is shown: a small tile needs only a small video. While
   * a call rings, the caller sends its video, without audio, only if this is above 0.
   */
  setViewHeight(participantId: string, height: number): void;
  /** One record for each connected participant, from the last reading: at most about 2 s old. */
  getStats(): Promise<readonly ParticipantStats[]>;
}
