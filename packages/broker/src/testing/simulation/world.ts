/** A world with its own time and its own chance, so that a run depends on nothing but its seed. */
import {Clock} from '../../clock.js';

interface Due {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

export class World {
  now = 0;
  /** Says what happens, in a run that is replayed. */
  trace: (what: () => string) => void = () => {};
  /** A heap, the next one first. */
  readonly #due: Due[] = [];
  #order = 0;
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A number from 0 to below 1 (mulberry32). */
  random(): number {
    this.#state = (this.#state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  between(low: number, high: number): number {
    return low + this.random() * (high - low);
  }

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return at(items, Math.floor(this.random() * items.length));
  }

  /** Calls `run` after `ms`; returns a function that cancels it. */
  after(ms: number, run: () => void): () => void {
    let isCancelled = false;
    this.#push({at: this.now + Math.max(0, ms), order: this.#order++, run: () => isCancelled || run()});
    return () => (isCancelled = true);
  }

  /** Lets so many ms pass. After each event, everything that awaits it has run. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    await turn();
    while (this.#due.length > 0 && at(this.#due, 0).at <= end) {
      const {at, run} = this.#pop();
      this.now = at;
      run();
      await turn();
    }
    this.now = end;
  }

  #push(due: Due): void {
    const heap = this.#due;
    let index = heap.push(due) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(due, at(heap, parent))) break;
      heap[index] = at(heap, parent);
      index = parent;
    }
    heap[index] = due;
  }

  #pop(): Due {
    const heap = this.#due;
    const first = at(heap, 0);
    const last = heap.pop() ?? first;
    if (heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(at(heap, child + 1), at(heap, child))) child += 1;
      if (!isBefore(at(heap, child), last)) break;
      heap[index] = at(heap, child);
      index = child;
    }
    heap[index] = last;
    return first;
  }
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`There is no item ${index}.`);
  return item;
}

const isBefore = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** Resolves when no promise has anything left to do. */
const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** The clock of one process in a world. */
export class WorldClock extends Clock {
  readonly #world: World;
  readonly #stops = new Set<() => void>();

  constructor(world: World) {
    super(() => world.now);
    this.#world = world;
  }

  /** How many callbacks are pending. */
  get pending(): number {
    return this.#stops.size;
  }

  override now(): number {
    return this.#world.now;
  }

  override after(ms: number, run: () => void): () => void {
    const cancel = this.#world.after(ms, () => {
      this.#stops.delete(stop);
      run();
    });
    const stop = (): void => {
      cancel();
      this.#stops.delete(stop);
    };
    this.#stops.add(stop);
    return stop;
  }

  override close(): void {
    for (const stop of this.#stops) stop();
  }
}
