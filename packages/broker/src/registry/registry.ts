/**
 * The state that brokers must share to behave as one: who holds which id, and who is in which room.
 *
 * Everything else (sockets, queues, limits) belongs to one broker. memory-registry.ts keeps this state in the memory of one
 * process; the interface is asynchronous so that a network store can replace it.
 */
import type {Message} from '../protocol/index.js';

/** A member of a room, as in docs/protocol.md. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly stage: 'lobby' | 'in';
  /** New with each page load; distinguishes a reload from a lost socket. */
  readonly session: string;
  /** Increases with each first entry; a return within the grace period keeps it. */
  readonly seq: number;
  /** True while the member is disconnected, within the grace period. */
  readonly away: boolean;
  /** Set only if the token says so. */
  readonly moderator?: true;
}

export type Entry = Pick<Member, 'id' | 'name' | 'stage' | 'session' | 'moderator'>;

export type RegistryEvent =
  | {readonly type: 'entered' | 'updated'; readonly room: string; readonly member: Member}
  | {readonly type: 'exited'; readonly room: string; readonly id: string; readonly reason: 'left' | 'lost'}
  /** The id is free again, or its owner connected to another broker: state that was kept for it is dropped. */
  | {readonly type: 'released'; readonly id: string}
  /** The page that held the id here went away: its socket, if it is still open, is dead. */
  | {readonly type: 'left'; readonly id: string}
  /** The id connected to another broker: messages that are pending here can be forwarded. */
  | {readonly type: 'claimed'; readonly id: string}
  /** A message from a peer on another broker for an id held here. */
  | {readonly type: 'message'; readonly message: Message};

/** One broker's view of the shared state. */
export interface Registry {
  /**
   * Claims an id. `new`: it was free. `resumed`: the same owner holds it, connected or within the grace period. `taken`:
   * another owner does.
   */
  claim(id: string, owner: string): Promise<'new' | 'resumed' | 'taken'>;
  /** Notes which page load speaks for the id from now on. A claim forgets it. */
  identify(id: string, session: string): Promise<void>;
  /**
   * The socket is closed: the id and its places in rooms are kept for the grace period, then lost. If its page is
   * `leaving`, they are kept for the few seconds that a reload takes.
   */
  suspend(id: string, why: 'lost' | 'leaving'): Promise<void>;
  /**
   * The page load `session` of this owner goes away: suspends the id, on any broker. False if another owner or a later
   * page load holds it.
   */
  leave(id: string, owner: string, session: string): Promise<boolean>;
  /** Releases the id at once. If it is in a room, does the same as `suspend`. */
  release(id: string): Promise<void>;
  /** Enters a room or comes back to it; resolves to all members, including the new one. */
  enter(room: string, entry: Entry): Promise<readonly Member[] | 'room-full' | 'too-many-rooms'>;
  /** Changes an entry; false if there is none. */
  update(room: string, id: string, change: Partial<Pick<Member, 'name' | 'stage'>>): Promise<boolean>;
  exit(room: string, id: string): Promise<void>;
  /** Exits every room that this id is in. */
  exitAll(id: string): Promise<void>;
  /** Whether both are in the same room, as far as this broker knows. At least one of them is connected to it. */
  sharesRoom(a: string, b: string): boolean;
  /** Passes a message to the broker that holds its `dst`; false if none does. */
  forward(message: Message & {dst: string}): Promise<boolean>;
  /** Sets the one listener of this broker. It is called with every event. */
  subscribe(listener: (event: RegistryEvent) => void): void;
  counts(): {ids: number; rooms: number};
  /** Stops all timers and forgets everything that this broker held. */
  close(): Promise<void>;
}
