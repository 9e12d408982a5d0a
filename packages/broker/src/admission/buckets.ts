/** Token buckets: a rate per second, a burst of five seconds' worth, and a debt of at most the same. */
import type {Clock} from '../clock.js';

/** How many seconds of its rate a full bucket holds, and how many it may be in debt. */
const BURST_SECONDS = 5;

/** The longest wait for a bucket, in ms. */
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

  /** Takes one token if there is one. */
  take(): boolean {
    this.#fill();
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Takes one token that is available within 5 s; returns the wait in ms, or undefined if it took none. */
  reserve(): number | undefined {
    this.#fill();
    const wait = this.#waitFor(this.#tokens - 1);
    if (wait > MAX_WAIT_MS) return undefined;
    this.#tokens -= 1;
    return wait;
  }

  /** Whether `reserve` would return undefined. */
  isExhausted(): boolean {
    this.#fill();
    return this.#waitFor(this.#tokens - 1) > MAX_WAIT_MS;
  }

  /**
   * Takes `cost` tokens in any case; returns the ms until they are paid for, 0 if there were enough. Debt beyond 5 s is
   * forgiven.
   */
  charge(cost: number): number {
    this.#fill();
    const wait = this.#waitFor(this.#tokens - cost);
    this.#tokens = Math.max(this.#tokens - cost, -this.#rate * BURST_SECONDS);
    return wait;
  }

  /** The time until it is out of debt, in ms. */
  debt(): number {
    this.#fill();
    return this.#waitFor(this.#tokens);
  }

  /** Fills it for the time since its last use, even beyond full: nothing that was sent in that time has been read. */
  overfill(): void {
    const now = this.#clock.now();
    this.#tokens += ((now - this.#at) / 1_000) * this.#rate;
    this.#at = now;
  }

  /** Credits `ms` during which the clock stood still. */
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
    // Tokens beyond full stay until they are used.
    this.#tokens = Math.max(this.#tokens, filled);
    this.#at = now;
  }
}

/** One socket's share of its address's rate, while the address exceeds that rate. */
export class FairShare {
  /** When everything that it took is paid for, in ms of the clock. */
  #paidAt = 0;

  /** Takes `cost` of `rate` per second; returns how many ms to wait, 0 while it stays within the rate. */
  charge(cost: number, rate: number, now: number): number {
    this.#paidAt = Math.max(this.#paidAt, now) + (cost / rate) * 1_000;
    return Math.max(0, this.#paidAt - now - MAX_WAIT_MS);
  }
}
