/** What each member on this broker is told of its rooms: by whom it is seen, and what a door hides from it. */
import type {AddressState} from '../admission/index.js';
import type {IceServers} from '../ice.js';
import {
  without,
  type ExitReason,
  type Member,
  type ReliableRegistry,
  type RoomContents,
  type RoomEvent,
} from '../registry/index.js';
import {describeRefusal} from '../refusals.js';
import type {Hub} from './hub.js';

/** A room member that is connected to this broker. */
interface LocalMember {
  /** The address whose limits this membership counts for. */
  readonly addressState: AddressState;
  /** What happened in the room since the entry started; undefined if no entry is in progress. */
  waiting: RoomEvent[] | undefined;
  /** As what it was last told about the room. */
  seenAs: Role | undefined;
}

/** Somebody who knocks hears nothing, a host hears of those who knock. An elected host may do less. */
type Role = 'knocking' | 'member' | 'elected' | 'host';

interface LocalRoom {
  readonly members: Map<string, LocalMember>;
  /** The elected host, as the members were told. */
  elected: string | undefined;
}

export interface ViewParts {
  readonly registry: Pick<ReliableRegistry, 'look'>;
  readonly hub: Pick<Hub, 'sendFromBroker'>;
  readonly iceServers: (id: string) => IceServers;
}

export class RoomViews {
  readonly #parts: ViewParts;
  /**
   * The members on this broker, by room. While a member is entering, events of the room are queued here, so that the member
   * hears of them after the list of members, unless they are older than the list.
   */
  readonly #rooms = new Map<string, LocalRoom>();

  constructor(parts: ViewParts) {
    this.#parts = parts;
  }

  /** How many rooms have a member on this broker. */
  get size(): number {
    return this.#rooms.size;
  }

  get(room: string, id: string): LocalMember | undefined {
    return this.#rooms.get(room)?.members.get(id);
  }

  /** How many clients of this address knock at this door, or are about to. */
  knocksFrom(room: string, address: AddressState): number {
    let count = 0;
    for (const {addressState, seenAs, waiting} of this.#rooms.get(room)?.members.values() ?? []) {
      const mayKnock = seenAs === 'knocking' || (waiting !== undefined && seenAs === undefined);
      if (addressState === address && mayKnock) count += 1;
    }
    return count;
  }

  /** An entry starts: what happens until it is complete waits. */
  await(room: string, id: string, addressState: AddressState): RoomEvent[] {
    const waiting: RoomEvent[] = [];
    let found = this.#rooms.get(room);
    if (!found) this.#rooms.set(room, (found = {members: new Map(), elected: undefined}));
    const known = found.members.get(id);
    if (!known) addressState.entered(room);
    found.members.set(id, {addressState, waiting, seenAs: known?.seenAs});
    return waiting;
  }

  /** The entry is complete, unless `hasFailed`: then the member is in the room as before. */
  settle(room: string, id: string, waiting: RoomEvent[], hasFailed = false): void {
    const place = this.get(room, id);
    const contents = this.#parts.registry.look(room);
    if (place?.waiting !== waiting) return;
    place.waiting = undefined;
    if (!contents?.members.has(id)) {
      const exit = waiting.findLast(event => event.type === 'exited' && event.id === id);
      return exit?.type === 'exited' ? this.#out(exit) : this.remove(room, id);
    }
    // What has happened meanwhile is in the list.
    if (!hasFailed) this.#introduce(room, id, place, contents);
    // No list: it may have left before, and the registry has not heard of it yet.
    else for (const event of waiting) this.#tell(event, id, place, contents);
  }

  /** With `waiting`, only if the entry that it belongs to is the last one. */
  remove(room: string, id: string, waiting?: RoomEvent[]): void {
    const found = this.#rooms.get(room);
    const place = found?.members.get(id);
    if (!found || !place || (waiting && place.waiting !== waiting)) return;
    place.addressState.exited(room);
    found.members.delete(id);
    if (found.members.size === 0) this.#rooms.delete(room);
  }

  onEvent(event: RoomEvent): void {
    const found = this.#rooms.get(event.room);
    const contents = this.#parts.registry.look(event.room);
    if (!found) return;
    if (event.type === 'exited') {
      // It may have been before the entry that is in progress.
      const waiting = found.members.get(event.id)?.waiting;
      if (waiting) waiting.push(event);
      else this.#out(event);
    }
    if (!contents) return;
    for (const [id, place] of found.members) {
      if (place.waiting) {
        if (event.type !== 'exited' || event.id !== id) place.waiting.push(event);
      } else this.#tell(event, id, place, contents);
    }
    this.#tellElected(event.room, found, contents);
  }

  /** Somebody is no member any more, and hears of it if a host wanted it so, or if it is not known why: then it enters again. */
  #out({room, id, reason, isUnexpected}: RoomEvent & {readonly type: 'exited'}): void {
    if (!this.get(room, id)) return;
    this.remove(room, id);
    if (isByHost(reason)) this.#send(id, {kind: 'out', room, reason});
    else if (isUnexpected)
      this.#send(id, {kind: 'refused', of: 'enter', room, ...describeRefusal('registry-unavailable')});
  }

  /** Tells a member all that it may know. */
  #introduce(room: string, id: string, place: LocalMember, contents: RoomContents): void {
    const self = contents.members.get(id);
    const role = roleOf(contents, id);
    if (!self || !role) return;
    const found = this.#rooms.get(room);
    if (found?.members.size === 1) found.elected = contents.elected;
    place.seenAs = role;
    if (role === 'knocking') return this.#send(id, {kind: 'knocking', room});
    const others = [...contents.members.values()].filter(
      member => member.id !== id && (isHost(role) || !member.knocking),
    );
    const {iceServers, ttl} = this.#parts.iceServers(id);
    this.#send(id, {
      kind: 'room',
      room,
      seq: self.seq,
      members: others.map(member => asSeen(member, contents)),
      self: asSeen(self, contents),
      isLocked: contents.door?.isLocked === true,
      iceServers,
      iceTtl: ttl,
    });
  }

  #tell(event: RoomEvent, id: string, place: LocalMember, contents: RoomContents): void {
    const {room} = event;
    const role = roleOf(contents, id);
    if (role !== place.seenAs) return this.#introduce(room, id, place, contents);
    if (role === 'knocking') return;
    switch (event.type) {
      case 'exited': {
        const {id: gone, reason, before} = event;
        if (gone === id || (before?.knocking && !isHost(role))) return;
        const how = isByHost(reason) ? {reason: 'left', by: 'host'} : {reason};
        return this.#send(id, {kind: 'exited', room, id: gone, ...how});
      }
      case 'door':
        return this.#send(id, {kind: 'door', room, isLocked: event.door.isLocked});
      default:
        return this.#tellOfMember(event, id, role, contents);
    }
  }

  /** Who comes through the door is new to all but the hosts; who is put out of it is gone. */
  #tellOfMember(
    {room, member, before}: RoomEvent & {readonly type: 'entered' | 'updated'},
    id: string,
    role: Role | undefined,
    contents: RoomContents,
  ): void {
    if (member.id === id) {
      const isOrdered = member.muted !== before?.muted || member.shareStopped !== before?.shareStopped;
      if (isOrdered) this.#send(id, {kind: 'self', room, member: asSeen(member, contents)});
      return;
    }
    const sees = (seen: Member | undefined): boolean =>
      seen !== undefined && (isHost(role) || !seen.knocking);
    const [saw, isSeen] = [sees(before), sees(member)];
    if (isSeen) this.#send(id, {kind: saw ? 'updated' : 'entered', room, member: asSeen(member, contents)});
    else if (saw) this.#send(id, {kind: 'exited', room, id: member.id, reason: 'left'});
  }

  /** Tells the members who is their host now: the host has heard of it. */
  #tellElected(room: string, found: LocalRoom, contents: RoomContents): void {
    const {elected} = contents;
    if (elected === found.elected) return;
    const concerned = [found.elected, elected].map(id => contents.members.get(id ?? ''));
    found.elected = elected;
    for (const [id, {waiting, seenAs}] of found.members) {
      if (waiting || seenAs === 'knocking') continue;
      for (const member of concerned)
        if (member && member.id !== id)
          this.#send(id, {kind: 'updated', room, member: asSeen(member, contents)});
    }
  }

  #send(id: string, message: {readonly kind: string; readonly [field: string]: unknown}): void {
    this.#parts.hub.sendFromBroker(id, message);
  }
}

const isByHost = (reason: ExitReason): boolean => reason !== 'left' && reason !== 'lost';

const isHost = (role: Role | undefined): boolean => role === 'host' || role === 'elected';

export function roleOf(contents: RoomContents, id: string): Role | undefined {
  const member = contents.members.get(id);
  if (!member) return undefined;
  if (member.knocking) return 'knocking';
  if (member.moderator) return 'host';
  return contents.elected === id ? 'elected' : 'member';
}

/** What others may know of a member. */
function asSeen(member: Member, contents: RoomContents) {
  const {knocking, text} = member;
  return {
    ...without(member, 'marks', 'inSince', 'knocking', 'text'),
    ...(knocking && {knocking: true, ...(text && {text})}),
    ...(contents.isHost(member.id) && {host: true}),
  };
}
