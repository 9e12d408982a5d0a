import type {Clock} from '../clock.js';

/** How long a call may ring, in ms. */
const RING_MS = 30_000;

/** How many rings are remembered per client; the oldest goes first. */
const MAX_RINGS = 8;

/**
 * With whom a client has a call that may still ring. If its page goes away, they are told: a page that is killed, and
 * every plain PeerJS page, says nothing itself.
 */
export class Rings {
  readonly #clock: Clock;
  /** When each ring began, in ms of the clock. */
  readonly #peers = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(peer: string): void {
    this.#peers.delete(peer);
    this.#peers.set(peer, this.#clock.now());
    const [oldest = ''] = this.#peers.keys();
    if (this.#peers.size > MAX_RINGS) this.#peers.delete(oldest);
  }

  /** Forgets them and returns the other sides. */
  take(): string[] {
    const since = this.#clock.now() - RING_MS;
    const peers = [...this.#peers].filter(([, startedAt]) => startedAt >= since).map(([peer]) => peer);
    this.#peers.clear();
    return peers;
  }
}
