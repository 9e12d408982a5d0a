/** What the brokers of one process share: the holders of ids, their grace periods, and the rooms. */
import type {Clock} from '../clock.js';
import {admitted, applies, HOST_PLACES, isForGood, knockOf, OPEN_DOOR, withBans, without} from './door.js';
import type {Entry, Member, Order, Outcome} from './members.js';
import type {EntryRefusal, ExitReason, Holding, RegistryListener, RoomView, Suspension} from './registry.js';
import {RoomTable} from './room-table.js';

export interface RegistryLimits {
  /** How long an id and its places in rooms are kept after a lost connection, in ms. */
  readonly graceMs: number;
  readonly rooms: number;
  readonly roomMembers: number;
  readonly roomsPerPeer: number;
  /** How many may knock at one door. */
  readonly roomKnocks: number;
  /** Whether the first who is in a room is its host. */
  readonly electsHosts: boolean;
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

  enter(room: string, entry: Entry, holder: Holder): RoomView | EntryRefusal {
    const fields = without(entry, 'mustKnock');
    const {rooms} = this;
    const found = rooms.get(room);
    const known = found?.members.get(entry.id);
    if (!known) {
      if ((holder.rooms?.size ?? 0) >= this.#limits.roomsPerPeer) return 'too-many-rooms';
      if (!found && rooms.size >= this.#limits.rooms) return 'too-many-rooms';
    }
    const knocking = knockOf(entry, known, found?.door ?? OPEN_DOOR, found?.hasHost === true, Date.now());
    if (knocking === 'removed') return knocking;
    if (!known || Boolean(known.knocking) !== Boolean(knocking)) {
      if (knocking && (found?.knocks ?? 0) >= this.#limits.roomKnocks) return 'too-many-knocks';
      if (!knocking && !this.#hasPlace(room, entry.moderator ? HOST_PLACES : 0)) return 'room-full';
    }
    const {muted, shareStopped, inSince} = known ?? {};
    const kept = {...(muted && {muted}), ...(shareStopped && {shareStopped}), ...(inSince && {inSince})};
    const member = {...fields, ...kept, ...(knocking && {knocking})};
    this.place(room, {...member, seq: known?.seq ?? this.#nextSeq(), away: false}, holder);
    this.openUnlessHosted(room);
    return rooms.view(room);
  }

  /** Puts a member into a room, entered with the current lease. */
  place(room: string, member: Member, holder: Holder): void {
    (holder.rooms ??= new Map()).set(room, holder.lease);
    this.#lastSeq = Math.max(this.#lastSeq, member.seq, member.inSince ?? 0);
    this.#put(room, member);
  }

  /** Carries out an order of a host. */
  moderate(room: string, id: string, order: Order): Outcome {
    const found = this.rooms.get(room);
    if (!found?.isHost(id)) return 'stale';
    const before = found.door ?? OPEN_DOOR;
    const {isLocked = before.isLocked, bans} = order;
    if (order.isLocked !== undefined || bans)
      this.rooms.setDoor(room, {isLocked, bans: withBans(before.bans, bans)});
    let outcome: Outcome = 'done';
    let isAnyThere = false;
    for (const [target, measure] of Object.entries(order.measures)) {
      const member = found.members.get(target);
      if (!member || !applies(measure, member)) continue;
      isAnyThere = true;
      if (measure === 'admit') {
        if (!this.#admit(room, member)) outcome = 'room-full';
      } else if (measure === 'mute') this.rooms.put(room, {...member, muted: true});
      else if (measure === 'stop-share') this.rooms.put(room, {...member, shareStopped: true});
      else this.#exit(room, target, measure);
    }
    if (isLocked !== before.isLocked && !this.#lock(room, isLocked)) outcome = 'room-full';
    this.openUnlessHosted(room);
    return isAnyThere || Object.keys(order.measures).length === 0 ? outcome : 'absent';
  }

  /** A room without hosts has no door: whoever waits for a host to open is let in. */
  openUnlessHosted(room: string): void {
    const found = this.rooms.get(room);
    if (!found || found.hasHost || (!found.door && found.knocks === 0)) return;
    const bans = Object.entries(found.door?.bans ?? {}).filter(([, value]) => isForGood(value));
    if (found.door) this.rooms.setDoor(room, {isLocked: false, bans: Object.fromEntries(bans)});
    const waiting = [...found.members.values()].filter(({knocking}) => knocking && knocking !== 'always');
    for (const member of waiting.toSorted((a, b) => a.seq - b.seq))
      if (member.knocking !== 'hosted' || !found.hasHost) this.#admit(room, member);
  }

  /** Whether one more can be let in. */
  #hasPlace(room: string, more = 0): boolean {
    const found = this.rooms.get(room);
    return !found || found.members.size - found.knocks < this.#limits.roomMembers + more;
  }

  /** False if the room is full. */
  #admit(room: string, member: Member): boolean {
    if (!member.knocking) return true;
    if (!this.#hasPlace(room)) return false;
    this.#put(room, admitted(member));
    return true;
  }

  /** Those in the lobby have to knock at a locked door; those who knock at one that is unlocked are let in, if they all fit. */
  #lock(room: string, isLocked: boolean): boolean {
    let doAllFit = true;
    for (const member of this.rooms.get(room)?.members.values() ?? []) {
      const {knocking, moderator, stage} = member;
      if (!isLocked && knocking === 'locked') doAllFit &&= this.#admit(room, member);
      if (isLocked && !knocking && !moderator && stage === 'lobby')
        this.rooms.put(room, {...member, knocking: 'locked'});
    }
    return doAllFit;
  }

  /** Notes since when it is in the stage `in`, which decides who is elected. */
  #put(room: string, member: Member): void {
    const {inSince, ...rest} = member;
    const isIn = this.#limits.electsHosts && member.stage === 'in' && !member.knocking;
    this.rooms.put(room, isIn ? {...rest, inSince: inSince ?? this.#nextSeq()} : rest);
  }

  #nextSeq(): number {
    return (this.#lastSeq += 1);
  }

  exit(room: string, id: string, reason: ExitReason): void {
    if (this.#exit(room, id, reason)) this.openUnlessHosted(room);
  }

  #exit(room: string, id: string, reason: ExitReason): boolean {
    if (!this.rooms.remove(room, id, reason)) return false;
    this.holders.get(id)?.rooms?.delete(room);
    return true;
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
