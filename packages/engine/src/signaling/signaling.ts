import type {CallError} from '../errors.js';
import type {LinkMessage, NativeCaller, RoomEvent, Stage} from './messages.js';

/**
 * What a link needs of any signaling: to find the other side, and to carry what two sides say to each other
 * before they have a channel of their own. `docs/protocol.md` has the wire.
 */
export interface Signaling {
  /** My peer id, fixed for the life of this object. */
  readonly id: string;
  readonly isOpen: boolean;
  /** Connects, and goes on reconnecting until `close()` or `onFatal`. */
  open(handlers: SignalingHandlers): void;
  /** STUN and TURN servers for the next connection; never rejects, an empty list where there are none. */
  iceServers(): Promise<RTCIceServer[]>;
  invite(to: string, invitation: Invitation): void;
  /** `isNative` is false for a plain PeerJS page, which understands only its own messages. */
  send(to: string, link: string, message: LinkMessage, isNative: boolean): void;
  enter(room: string, entry: RoomEntry): void;
  update(room: string, entry: Partial<RoomEntry>): void;
  exit(room: string): void;
  /** Something happened to the network: find out now whether the connection lives. */
  probe(): void;
  /** Releases everything; nothing is called back afterwards. */
  close(): void;
}

export interface SignalingHandlers {
  /** Connected, or connected again: rooms have to be entered again. */
  onOpen(): void;
  /** The connection is gone and is being tried again. */
  onLost(error: CallError): void;
  /** The connection can't be had at all. */
  onFatal(error: CallError): void;
  onInvite(from: string, invitation: Invitation): void;
  onMessage(from: string, link: string, message: LinkMessage): void;
  /** Nobody holds this id, or the other side could not be reached in time. */
  onUnavailable(peer: string): void;
  onRoom(event: RoomEvent): void;
}

export interface RoomEntry {
  readonly name: string;
  readonly stage: Stage;
  /** New with each page load: tells a reload from a lost socket. */
  readonly session: string;
}

export interface Invitation {
  readonly link: string;
  readonly sdp: string;
  /** The broker vouches for the caller: their token has the claim `trusted`. */
  readonly isTrusted?: boolean;
  /** Null for a plain PeerJS page. */
  readonly native: NativeCaller | null;
}
