/** How often the clock checks that the process is running, in ms. */
const TICK_MS = 250;

/**
 * A tick that comes more than this many ms after the last one means that the process was paused. A machine that is always
 * busy delays ticks by up to a second or so: if that were a pause, graces would last several times as long there.
 */
const PAUSED_MS = 2_000;

/**
 * Measures the time during which the process runs, in ms. It stops while the process is paused: by a signal, by a long
 * garbage collection, by a blocking loop. With a normal clock, the first timer after such a pause would treat all clients
 * as silent, before the messages that they sent during the pause have been read.
 */
export class Clock {
  readonly #read: () => number;
  readonly #listeners: ((ms: number) => void)[] = [];
  /** The total length of all pauses so far, in ms. */
  #paused = 0;
  #tickedAt = 0;
  /** Cancels the pending callbacks. The clock ticks only while there are any, so it does not keep an idle process awake. */
  readonly #pending = new Set<() => void>();
  #ticker: NodeJS.Timeout | undefined;

  /** `read` returns the time in ms. */
  constructor(read: () => number = () => performance.now()) {
    this.#read = read;
  }

  /** The time in ms. Only differences are meaningful. Pauses are noticed only while a callback is pending. */
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

  /** The time in ms, including pauses, for what others count on. Only differences are meaningful. */
  real(): number {
    return this.#read();
  }

  /** Calls `run` once, after `ms` of this clock; returns a function that cancels it. */
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

  /** Calls `run` every `ms`; returns a function that stops it. */
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

  /** Calls `listener` after each pause with its length in ms, before anything reads the time after it. */
  onPaused(listener: (ms: number) => void): void {
    this.#listeners.push(listener);
  }

  /** Cancels all pending callbacks. */
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
