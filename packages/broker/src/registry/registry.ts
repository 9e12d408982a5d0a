/**
 * What brokers that stand for one another must share: who holds which id, and who is in which room.
 *
 * Everything else (sockets, queues, limits) belongs to one broker. Here it lives in the memory of one process
 * (memory-registry.ts); the interface is asynchronous so that a store on the network can take its place.
 */
import type {Message} from '../protocol/index.js';

/** A place in a room, as docs/protocol.md has it. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly stage: 'lobby' | 'in';
  /** New with each page load: tells a reload from a lost socket. */
  readonly session: string;
  /** Grows with each first entry; a return within the grace keeps it. */
  readonly seq: number;
  /** True while the socket is gone and the grace runs. */
  readonly away: boolean;
  /** Only when the token says so. */
  readonly moderator?: true;
}

export type Entry = Pick<Member, 'id' | 'name' | 'stage' | 'session' | 'moderator'>;

export type RegistryEvent =
  | {readonly type: 'entered' | 'updated'; readonly room: string; readonly member: Member}
  | {readonly type: 'exited'; readonly room: string; readonly id: string; readonly reason: 'left' | 'lost'}
  /** The id is free again, or its owner came back on another broker: whoever kept something for it drops it. */
  | {readonly type: 'released'; readonly id: string}
  /** The id came to another broker: what waits here for it can be forwarded. */
  | {readonly type: 'claimed'; readonly id: string}
  /** A message from a peer on another broker for an id held here. */
  | {readonly type: 'message'; readonly message: Message};

/** One broker's view of the shared state. */
export interface Registry {
  /**
   * Takes an id. `new`: it was free. `resumed`: the same owner holds it, or held it within the grace.
   * `taken`: it is, or was within the grace, another owner's.
   */
  claim(id: string, owner: string): Promise<'new' | 'resumed' | 'taken'>;
  /** The socket is gone: id and places in rooms are kept for the grace, then lost. */
  suspend(id: string): Promise<void>;
  /** Gives the id up at once, unless it is in a room: then as `suspend`. */
  release(id: string): Promise<void>;
  /** Enters a room or comes back to it; resolves to everyone in it, the one who entered included. */
  enter(room: string, entry: Entry): Promise<readonly Member[] | 'room-full' | 'too-many-rooms'>;
  /** Changes an entry; false when there is none. */
  update(room: string, id: string, change: Partial<Pick<Member, 'name' | 'stage'>>): Promise<boolean>;
  exit(room: string, id: string): Promise<void>;
  /** Exits every room that this id is in. */
  exitAll(id: string): Promise<void>;
  /** Whether both are in one room, as far as this broker knows: at least one of the two is connected to it. */
  sharesRoom(a: string, b: string): boolean;
  /** Hands a message to the broker that holds its `dst`; false when none does. */
  forward(message: Message & {dst: string}): Promise<boolean>;
  /** Calls back on what happened to anybody; the one listener of this broker. */
  subscribe(listener: (event: RegistryEvent) => void): void;
  counts(): {ids: number; rooms: number};
  /** Ends all timers and forgets what this broker held. */
  close(): Promise<void>;
}
