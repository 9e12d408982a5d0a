/** What the brokers of one process share: the holders of ids, their grace periods, and the rooms. */
import type {Clock} from '../clock.js';
import type {Entry, Holding, Member, RegistryListener, RoomView, Suspension} from './registry.js';
import {RoomTable} from './room-table.js';

export interface RegistryLimits {
  /** How long an id and its places in rooms are kept after a lost connection, in ms. */
  readonly graceMs: number;
  readonly rooms: number;
  readonly roomMembers: number;
  readonly roomsPerPeer: number;
}

/** How long an id is kept for a page that said goodbye, in ms: for a reload. The others have it off the screen within 4 s. */
const LEAVING_MS = 3_500;

export interface Holder {
  readonly owner: string;
  lease: number;
  /** The broker that it is connected to; undefined while it is disconnected. */
  node: RegistryListener | undefined;
  /** The broker that it was last connected to, which has to forget it. */
  lastNode: RegistryListener;
  /** Ends the grace period; undefined if none is running. */
  stopGrace: (() => void) | undefined;
  /** The page load that speaks for it; undefined until it says so, and for a plain PeerJS client. */
  session: string | undefined;
  /** When its page went away, in ms of the clock; undefined while it is connected, or only its connection was lost. */
  leftAt: number | undefined;
  /**
   * The rooms that it is in, and the lease with which it entered each. Undefined until it enters a room: most clients of
   * a plain PeerServer never do.
   */
  rooms: Map<string, number> | undefined;
}

type Held = Pick<Holding, 'id' | 'lease' | 'owner'>;

export class HolderTable {
  readonly holders = new Map<string, Holder>();
  readonly nodes = new Set<RegistryListener>();
  readonly rooms: RoomTable;
  readonly clock: Clock;
  readonly #limits: RegistryLimits;
  #lastLease = 0;
  #lastSeq = 0;

  constructor(limits: RegistryLimits, clock: Clock) {
    this.#limits = limits;
    this.clock = clock;
    this.rooms = new RoomTable(event => {
      for (const node of this.nodes) node.onEvent(event);
    });
  }

  nextLease(): number {
    return (this.#lastLease += 1);
  }

  /** The holder of this id, if it is connected to this broker with this lease. */
  connected(node: RegistryListener, id: string, lease: number): Holder | undefined {
    const holder = this.holders.get(id);
    return holder?.node === node && holder.lease === lease ? holder : undefined;
  }

  add(node: RegistryListener, {id, owner, lease}: Held): Holder {
    const none = {stopGrace: undefined, session: undefined, leftAt: undefined, rooms: undefined};
    const holder: Holder = {owner, lease, node, lastNode: node, ...none};
    this.#lastLease = Math.max(this.#lastLease, lease);
    this.holders.set(id, holder);
    return holder;
  }

  /** Tells the broker that it was last connected to that its lease has ended. */
  tellReleased(id: string, {lastNode, lease, rooms}: Holder, reason: 'moved' | 'expired'): void {
    if (this.nodes.has(lastNode))
      lastNode.onEvent({type: 'released', id, lease, reason, rooms: [...(rooms?.keys() ?? [])]});
  }

  suspend(id: string, holder: Holder, why: Suspension): void {
    holder.node = undefined;
    holder.leftAt = why === 'leaving' ? this.clock.now() : undefined;
    for (const room of holder.rooms?.keys() ?? []) {
      const member = this.rooms.member(room, id);
      if (member) this.rooms.put(room, {...member, away: true});
    }
    this.startGrace(id, holder, why);
  }

  /** When the grace period ends, the places that were not entered with the current lease are lost, or all, with the id. */
  startGrace(id: string, holder: Holder, why: Suspension): void {
    holder.stopGrace?.();
    const {graceMs} = this.#limits;
    const ms = why === 'leaving' ? Math.min(LEAVING_MS, graceMs) : graceMs;
    holder.stopGrace = this.clock.after(ms, () => this.expire(id, holder, why));
  }

  /** Ends the grace period: removes the entries that were not entered again, and the id if it is still disconnected. */
  expire(id: string, holder: Holder, why: Suspension): void {
    holder.stopGrace?.();
    holder.stopGrace = undefined;
    for (const [room, lease] of holder.rooms ?? []) {
      if (!holder.node || lease !== holder.lease) this.exit(room, id, why === 'leaving' ? 'left' : 'lost');
    }
    if (holder.node) return;
    this.holders.delete(id);
    this.tellReleased(id, holder, 'expired');
  }

  enter(room: string, entry: Entry, holder: Holder): RoomView | 'room-full' | 'too-many-rooms' {
    const {rooms} = this;
    const known = rooms.member(room, entry.id);
    if (!known) {
      const size = rooms.sizeOf(room);
      if ((holder.rooms?.size ?? 0) >= this.#limits.roomsPerPeer) return 'too-many-rooms';
      if (size === 0 && rooms.size >= this.#limits.rooms) return 'too-many-rooms';
      if (size >= this.#limits.roomMembers) return 'room-full';
    }
    this.place(room, {...entry, seq: known?.seq ?? this.#lastSeq + 1, away: false}, holder);
    return rooms.view(room);
  }

  /** Puts a member into a room, entered with the current lease. */
  place(room: string, member: Member, holder: Holder): void {
    (holder.rooms ??= new Map()).set(room, holder.lease);
    this.#lastSeq = Math.max(this.#lastSeq, member.seq);
    this.rooms.put(room, member);
  }

  exit(room: string, id: string, reason: 'left' | 'lost'): void {
    if (this.rooms.remove(room, id, reason)) this.holders.get(id)?.rooms?.delete(room);
  }

  /** A broker is gone: suspends what it held, or, if it was the last one, forgets everything. */
  leave(node: RegistryListener): void {
    this.nodes.delete(node);
    for (const [id, holder] of this.holders) {
      if (this.nodes.size === 0) {
        holder.stopGrace?.();
        for (const room of holder.rooms?.keys() ?? []) this.exit(room, id, 'lost');
        this.holders.delete(id);
      } else if (holder.node === node) this.suspend(id, holder, 'lost');
    }
  }
}
