/** How often the clock looks whether the process runs, in ms. */
const TICK_MS = 250;

/** A tick that comes this late, in ms after the last one, shows that the process stood still. */
const PAUSED_MS = 2 * TICK_MS;

/**
 * Measures time during which the process runs, in ms. It stands still while the process does: stopped by a signal,
 * in a long garbage collection, in a loop that blocks. Otherwise the first timer after such a pause would take the
 * broker's own silence for its clients', before anything that they sent meanwhile has been read.
 */
export class Clock {
  readonly #read: () => number;
  readonly #listeners: ((ms: number) => void)[] = [];
  /** How long the process stood still so far, in ms. */
  #paused = 0;
  #tickedAt = 0;
  /** What ends the callbacks to come. The clock ticks only while there are any: it keeps no idle process awake. */
  readonly #pending = new Set<() => void>();
  #ticker: NodeJS.Timeout | undefined;

  /** `read` is what the time is read from, in ms. */
  constructor(read: () => number = () => performance.now()) {
    this.#read = read;
  }

  /** A time that only differences of mean something, in ms. Notices pauses only while a callback is to come. */
  now(): number {
    const time = this.#read();
    if (this.#ticker && time - this.#tickedAt > PAUSED_MS) {
      const ms = time - this.#tickedAt - TICK_MS;
      this.#tickedAt = time;
      this.#paused += ms;
      for (const listener of this.#listeners) listener(ms);
    }
    return time - this.#paused;
  }

  /** Calls `run` once, after `ms` of this clock; returns what prevents that. */
  after(ms: number, run: () => void): () => void {
    const stop = (): void => {
      clearTimeout(timer);
      this.#remove(stop);
    };
    this.#add(stop);
    const due = this.now() + ms;
    const ring = (): void => {
      const rest = due - this.now();
      // Timers are exact to a millisecond.
      if (rest >= 1) timer = setTimeout(ring, rest);
      else {
        stop();
        run();
      }
    };
    let timer = setTimeout(ring, ms);
    return stop;
  }

  /** Calls `run` every `ms`; returns what ends that. */
  every(ms: number, run: () => void): () => void {
    const timer = setInterval(run, ms);
    const stop = (): void => {
      clearInterval(timer);
      this.#remove(stop);
    };
    this.#add(stop);
    return stop;
  }

  /** Resolves after `ms` of this clock. */
  wait(ms: number): Promise<void> {
    return new Promise(resolve => void this.after(ms, resolve));
  }

  /** Calls `listener` after each pause with its length in ms, before anybody reads the time after it. */
  onPaused(listener: (ms: number) => void): void {
    this.#listeners.push(listener);
  }

  /** Prevents everything that is still to come. */
  close(): void {
    for (const stop of this.#pending) stop();
  }

  #add(stop: () => void): void {
    this.#pending.add(stop);
    if (this.#ticker) return;
    this.#tickedAt = this.#read();
    this.#ticker = setInterval(() => {
      this.now();
      this.#tickedAt = this.#read();
    }, TICK_MS);
  }

  #remove(stop: () => void): void {
    this.#pending.delete(stop);
    if (this.#pending.size > 0) return;
    clearInterval(this.#ticker);
    this.#ticker = undefined;
  }
}
