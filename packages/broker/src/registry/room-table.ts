/** The rooms of a memory registry: members and revisions. Reports each change to all brokers. */
import {isDeepStrictEqual} from 'node:util';
import type {Member, RoomEvent, RoomView} from './registry.js';

interface Room {
  revision: number;
  readonly members: Map<string, Member>;
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

  /** The number of members; 0 if there is no such room. */
  sizeOf(room: string): number {
    return this.#rooms.get(room)?.members.size ?? 0;
  }

  member(room: string, id: string): Member | undefined {
    return this.#rooms.get(room)?.members.get(id);
  }

  view(room: string): RoomView {
    const {revision, members} = this.#rooms.get(room) ?? {revision: this.#revision, members: new Map()};
    return {revision, members: [...members.values()] as Member[]};
  }

  /** The revision of a room; undefined if there is no such room. */
  revisionOf(room: string): number | undefined {
    return this.#rooms.get(room)?.revision;
  }

  put(room: string, member: Member): void {
    let found = this.#rooms.get(room);
    if (!found) this.#rooms.set(room, (found = {revision: this.#revision, members: new Map()}));
    const known = found.members.get(member.id);
    if (known && isSame(known, member)) return;
    found.members.set(member.id, member);
    found.revision += 1;
    this.#notify({type: known ? 'updated' : 'entered', room, revision: found.revision, member});
  }

  /** False if it was no member. */
  remove(room: string, id: string, reason: 'left' | 'lost'): boolean {
    const found = this.#rooms.get(room);
    if (!found?.members.delete(id)) return false;
    found.revision += 1;
    if (found.members.size === 0) {
      this.#rooms.delete(room);
      this.#revision = Math.max(this.#revision, found.revision);
    }
    this.#notify({type: 'exited', room, revision: found.revision, id, reason});
    return true;
  }
}

/** Whether nothing has changed. */
export const isSame = (known: Member, member: Member): boolean => isDeepStrictEqual(known, member);
