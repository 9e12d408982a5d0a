import {countReceived} from './transport-stats.js';

/** How often we ping and check for incoming packets, in ms. */
const BEAT_MS = 300;
/** How long silence may last before a link counts as stalled, in ms. Chromium itself takes 7,600. */
const STALL_MS = 1_000;
/** The same for a plain PeerJS page, in ms: it sends no pings, and when muted only a consent check every 5 s (RFC 7675). */
const PLAIN_STALL_MS = 12_000;

/** A timer this late, in ms, means that the machine slept: in a hidden page with a call, timers still run every second. */
const SLEEP_MS = 10_000;

interface HealthOptions {
  readonly pc: RTCPeerConnection;
  /** Sends a ping, which counts as activity on the other side. */
  readonly ping: () => unknown;
  readonly isRtcCall: () => boolean;
  readonly onSilence: () => void;
  readonly onRecovery: () => void;
}

/** Watches whether anything still arrives over a connection. */
export class Health {
  readonly #options: HealthOptions;
  readonly #timer: ReturnType<typeof setInterval>;
  /** The last count; negative while there is no need to count, so that the next count only sets the baseline. */
  #received = -1;
  #lastActivityAt = performance.now();
  #beatAt = performance.now();
  /** Nothing arrives. */
  isSilent = false;
  #isChecking = false;

  constructor(options: HealthOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#beat(), BEAT_MS);
  }

  /** A control message arrived. That is cheaper to notice than to count packets. */
  onActivity() {
    this.#lastActivityAt = performance.now();
    if (!this.isSilent) return;
    this.isSilent = false;
    this.#options.onRecovery();
  }

  /** Treats the connection as silent until something arrives, because the network changed. */
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
    // A machine that slept may wake up in another network.
    if (pause > SLEEP_MS) this.suspect();
    // A frozen page could not receive anything: that is no silence.
    else if (pause > 3 * BEAT_MS) this.#lastActivityAt = Math.max(this.#lastActivityAt, now - BEAT_MS);
    this.#options.ping();
    if (this.isSilent || now - this.#lastActivityAt > BEAT_MS * 1.5) void this.#check();
    else this.#received = -1;
  }

  async #check() {
    if (this.#isChecking) return;
    this.#isChecking = true;
    const received = await countReceived(this.#options.pc).catch(() => this.#received);
    this.#isChecking = false;
    const isFirst = this.#received < 0;
    const isMore = received > this.#received;
    this.#received = received;
    if (isMore && !isFirst) return this.onActivity();
    const limit = this.#options.isRtcCall() ? STALL_MS : PLAIN_STALL_MS;
    if (this.isSilent || performance.now() - this.#lastActivityAt < limit) return;
    this.isSilent = true;
    this.#options.onSilence();
  }
}
