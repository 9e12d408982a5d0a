/** Looks for what is due in Redis: grace periods that are over, and what dead nodes held. Each node does it for all. */
import type {Clock} from '../../clock.js';

/** The longest time without looking, in ms: a node that dies leaves its part to the others. */
const SWEEP_MS = 2_000;

export class Sweeper {
  readonly #clock: Clock;
  readonly #sweep: () => Promise<number>;
  #at = Infinity;
  #stop: (() => void) | undefined;
  #isClosed = false;

  /** `sweep` does a part, and resolves to the time until there is more to do, in ms; -1 if nothing is known to become due. */
  constructor(clock: Clock, sweep: () => Promise<number>) {
    this.#clock = clock;
    this.#sweep = sweep;
  }

  /** Looks in so many ms, or before. */
  lookIn(ms: number): void {
    const at = performance.now() + ms;
    if (this.#isClosed || at >= this.#at) return;
    this.#at = at;
    this.#stop?.();
    this.#stop = this.#clock.after(ms, () => void this.#look());
  }

  close(): void {
    this.#isClosed = true;
    this.#stop?.();
  }

  async #look(): Promise<void> {
    this.#at = Infinity;
    // Somebody else does it, or this node does with its next renewal.
    const next = await this.#sweep().catch(() => -1);
    if (next >= 0) this.lookIn(Math.min(next, SWEEP_MS));
  }
}
