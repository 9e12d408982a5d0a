/** The ids that a broker holds in a registry, with all that it takes to claim them again. */
import type {RoomContents} from './door.js';
import type {Beliefs, Holding, Suspension} from './registry.js';
import type {RoomMirrors} from './room-mirrors.js';

export interface Held {
  readonly id: string;
  readonly owner: string;
  lease: number;
  session: string | undefined;
  suspension: Suspension | undefined;
  /**
   * The rooms that it is in; false if it has not entered one with this lease, or is leaving it. Undefined until it enters
   * a room.
   */
  rooms: Map<string, boolean> | undefined;
  /** The rooms that it is about to enter. */
  readonly entering: Set<string>;
}

export class HeldIds {
  readonly #held = new Map<string, Held>();
  #ids: Iterator<Held> | undefined;
  #rooms: Iterator<Beliefs['rooms'][number]> | undefined;

  /** With `lease`, only if that is its lease. */
  get(id: string, lease?: number): Held | undefined {
    const held = this.#held.get(id);
    return lease === undefined || held?.lease === lease ? held : undefined;
  }

  /** `elsewhere`: the rooms that it has entered on another broker. */
  claimed(id: string, owner: string, lease: number, elsewhere: readonly string[]): void {
    const known = this.#held.get(id);
    if (known && known.lease > lease) return;
    const before = known?.owner === owner ? known.rooms : undefined;
    const names = [...(before?.keys() ?? []), ...elsewhere];
    const rooms = names.length > 0 ? new Map(names.map(room => [room, false])) : undefined;
    this.#held.set(id, {
      id,
      owner,
      lease,
      session: undefined,
      suspension: undefined,
      rooms,
      entering: new Set(),
    });
  }

  /** Whether it is connected and has entered this room with its present lease. */
  isIn(id: string, room: string): boolean {
    const held = this.#held.get(id);
    return held !== undefined && !held.suspension && held.rooms?.get(room) === true;
  }

  /** It was a member until now. It may be entering again at the moment. */
  exited(id: string, room: string): void {
    const held = this.#held.get(id);
    if (!held?.entering.has(room)) held?.rooms?.delete(room);
  }

  drop(id: string): void {
    this.#held.delete(id);
  }

  ids(): string[] {
    return [...this.#held.keys()];
  }

  /** What is held of these ids now. */
  holdings(ids: readonly string[], look: (room: string) => RoomContents | undefined): Holding[] {
    return ids.flatMap(id => {
      const found = this.#held.get(id);
      if (!found) return [];
      const {rooms, ...held} = found;
      const places = [...(rooms ?? [])].flatMap(([room, isIn]) => {
        const contents = look(room);
        const member = isIn ? contents?.members.get(id) : undefined;
        return member ? [{room, member, door: contents?.door}] : [];
      });
      return [{...held, places}];
    });
  }

  /** The next `count` ids, in turn. */
  next(count: number, isWanted: (id: string) => boolean): Beliefs['holdings'] {
    const taken: Beliefs['holdings'][number][] = [];
    this.#ids = take(this.#ids ?? this.#held.values(), count, ({id, lease, owner}) => {
      if (isWanted(id)) taken.push({id, lease, owner});
    });
    return taken;
  }

  /** The next `count` rooms, in turn. */
  nextRooms(count: number, mirrors: RoomMirrors): Beliefs['rooms'] {
    const taken: Beliefs['rooms'][number][] = [];
    this.#rooms = take(this.#rooms ?? mirrors.revisions(), count, belief => taken.push(belief));
    return taken;
  }
}

/** Passes on up to `count` items; returns undefined if there are no more. */
function take<T>(items: Iterator<T>, count: number, use: (item: T) => void): Iterator<T> | undefined {
  for (let index = 0; index < count; index += 1) {
    const {done, value} = items.next() as IteratorResult<T, undefined>;
    if (done || value === undefined) return undefined;
    use(value);
  }
  return items;
}
