import type {CallError} from '../errors.js';
import type {LinkMessage, Introduction, RoomEvent, Stage} from './messages.js';

/**
 * Finds the other side and carries messages between two sides that have no control channel yet. The wire format is in
 * `docs/protocol.md`.
 */
export interface Signaling {
  /** My peer id, fixed for the life of this object. */
  readonly id: string;
  readonly isOpen: boolean;
  /** Connects, and keeps reconnecting until `close()` or `onFatal`. */
  open(handlers: SignalingHandlers): void;
  /** STUN and TURN servers for the next connection. Never rejects; the list may be empty. */
  iceServers(): Promise<RTCIceServer[]>;
  invite(to: string, invitation: Invitation): void;
  /** `isRtcCall` is false for a plain PeerJS page, which understands only PeerJS's own messages. */
  send(to: string, link: string, message: LinkMessage, isRtcCall: boolean): void;
  enter(room: string, entry: RoomEntry): void;
  update(room: string, change: EntryChange): void;
  exit(room: string): void;
  /** Orders something as a host. The answer is `moderated` or `refused`, with the same number. */
  moderate(room: string, order: Moderation): void;
  /** Checks at once whether the connection still works, for example after a network change. */
  probe(): void;
  /**
   * The page goes away: says goodbye to these peers and to the broker over whatever still gets through, and releases
   * everything. No handler is called afterwards.
   */
  leave(farewells: readonly Farewell[]): void;
  /** Releases everything; no handler is called afterwards. */
  close(): void;
}

/** A link to say goodbye to, because this page goes away. */
export interface Farewell {
  readonly to: string;
  readonly link: string;
  /** False for a plain PeerJS page. */
  readonly isRtcCall: boolean;
}

export interface SignalingHandlers {
  /** Connected, for the first time or again. Rooms have to be entered again. */
  onOpen(): void;
  /** The connection is lost and being retried. */
  onLost(error: CallError): void;
  /** The connection is closed for good. */
  onFatal(error: CallError): void;
  onInvite(from: string, invitation: Invitation): void;
  onMessage(from: string, link: string, message: LinkMessage): void;
  /** Nobody holds this id, or the other side could not be reached in time. */
  onUnavailable(peer: string): void;
  /**
   * The page of a peer that rings, or is rung, went away; or, with `ago`, I have written to a page that had gone `ago` ms
   * before. `session` is undefined for a plain PeerJS page.
   */
  onLeft(peer: string, session: string | undefined, ago?: number): void;
  onRoom(event: RoomEvent): void;
}

export interface RoomEntry {
  readonly name: string;
  readonly stage: Stage;
  /** New with each page load, and after a return from the back/forward cache: distinguishes a reload from a lost socket. */
  readonly session: string;
  /** The host key of the room. */
  readonly key?: string;
  /** What I say if I have to knock. */
  readonly text?: string;
}

/** `false`: I have turned on again what a host turned off. */
export type EntryChange = Partial<Omit<RoomEntry, 'key'>> & {
  readonly muted?: false;
  readonly shareStopped?: false;
};

export type ModerationAction =
  'lock' | 'unlock' | 'admit' | 'refuse' | 'mute' | 'stop-share' | 'remove' | 'end';

export interface Moderation {
  /** The answer repeats it. */
  readonly n: number;
  readonly action: ModerationAction;
  /** Whom it concerns; without it, everyone whom it can concern. */
  readonly ids?: readonly string[];
}

/** What the broker confirms of a caller. */
export interface Vouched {
  /** The token has the claim `trusted`. */
  readonly isTrusted: boolean;
  /** The name in the token; null if it has none. */
  readonly name: string | null;
}

/** Of a caller about whom no token says anything. */
export const NOTHING_VOUCHED: Vouched = {isTrusted: false, name: null};

export interface Invitation {
  readonly link: string;
  readonly sdp: string;
  /** What the caller's token says, if it is known by now whether the broker checks tokens. Default: nothing. */
  readonly vouched?: Vouched | Promise<Vouched>;
  /** Null for a plain PeerJS page. */
  readonly native: Introduction | null;
}
