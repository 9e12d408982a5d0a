import type {ParticipantStats} from './stats.js';

/** Fraction of the measured uplink that video may use; the rest is for audio, and lets the estimate grow. */
const SHARE = 0.8;
/** Bitrate of one video, in bit/s: above the maximum, 720p looks no better; below the minimum, it is unusable. */
const MAX_VIDEO = 2_500_000;
const MIN_VIDEO = 100_000;
/**
 * Video is paused below this bandwidth, in bit/s, or above this round trip, in ms, because audio needs the capacity.
 * Chromium never estimates less than 103,000 while it sends the smallest video, and a congested network may delay the
 * reports that lower the estimate.
 */
const PAUSE_BELOW = 105_000;
const PAUSE_ABOVE_MS = 1_000;
/** Video resumes only below this round trip, in ms. */
const RESUME_BELOW_MS = 500;
/** How many low readings in a row pause video. */
const PAUSE_AFTER = 2;
/**
 * How many readings pass before paused video is tried again. Each failure doubles this, up to the maximum. The same
 * number of good readings in a row resets it.
 */
const RETRY_AFTER = 5;
const MAX_RETRY_AFTER = 40;
/**
 * Audio packets are sent twice (RFC 2198) above the first loss, until loss stays at or below the second one for several
 * readings, since a single reading covers few packets. Never above this round trip, in ms, which shows congestion.
 */
const RED_ABOVE = 0.05;
const RED_STAYS_ABOVE = 0.02;
const RED_STAYS_FOR = 3;
const CONGESTED_MS = 300;
/** Bandwidth, in bit/s, below which audio is sent at a lower rate, and up to which it stays there. Opus is clear at 16 kbit/s. */
const NARROW_BELOW = 150_000;
const NARROW_STAYS_BELOW = 200_000;
const NARROW_AUDIO = 16_000;

/** How my media for one link is encoded. */
export interface SendingShape {
  readonly video: {
    /** bit/s. */
    readonly maxBitrate: number;
    /** Width and height are divided by this. */
    readonly scaleDownBy: number;
    /** No video is sent, so that audio gets through. */
    readonly isPaused: boolean;
  };
  readonly audio: {
    /** bit/s; undefined for the codec's default. */
    readonly maxBitrate: number | undefined;
    /** Each packet is sent twice. */
    readonly isRedundant: boolean;
  };
}

/**
 * Decides for one link whether video is paused so that audio gets through, and how audio is encoded. It has hysteresis,
 * so that neither flickers.
 */
export class SendingGate {
  #isPaused = false;
  /** Low readings in a row, and good ones. */
  #low = 0;
  #high = 0;
  #waited = 0;
  #failures = 0;
  #isNarrow = false;
  #isRedundant = false;
  /** Readings in a row without loss. */
  #clear = 0;

  decide(stats: ParticipantStats): {readonly isPaused: boolean; readonly audio: SendingShape['audio']} {
    const bandwidth = bandwidthOf(stats);
    const isPaused = this.#pause(bandwidth, stats);
    return {isPaused, audio: this.#audio(bandwidth, isPaused, stats)};
  }

  #pause(bandwidth: number, {roundTripTime}: ParticipantStats): boolean {
    const delay = roundTripTime ?? 0;
    if (this.#isPaused) {
      // Without video there is no estimate, so we have to try.
      const wait = Math.min(MAX_RETRY_AFTER, RETRY_AFTER * 2 ** (this.#failures - 1));
      if (++this.#waited < wait || delay > RESUME_BELOW_MS) return true;
      this.#isPaused = false;
      this.#low = this.#high = 0;
      return false;
    }
    const isLow = delay > PAUSE_ABOVE_MS || bandwidth < PAUSE_BELOW;
    this.#low = isLow ? this.#low + 1 : 0;
    this.#high = isLow ? 0 : this.#high + 1;
    if (this.#high >= RETRY_AFTER) this.#failures = 0;
    if (this.#low >= PAUSE_AFTER) {
      this.#isPaused = true;
      this.#failures++;
      this.#waited = 0;
    }
    return this.#isPaused;
  }

  #audio(bandwidth: number, isVideoPaused: boolean, stats: ParticipantStats): SendingShape['audio'] {
    const {outgoingPacketLoss: loss, roundTripTime} = stats;
    const delay = roundTripTime ?? 0;
    const limit = this.#isNarrow ? NARROW_STAYS_BELOW : NARROW_BELOW;
    this.#isNarrow = isVideoPaused || bandwidth < limit || delay > PAUSE_ABOVE_MS;
    this.#clear = loss > RED_STAYS_ABOVE ? 0 : this.#clear + 1;
    const isLossy = loss > RED_ABOVE || (this.#isRedundant && this.#clear < RED_STAYS_FOR);
    this.#isRedundant = isLossy && delay < CONGESTED_MS;
    return {maxBitrate: this.#isNarrow ? NARROW_AUDIO : undefined, isRedundant: this.#isRedundant};
  }
}

/** Estimated bandwidth in bit/s. Audio alone doesn't fill a network, so without video the estimate means nothing. */
function bandwidthOf({availableOutgoingBitrate, outgoingVideo}: ParticipantStats): number {
  return (outgoingVideo?.frameRate && availableOutgoingBitrate) || MAX_VIDEO;
}

export interface LinkLoad {
  readonly stats: ParticipantStats;
  readonly gate: SendingGate;
  /** Height in pixels at which the other side shows my video; null if unknown. */
  readonly viewHeight: number | null;
  /** Height of my camera's video in pixels; null without a camera. */
  readonly captureHeight: number | null;
}

/**
 * Divides my uplink among the links of a mesh. Each link has its own estimate but all share one uplink, so the sum is
 * divided by their number. A single link needs no limit. `isSavingData` halves the bitrate, and the size of cameras that are
 * not smaller anyway.
 */
export function shareUplink(loads: readonly LinkLoad[], isSavingData = false): readonly SendingShape[] {
  const uplink = loads.reduce((sum, {stats}) => sum + (stats.availableOutgoingBitrate ?? MAX_VIDEO), 0);
  const share = loads.length > 1 ? (uplink * SHARE) / loads.length : MAX_VIDEO;
  return loads.map(({stats, gate, viewHeight, captureHeight}) => {
    const {isPaused, audio} = gate.decide(stats);
    return {
      video: {
        maxBitrate: Math.round(Math.min(MAX_VIDEO, Math.max(MIN_VIDEO, share)) / (isSavingData ? 2 : 1)),
        scaleDownBy: Math.max(isSavingData ? 2 : 1, scaleFor(captureHeight, viewHeight)),
        isPaused,
      },
      audio,
    };
  });
}

/** Returns 1, 2 or 4: powers of two are cheap to scale, and few steps mean few key frames. What nobody sees is the smallest. */
function scaleFor(captureHeight: number | null, viewHeight: number | null): number {
  if (!captureHeight || viewHeight === null) return 1;
  const ratio = captureHeight / viewHeight;
  return ratio >= 4 ? 4 : ratio >= 2 ? 2 : 1;
}
