/**
 * The door of a room: who is a host, who may pass, and who knocks. Nothing here has state: the registries keep that.
 *
 * A host is a member whose token says `moderator` or who has presented the room's host key. With `hosts: 'first'` there is
 * also the elected host: the member that has been in the stage `in` for the longest time. A room that nobody hosts opens.
 */
import {createHash} from 'node:crypto';
import {hostTagOf} from '@rtc-call/engine/names';
import type {Door, Entry, KnockReason, Measure, Member, MemberChange, Order} from './members.js';

export const OPEN_DOOR: Door = {isLocked: false, bans: {}};

/** The most marks that a door keeps: those of about a hundred people. */
export const MAX_BANS = 300;

/** How many hosts with a key or a token get into a room that is full, so that they can rule it. */
export const HOST_PLACES = 4;

/** Whether this is the value of a ban that lasts as long as the room. */
export const isForGood = (value: number | undefined): boolean => value !== undefined && value <= 0;

/** What two brokers remember of a door. The stricter one is right: an order may not have reached the other. */
export const mergeDoors = (a: Door | undefined, b: Door): Door => {
  if (!a) return b;
  const bans = {...a.bans};
  for (const [mark, value] of Object.entries(b.bans)) {
    const other = bans[mark] ?? value;
    bans[mark] = isForGood(value) || isForGood(other) ? Math.min(value, other) : Math.max(value, other);
  }
  return {isLocked: a.isLocked || b.isLocked, bans};
};

/** With what an order adds. If there are too many, the oldest are forgotten, those of addresses first. */
export function withBans(bans: Door['bans'], added: Order['bans'] = {}): Door['bans'] {
  const now = Date.now();
  const all = new Map(Object.entries(bans));
  for (const [mark, ms] of Object.entries(added)) {
    const value = ms === 0 ? -now : now + ms;
    const before = all.get(mark) ?? value;
    all.set(mark, isForGood(before) ? Math.min(before, value) : value);
  }
  const inForce = [...all].filter(([, value]) => isForGood(value) || value > now);
  const byAge = inForce.toSorted(
    ([, a], [, b]) => Number(isForGood(b)) - Number(isForGood(a)) || Math.abs(b) - Math.abs(a),
  );
  return Object.fromEntries(byAge.slice(0, MAX_BANS));
}

/** A copy of a member, with what the registry has decided about it. */
export const ruledBy = (known: Member, copy: Member): Member => {
  const {seq, knocking, muted, shareStopped, inSince} = known;
  return {
    ...without(copy, 'knocking', 'muted', 'shareStopped', 'inSince'),
    seq,
    ...(knocking && {knocking}),
    ...(muted && {muted}),
    ...(shareStopped && {shareStopped}),
    ...(inSince !== undefined && {inSince}),
  };
};

/** Whether a door keeps somebody out for good. */
export const isBanned = ({bans}: Door, member: Pick<Member, 'id' | 'marks' | 'moderator'>): boolean =>
  !member.moderator && marksOf(member).some(mark => isForGood(bans[mark]));

/** Whether a measure still makes sense: the member may have changed since the broker has looked. */
export const applies = (measure: Measure, {knocking, moderator}: Member): boolean => {
  if (measure === 'admit' || measure === 'refused') return knocking !== undefined;
  if (measure === 'removed') return !moderator;
  return measure === 'ended' || !knocking;
};

export const changed = (member: Member, {clear = [], ...change}: MemberChange): Member => {
  const after: {-readonly [K in keyof Member]: Member[K]} = {...member, ...change};
  for (const field of clear) delete after[field];
  return after;
};

/** As a member, without what only somebody who knocks has. */
export const admitted = (member: Member): Member => without(member, 'knocking', 'text');

export function without<T extends object, K extends keyof T>(fields: T, ...keys: K[]): Omit<T, K> {
  const rest = {...fields};
  for (const key of keys) delete rest[key];
  return rest;
}

/** 96 bits of a digest: what a door remembers of somebody. */
export const markOf = (kind: 'owner' | 'address', text: string): string =>
  `${kind[0]}:${createHash('sha256').update(text).digest('base64url').slice(0, 16)}`;

/** By what a door recognizes somebody whom it has banned. */
export const marksOf = ({id, marks = []}: Pick<Member, 'id' | 'marks'>): string[] => [`i:${id}`, ...marks];

/** Whether this entry has to knock; `removed` if it may not even do that. `known`: the member that it was until now. */
export function knockOf(
  {moderator, mustKnock, ...entry}: Entry,
  known: Member | undefined,
  {isLocked, bans}: Door,
  hasHost: boolean,
  now: number,
): KnockReason | 'removed' | undefined {
  if (moderator) return undefined;
  const values = marksOf(entry).map(mark => bans[mark]);
  if (values.some(isForGood)) return 'removed';
  if (known && !known.knocking) return undefined;
  if (mustKnock === 'always') return 'always';
  if (isLocked) return 'locked';
  if (mustKnock === 'if-hosted' && hasHost) return 'hosted';
  return values.some(until => until !== undefined && until > now) ? 'address' : undefined;
}

/** What is known of a room: its members, by id, and its door. */
export class RoomContents {
  readonly members = new Map<string, Member>();
  readonly #isHosted: boolean;
  #door: Door | undefined;
  /** Worked out when it is needed, since each relayed message asks. */
  #facts:
    {readonly elected: string | undefined; readonly hasDoor: boolean; readonly knocks: number} | undefined;

  constructor(name: string) {
    this.#isHosted = hostTagOf(name) !== null;
  }

  get door(): Door | undefined {
    return this.#door;
  }

  set door(door: Door | undefined) {
    this.#door = door;
    this.#facts = undefined;
  }

  put(member: Member): void {
    this.members.set(member.id, member);
    this.#facts = undefined;
  }

  remove(id: string): boolean {
    this.#facts = undefined;
    return this.members.delete(id);
  }

  /** Whether its members exchange frames among themselves only. */
  get hasDoor(): boolean {
    return this.#read().hasDoor;
  }

  /** How many of its members have only knocked. */
  get knocks(): number {
    return this.#read().knocks;
  }

  /** The id of the elected host. */
  get elected(): string | undefined {
    return this.#read().elected;
  }

  isHost(id: string): boolean {
    const member = this.members.get(id);
    return member !== undefined && !member.knocking && (member.moderator === true || id === this.elected);
  }

  get hasHost(): boolean {
    return this.elected !== undefined || [...this.members.values()].some(({id}) => this.isHost(id));
  }

  /** Whether a frame may pass because both are here. */
  lets(src: string, dst: string): boolean {
    const [from, to] = [this.members.get(src), this.members.get(dst)];
    if (!from || !to || from.knocking) return false;
    return !to.knocking || this.isHost(src);
  }

  #read() {
    if (this.#facts) return this.#facts;
    let first: Member | undefined;
    let knocks = 0;
    let hasDoor = this.#isHosted || this.#door?.isLocked === true;
    for (const member of this.members.values()) {
      if (member.knocking) knocks += 1;
      if (member.knocking || member.moderator) hasDoor = true;
      if (member.inSince !== undefined && member.inSince < (first?.inSince ?? Infinity)) first = member;
    }
    hasDoor ||= first !== undefined;
    return (this.#facts = {elected: first?.id, hasDoor, knocks});
  }
}

/** The rooms of one broker's clients, as far as it knows them. */
export interface RoomsInView {
  /** Undefined if no client of this broker is in it. */
  look(room: string): RoomContents | undefined;
  /** The rooms that this id is in; undefined if it isn't held here. */
  roomsOf(id: string): Iterable<string> | undefined;
}

/**
 * Whether doors let a frame pass: always if neither side is behind one, otherwise if they share a room in which the sender
 * may speak to the recipient. `mustShare`: a token wants the latter in any case.
 */
export function mayExchange(view: RoomsInView, src: string, dst: string, mustShare: boolean): boolean {
  let isBehindDoor = mustShare;
  for (const id of [src, dst]) {
    for (const name of view.roomsOf(id) ?? []) {
      const room = view.look(name);
      if (!room?.members.has(id)) continue;
      if (room.lets(src, dst)) return true;
      isBehindDoor ||= room.hasDoor;
    }
  }
  return !isBehindDoor;
}
