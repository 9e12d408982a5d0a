interface Entry {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** A simulated clock that jumps to the next timer: hours pass in a moment, always in the same order. */
export class VirtualClock {
  /** The current time, in ms. */
  now = 0;
  readonly #entries = new Map<number, Entry>();
  #order = 0;

  /** Number of pending timers. */
  get size(): number {
    return this.#entries.size;
  }

  schedule(ms: number, run: () => void): number {
    const order = ++this.#order;
    this.#entries.set(order, {at: this.now + ms, order, run});
    return order;
  }

  cancel(id: number | undefined) {
    if (id !== undefined) this.#entries.delete(id);
  }

  /** Advances until no timer is pending, or to `limit` ms. */
  run(limit: number) {
    for (;;) {
      let next: Entry | undefined;
      for (const entry of this.#entries.values()) if (!next || entry.at < next.at) next = entry;
      if (!next || next.at > limit) return;
      this.#entries.delete(next.order);
      this.now = next.at;
      next.run();
    }
  }
}
