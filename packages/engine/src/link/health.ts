import {countReceived} from './transport-stats.js';

/** How often we say that we are here, and look whether the other one is, in ms. */
const BEAT_MS = 300;
/** How long silence may last before a link counts as stalled, in ms. Chromium itself takes 7,600. */
const STALL_MS = 1_000;
/** A plain PeerJS page sends no pings: silence of a muted one is broken only by the checks of RFC 7675, every 5 s. */
const PLAIN_STALL_MS = 12_000;

/** A timer that is so late, in ms, means that the machine slept: hidden pages with a call still get theirs every second. */
const SLEEP_MS = 10_000;

interface HealthOptions {
  readonly pc: RTCPeerConnection;
  /** Says that I am here; the other side's `Health` hears it. */
  readonly ping: () => unknown;
  readonly isNative: () => boolean;
  readonly onSilence: () => void;
  readonly onSound: () => void;
}

/** Watches whether anything still arrives over a connection. */
export class Health {
  readonly #options: HealthOptions;
  readonly #timer: ReturnType<typeof setInterval>;
  /** As counted last; negative while there is no need to count, so that the next count says nothing yet. */
  #received = -1;
  #heardAt = performance.now();
  #beatAt = performance.now();
  /** Nothing arrives. */
  isSilent = false;
  #isLooking = false;

  constructor(options: HealthOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#beat(), BEAT_MS);
  }

  /** Something arrived: a control message, which is cheaper to notice than to count. */
  heard() {
    this.#heardAt = performance.now();
    if (!this.isSilent) return;
    this.isSilent = false;
    this.#options.onSound();
  }

  /** The network changed: counts as silence until something arrives. */
  suspect() {
    if (this.isSilent) return;
    this.isSilent = true;
    this.#options.onSilence();
  }

  stop() {
    clearInterval(this.#timer);
  }

  #beat() {
    const now = performance.now();
    const pause = now - this.#beatAt;
    this.#beatAt = now;
    // A machine that slept wakes up in another network.
    if (pause > SLEEP_MS) this.suspect();
    // A page that was frozen has heard nothing because it did not listen.
    else if (pause > 3 * BEAT_MS) this.#heardAt = Math.max(this.#heardAt, now - BEAT_MS);
    this.#options.ping();
    if (this.isSilent || now - this.#heardAt > BEAT_MS * 1.5) void this.#look();
    else this.#received = -1;
  }

  async #look() {
    if (this.#isLooking) return;
    this.#isLooking = true;
    const received = await countReceived(this.#options.pc).catch(() => this.#received);
    this.#isLooking = false;
    const isFirst = this.#received < 0;
    const isMore = received > this.#received;
    this.#received = received;
    if (isMore && !isFirst) return this.heard();
    const limit = this.#options.isNative() ? STALL_MS : PLAIN_STALL_MS;
    if (this.isSilent || performance.now() - this.#heardAt < limit) return;
    this.isSilent = true;
    this.#options.onSilence();
  }
}
