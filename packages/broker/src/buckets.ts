/** Token buckets: so many per second on average, five seconds' worth at once. */

/** How many seconds of its rate a full bucket holds. */
const BURST_SECONDS = 5;

export class Bucket {
  readonly #rate: number;
  #tokens: number;
  #at: number;

  /** `rate` per second; starts full. */
  constructor(rate: number, now = performance.now()) {
    this.#rate = rate;
    this.#tokens = rate * BURST_SECONDS;
    this.#at = now;
  }

  /** Takes one if there is one. */
  take(now = performance.now()): boolean {
    this.#fill(now);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Takes `cost` in any case; returns for how many ms to take no more, 0 when there was enough. */
  charge(cost: number, now = performance.now()): number {
    this.#fill(now);
    this.#tokens -= cost;
    return this.#tokens >= 0 ? 0 : (-this.#tokens / this.#rate) * 1000;
  }

  /** Whether `take` would fail. */
  isEmpty(now = performance.now()): boolean {
    this.#fill(now);
    return this.#tokens < 1;
  }

  isFull(now = performance.now()): boolean {
    this.#fill(now);
    return this.#tokens >= this.#rate * BURST_SECONDS;
  }

  #fill(now: number): void {
    this.#tokens = Math.min(
      this.#rate * BURST_SECONDS,
      this.#tokens + ((now - this.#at) / 1000) * this.#rate,
    );
    this.#at = now;
  }
}
