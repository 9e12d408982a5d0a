/**
 * Copies of the rooms that clients of this broker are in. Events may arrive in any order, twice or never: the copy changes in
 * the order of revisions, and is fetched again if one is missing.
 */
import {isDeepStrictEqual} from 'node:util';
import type {Clock} from '../clock.js';
import {OPEN_DOOR, RoomContents} from './door.js';
import type {Member} from './members.js';
import type {RoomEvent, RoomView} from './registry.js';
import {isSame} from './room-table.js';

/** How long to wait for an event that is missing, in ms: it may just be late. */
const GAP_MS = 100;

/** How many events may wait for one that is missing. After that, only fetching the room helps. */
const MAX_AHEAD = 256;

/** How many rooms are fetched at once. */
const AT_ONCE = 50;

/** Before the first answer, nothing is known. */
const UNKNOWN = -1;

interface Mirror {
  revision: number;
  readonly contents: RoomContents;
  /** Events that came before their turn, by revision. */
  readonly ahead: Map<number, RoomEvent>;
  /** It has members that were missing from the last view, which was partial. */
  isPartial: boolean;
  /** How many entries into it are in progress, or the like. */
  keepers: number;
  isFetching: boolean;
  stopWaiting: (() => void) | undefined;
}

export interface MirrorParts {
  readonly clock: Clock;
  readonly fetch: (room: string) => Promise<RoomView>;
  /** Called with each change, in order. Changes that were found by comparing have the same revision. */
  readonly emit: (event: RoomEvent) => void;
  /** Whether a client of this broker has this id: without one, a copy is dropped. */
  readonly isLocal: (id: string) => boolean;
  /** Called when a copy is dropped. */
  readonly onPruned: (room: string) => void;
}

export class RoomMirrors {
  readonly #parts: MirrorParts;
  readonly #mirrors = new Map<string, Mirror>();

  constructor(parts: MirrorParts) {
    this.#parts = parts;
  }

  /** The rooms whose revision is known. */
  *revisions(): Generator<{room: string; revision: number}> {
    for (const [room, {revision, isPartial}] of this.#mirrors)
      if (revision !== UNKNOWN) yield {room, revision: isPartial ? UNKNOWN : revision};
  }

  look(room: string): RoomContents | undefined {
    return this.#mirrors.get(room)?.contents;
  }

  member(room: string, id: string): Member | undefined {
    return this.look(room)?.members.get(id);
  }

  /** Enters a room: copies what `enter` resolves to, and returns that, or the copy if it is newer. */
  async entering<Refusal>(
    room: string,
    enter: () => Promise<RoomView | Refusal>,
  ): Promise<RoomView | Refusal> {
    const mirror = this.#keep(room);
    try {
      const answer = await enter();
      if (!isView(answer)) return answer;
      this.#compare(room, mirror, answer);
      const {revision, contents, isPartial} = mirror;
      const {members, door} = contents;
      return revision > answer.revision || isPartial
        ? {revision, members: [...members.values()], door}
        : answer;
    } finally {
      this.#letGo(room, mirror);
    }
  }

  /**
   * Copies rooms, and then does `use`, after which a client of this broker is in them. A room that can't be fetched is left out:
   * that client is about to enter it.
   */
  async watching<T>(rooms: readonly string[], use: () => T): Promise<T> {
    const watched = rooms.map(room => ({room, mirror: this.#keep(room)}));
    try {
      await Promise.allSettled(
        watched.map(async ({room, mirror}) => {
          if (mirror.revision === UNKNOWN) this.#compare(room, mirror, await this.#parts.fetch(room));
        }),
      );
      return use();
    } finally {
      for (const {room, mirror} of watched) this.#letGo(room, mirror);
    }
  }

  onEvent(event: RoomEvent): void {
    const mirror = this.#mirrors.get(event.room);
    if (!mirror || event.revision <= mirror.revision) return;
    if (mirror.ahead.size < MAX_AHEAD) mirror.ahead.set(event.revision, event);
    this.#advance(event.room, mirror);
  }

  /** Fetches a room and reports what has changed. If that fails, the next check of the revision repeats it. */
  async refresh(room: string): Promise<void> {
    const mirror = this.#mirrors.get(room);
    if (!mirror || mirror.isFetching) return;
    mirror.isFetching = true;
    try {
      this.#compare(room, mirror, await this.#parts.fetch(room));
    } finally {
      mirror.isFetching = false;
      if (!this.#mirrors.has(room)) this.#parts.onPruned(room);
    }
  }

  /** Fetches rooms, a few at a time: each has to be answered within its deadline. */
  async refreshAll(rooms: readonly string[]): Promise<void> {
    for (let start = 0; start < rooms.length; start += AT_ONCE)
      await Promise.all(rooms.slice(start, start + AT_ONCE).map(room => this.refresh(room)));
  }

  /** Drops the copy if no client of this broker is in the room, or about to enter it. */
  prune(room: string): void {
    const mirror = this.#mirrors.get(room);
    if (!mirror || mirror.keepers > 0) return;
    for (const id of mirror.contents.members.keys()) if (this.#parts.isLocal(id)) return;
    mirror.stopWaiting?.();
    this.#mirrors.delete(room);
    this.#parts.onPruned(room);
  }

  close(): void {
    for (const {stopWaiting} of this.#mirrors.values()) stopWaiting?.();
    this.#mirrors.clear();
  }

  /** The copy of a room, which stays until it is let go. */
  #keep(room: string): Mirror {
    let mirror = this.#mirrors.get(room);
    if (!mirror) {
      const none = {
        revision: UNKNOWN,
        isPartial: false,
        keepers: 0,
        isFetching: false,
        stopWaiting: undefined,
      };
      this.#mirrors.set(room, (mirror = {...none, contents: new RoomContents(room), ahead: new Map()}));
    }
    mirror.keepers += 1;
    return mirror;
  }

  #letGo(room: string, mirror: Mirror): void {
    mirror.keepers -= 1;
    this.prune(room);
  }

  #advance(room: string, mirror: Mirror): void {
    const {ahead} = mirror;
    if (mirror.revision === UNKNOWN) return;
    for (let event; (event = ahead.get(mirror.revision + 1));) {
      ahead.delete(event.revision);
      mirror.revision = event.revision;
      this.#change(mirror, event);
    }
    mirror.stopWaiting?.();
    mirror.stopWaiting = undefined;
    if (ahead.size > 0 && this.#mirrors.get(room) === mirror)
      mirror.stopWaiting = this.#parts.clock.after(GAP_MS, () => {
        mirror.stopWaiting = undefined;
        this.refresh(room).catch(() => {});
      });
  }

  #change({contents}: Mirror, event: RoomEvent): void {
    if (event.type === 'exited') {
      const before = contents.members.get(event.id);
      contents.remove(event.id);
      return this.#parts.emit({...event, before});
    }
    if (event.type === 'door') {
      contents.door = event.door;
      return this.#parts.emit(event);
    }
    // In a registry that has lost its state, a member enters again who has never left.
    const {member} = event;
    const known = contents.members.get(member.id);
    contents.put(member);
    if (!known || !isSame(known, member))
      this.#parts.emit({...event, type: known ? 'updated' : 'entered', before: known});
  }

  /** Makes the copy equal to a view, unless it is newer already. */
  #compare(room: string, mirror: Mirror, view: RoomView): void {
    const {revision, members} = view;
    if (this.#mirrors.get(room) !== mirror || revision < mirror.revision) return;
    if (revision === mirror.revision && !mirror.isPartial) return;
    const isFirst = mirror.revision === UNKNOWN;
    mirror.revision = revision;
    mirror.isPartial = view.isPartial === true;
    for (const early of mirror.ahead.keys()) if (early <= revision) mirror.ahead.delete(early);
    if (isFirst) {
      for (const member of members) mirror.contents.put(member);
      mirror.contents.door = view.door;
    } else for (const event of differences(room, mirror.contents, view)) this.#change(mirror, event);
    this.#advance(room, mirror);
  }
}

const isView = (answer: unknown): answer is RoomView => typeof answer === 'object' && answer !== null;

/** Why a member is gone does not show in a view. `lost` ends nothing that is still connected. */
function differences(
  room: string,
  {members: known, door: before}: RoomContents,
  {revision, members, door = OPEN_DOOR, isPartial}: RoomView,
): RoomEvent[] {
  const hasDoorChanged = !isPartial && !isDeepStrictEqual(before ?? OPEN_DOOR, door);
  const ids = new Set(members.map(({id}) => id));
  const gone = isPartial ? [] : [...known.keys()].filter(id => !ids.has(id));
  return [
    ...gone.map(id => ({type: 'exited' as const, room, revision, id, reason: 'lost' as const})),
    ...members.flatMap(member => {
      const before = known.get(member.id);
      if (before && isSame(before, member)) return [];
      return {type: before ? ('updated' as const) : ('entered' as const), room, revision, member};
    }),
    ...(hasDoorChanged ? [{type: 'door' as const, room, revision, door}] : []),
  ];
}
