/** The rooms of a memory registry: members and revisions. Reports each change to all brokers. */
import {isDeepStrictEqual} from 'node:util';
import {RoomContents} from './door.js';
import type {Door, Member} from './members.js';
import type {ExitReason, RoomEvent, RoomView} from './registry.js';

class Room extends RoomContents {
  revision: number;

  constructor(name: string, revision: number) {
    super(name);
    this.revision = revision;
  }
}

export class RoomTable {
  readonly #rooms = new Map<string, Room>();
  readonly #notify: (event: RoomEvent) => void;
  /** The highest revision of the rooms that are gone: where a new room starts, which may be one of them. */
  #revision = 0;

  constructor(notify: (event: RoomEvent) => void) {
    this.#notify = notify;
  }

  get size(): number {
    return this.#rooms.size;
  }

  get(room: string): RoomContents | undefined {
    return this.#rooms.get(room);
  }

  member(room: string, id: string): Member | undefined {
    return this.#rooms.get(room)?.members.get(id);
  }

  view(room: string): RoomView {
    const found = this.#rooms.get(room);
    if (!found) return {revision: this.#revision, members: []};
    const {revision, members, door} = found;
    return {revision, members: [...members.values()], ...(door && {door})};
  }

  /** The revision of a room; undefined if there is no such room. */
  revisionOf(room: string): number | undefined {
    return this.#rooms.get(room)?.revision;
  }

  put(room: string, member: Member): void {
    let found = this.#rooms.get(room);
    if (!found) this.#rooms.set(room, (found = new Room(room, this.#revision)));
    const known = found.members.get(member.id);
    if (known && isSame(known, member)) return;
    found.put(member);
    found.revision += 1;
    this.#notify({
      type: known ? 'updated' : 'entered',
      room,
      revision: found.revision,
      member,
      before: known,
    });
  }

  setDoor(room: string, door: Door): void {
    const found = this.#rooms.get(room);
    if (!found || isDeepStrictEqual(found.door, door)) return;
    found.door = door;
    found.revision += 1;
    this.#notify({type: 'door', room, revision: found.revision, door});
  }

  /** False if it was no member. */
  remove(room: string, id: string, reason: ExitReason): boolean {
    const found = this.#rooms.get(room);
    const before = found?.members.get(id);
    if (!found?.remove(id)) return false;
    found.revision += 1;
    if (found.members.size === 0) {
      this.#rooms.delete(room);
      this.#revision = Math.max(this.#revision, found.revision);
    }
    this.#notify({type: 'exited', room, revision: found.revision, id, reason, before});
    return true;
  }
}

/** Whether nothing has changed. */
export const isSame = (known: Member, member: Member): boolean => isDeepStrictEqual(known, member);
