/**
 * The state that brokers must share to behave as one: who holds which id, and who is in which room. Everything else
 * (sockets, queues, limits per address) belongs to one broker.
 *
 * - A claim has a **lease**, a number that grows with each claim of the id. Every change and every event about an id
 *   carries the lease, and an older lease changes nothing.
 * - A room has a **revision**, which grows by one with each change. `enter` returns it and events carry it, so that answers
 *   and events may arrive in any order. A room that is empty and comes back continues with a higher revision.
 * - The operations of one broker take effect in the order of the calls. One that rejects may or may not have taken effect,
 *   but it does not take effect after a later one.
 *
 * memory-registry.ts keeps this state in the memory of one process, and never fails. Any other registry may reject,
 * hang, and lose, repeat or reorder its events: reliable-registry.ts makes up for that.
 */
import type {Message} from '../protocol/index.js';
import type {RoomsInView} from './door.js';
import type {Door, Entry, Member, MemberChange, Order, Outcome} from './members.js';

/** A room as it was at one revision. */
export interface RoomView {
  readonly revision: number;
  readonly members: readonly Member[];
  /** Undefined while it has never been locked, and nobody was removed. */
  readonly door?: Door | undefined;
  /** The registry has lost its state, and not all brokers have restored it: members may be missing who are still there. */
  readonly isPartial?: true;
}

/** What all brokers share, as far as this one knows. */
export interface RegistryState {
  readonly ids: number;
  readonly rooms: number;
  readonly brokers: number;
  /** Why the registry can't be reached, as a code; undefined if it can. */
  readonly problem?: string | undefined;
}

/** `new`: the id was free. `resumed`: the same owner holds it, connected or within the grace period. `taken`: another does. */
export type Claim =
  | {
      readonly status: 'new' | 'resumed';
      readonly lease: number;
      /** The rooms that the id is in, if another broker has had it until now. */
      readonly rooms?: readonly string[];
    }
  | {readonly status: 'taken'};

/** Why an id is kept although its socket is closed: its connection was lost, or its page went away. */
export type Suspension = 'lost' | 'leaving';

/** Why a lease has ended: its owner connected again, perhaps to another broker, or the id is free or somebody else's. */
export type ReleaseReason = 'moved' | 'expired';

/** Whether a message reached the socket of its recipient. Only an `absent` recipient may be tried again. */
export type Delivery =
  | {readonly status: 'delivered' | 'refused'}
  | {
      readonly status: 'absent';
      /** The recipient's page went away, `ago` ms ago. Its session is undefined for a plain PeerJS client. */
      readonly left?: {readonly session: string | undefined; readonly ago: number} | undefined;
    };

/** Why somebody is no member any more. The last three: by order of a host. */
export type ExitReason = 'left' | 'lost' | 'removed' | 'refused' | 'ended';

/** `before`: the member as it was, if it was one; for the listener only, no registry has to tell it. */
export type RoomEvent = {readonly room: string; readonly revision: number} & (
  | {readonly type: 'entered' | 'updated'; readonly member: Member; readonly before?: Member | undefined}
  | {
      readonly type: 'exited';
      readonly id: string;
      readonly reason: ExitReason;
      readonly before?: Member | undefined;
      /** For the listener only: it has entered with its present lease, and nothing that this broker knows has ended that. */
      readonly isUnexpected?: boolean;
    }
  | {readonly type: 'door'; readonly door: Door}
);

export type RegistryEvent =
  | RoomEvent
  /** This lease has ended: state that was kept for it is dropped, and so are its places in `rooms` on this broker. */
  | {
      readonly type: 'released';
      readonly id: string;
      readonly lease: number;
      readonly reason: ReleaseReason;
      readonly rooms: readonly string[];
    }
  /** The page that held the id here went away: its socket, if it is still open, is dead. */
  | {readonly type: 'left'; readonly id: string; readonly lease: number}
  /** The id can be reached, perhaps on another broker: messages that are pending here can be forwarded. */
  | {readonly type: 'reachable'; readonly id: string};

/** What a registry calls in its broker. */
export interface RegistryListener {
  onEvent(event: RegistryEvent): void;
  /** A message from a peer on another broker for an id that is held here. */
  deliver(message: Message & {dst: string}): Delivery | Promise<Delivery>;
}

/** What one broker believes to hold for an id: enough to claim it again after the registry has forgotten it. */
export interface Holding {
  readonly id: string;
  readonly lease: number;
  readonly owner: string;
  readonly session: string | undefined;
  /** Undefined while it is connected. */
  readonly suspension: Suspension | undefined;
  readonly places: readonly {
    readonly room: string;
    readonly member: Member;
    readonly door?: Door | undefined;
  }[];
}

/** Some of what a broker believes, to be compared with the registry. */
export interface Beliefs {
  readonly holdings: readonly Pick<Holding, 'id' | 'lease' | 'owner'>[];
  readonly rooms: readonly {readonly room: string; readonly revision: number}[];
}

/** A lease that has ended, and how. */
export interface Lost {
  readonly id: string;
  readonly lease: number;
  readonly reason: ReleaseReason | 'left';
}

export interface Corrections {
  /** False if the registry has declared this broker dead, or has lost its own state: the broker must `restore` all. */
  readonly isKnown: boolean;
  readonly lost: readonly Lost[];
  /** Rooms that have another revision now. */
  readonly rooms: readonly string[];
}

/** Why an entry is refused: the places in the room, at its door and in all rooms are limited; or a host has removed them. */
export type EntryRefusal = 'room-full' | 'too-many-rooms' | 'too-many-knocks' | 'removed';

/** One broker's view of the shared state. */
export interface Registry {
  /**
   * Claims an id. If this rejects, the id may have been claimed nevertheless: `abandon` undoes that.
   */
  claim(id: string, owner: string): Promise<Claim>;
  /**
   * Undoes a claim by this broker whose answer did not arrive: the id belongs to its lease `keep` again, or, without one, is
   * suspended. Must not be called while a claim of this id is pending.
   */
  abandon(id: string, keep?: number): Promise<void>;
  /** Notes which page load speaks for the id from now on. A claim forgets it. */
  identify(id: string, lease: number, session: string): Promise<void>;
  /**
   * The socket is closed: the id and its places in rooms are kept for the grace period, then lost. If its page is
   * `leaving`, they are kept for the few seconds that a reload takes.
   */
  suspend(id: string, lease: number, why: Suspension): Promise<void>;
  /**
   * The page load `session` of this owner goes away: suspends the id, on any broker. False if another owner or a later
   * page load holds it.
   */
  leave(id: string, owner: string, session: string): Promise<boolean>;
  /** Releases the id at once. If it is in a room, does the same as `suspend`. */
  release(id: string, lease: number): Promise<void>;
  /** Enters a room or comes back to it; resolves to the room with the new member. `stale`: the lease has ended. */
  enter(room: string, lease: number, entry: Entry): Promise<RoomView | EntryRefusal | 'stale'>;
  /** Changes an entry; false if there is none. */
  update(room: string, id: string, lease: number, change: MemberChange): Promise<boolean>;
  /** Carries out what a host orders, all at once. `id` is the host, which the broker has checked. */
  moderate(room: string, id: string, lease: number, order: Order): Promise<Outcome>;
  exit(room: string, id: string, lease: number): Promise<void>;
  /** Exits every room that this id is in. */
  exitAll(id: string, lease: number): Promise<void>;
  /** The whole room; without members if there is none. From now on, this broker hears what happens there. */
  view(room: string): Promise<RoomView>;
  /**
   * Passes a message to the broker that holds its `dst`, or from which its page went away, within so many ms. Rejects if it is unknown whether the message
   * arrived. If the recipient is absent, this broker gets `reachable` should that change within the time that messages
   * are kept.
   */
  forward(message: Message & {dst: string}, withinMs: number): Promise<Delivery>;
  /** An id of this broker can be reached again without a new claim: its socket was not dead. */
  announce(id: string): Promise<void>;
  /** Sets the one listener of this broker. */
  subscribe(listener: RegistryListener): void;
  /** Says that this broker is alive, and has some of its beliefs checked. */
  renew(beliefs: Beliefs): Promise<Corrections>;
  /** No client of this broker is in this room any more: its events are of no use. */
  forget(room: string): void;
  /**
   * Makes the registry know this broker again, and claims ids with the leases that they had. The newest lease wins. Resolves
   * to those that have ended. The call that `isLast` makes it known.
   */
  restore(holdings: readonly Holding[], isLast: boolean): Promise<readonly Lost[]>;
  counts(): RegistryState;
  /** False while the registry can't be reached: this broker takes no new clients, and keeps those that it has. */
  isReady(): boolean;
  /** Suspends what this broker still holds, for its clients to resume on other brokers. */
  close(): Promise<void>;
}

/**
 * A registry as the rest of the broker uses it. Nothing hangs: what needs an answer rejects after 3 s, and a claim or an entry
 * that rejects is undone. What must happen (`identify`, `suspend`, `release`, `exit`, `exitAll`) is repeated until it has
 * happened or no longer matters, and never rejects. Events about a room come in the order of their revisions and leave
 * out none.
 */
export type ReliableRegistry = Omit<Registry, 'abandon' | 'forget' | 'renew' | 'restore' | 'view'> &
  RoomsInView;
