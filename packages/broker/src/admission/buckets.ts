/** Token buckets: so many per second on average, five seconds' worth at once, and never in debt for longer than that. */
import type {Clock} from '../clock.js';

/** How many seconds of its rate a full bucket holds, and how many it may owe. */
const BURST_SECONDS = 5;

/** The longest that anybody waits for a bucket, in ms. */
export const MAX_WAIT_MS = BURST_SECONDS * 1_000;

export class Bucket {
  readonly #rate: number;
  readonly #clock: Clock;
  #tokens: number;
  #at: number;

  /** `rate` per second; starts full. */
  constructor(rate: number, clock: Clock) {
    this.#rate = rate;
    this.#clock = clock;
    this.#tokens = rate * BURST_SECONDS;
    this.#at = clock.now();
  }

  /** Takes one if there is one. */
  take(): boolean {
    this.#fill();
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Takes one that there will be in at most 5 s; returns in how many ms, or undefined when it has taken none. */
  reserve(): number | undefined {
    this.#fill();
    const wait = this.#waitFor(this.#tokens - 1);
    if (wait > MAX_WAIT_MS) return undefined;
    this.#tokens -= 1;
    return wait;
  }

  /** Whether `reserve` would take none. */
  isExhausted(): boolean {
    this.#fill();
    return this.#waitFor(this.#tokens - 1) > MAX_WAIT_MS;
  }

  /**
   * Takes `cost` in any case; returns in how many ms it is paid, 0 when there was enough. What would take more than
   * 5 s to pay is forgiven.
   */
  charge(cost: number): number {
    this.#fill();
    const wait = this.#waitFor(this.#tokens - cost);
    this.#tokens = Math.max(this.#tokens - cost, -this.#rate * BURST_SECONDS);
    return wait;
  }

  /** In how many ms it is out of debt. */
  debt(): number {
    this.#fill();
    return this.#waitFor(this.#tokens);
  }

  /** Fills it for the time since it was used last without stopping at full, since nobody read what was sent then. */
  overfill(): void {
    const now = this.#clock.now();
    this.#tokens += ((now - this.#at) / 1_000) * this.#rate;
    this.#at = now;
  }

  /** Makes up for `ms` during which the clock stood still. */
  creditPause(ms: number): void {
    this.#tokens += (ms / 1_000) * this.#rate;
  }

  isFull(): boolean {
    this.#fill();
    return this.#tokens >= this.#rate * BURST_SECONDS;
  }

  #waitFor(tokens: number): number {
    return tokens >= 0 ? 0 : (-tokens / this.#rate) * 1_000;
  }

  #fill(): void {
    const now = this.#clock.now();
    const filled = Math.min(
      this.#rate * BURST_SECONDS,
      this.#tokens + ((now - this.#at) / 1_000) * this.#rate,
    );
    // What is more than full stays until it is used.
    this.#tokens = Math.max(this.#tokens, filled);
    this.#at = now;
  }
}

/** What one socket takes of its address's rate while that is exceeded. */
export class FairShare {
  /** When what it took is paid for, in ms of the clock. */
  #paidAt = 0;

  /** Takes `cost` of `rate` per second; returns in how many ms it is paid, 0 as long as it takes no more than that. */
  charge(cost: number, rate: number, now: number): number {
    this.#paidAt = Math.max(this.#paidAt, now) + (cost / rate) * 1_000;
    return Math.max(0, this.#paidAt - now - MAX_WAIT_MS);
  }
}
