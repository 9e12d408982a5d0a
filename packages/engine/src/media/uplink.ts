import type {ParticipantStats} from './stats.js';

/** Share of the measured uplink that video may take; the rest is for sound, and for the estimate to grow into. */
const SHARE = 0.8;
/** bit/s of one video: more is not seen at 720p, less is no picture. */
const MAX_VIDEO = 2_500_000;
const MIN_VIDEO = 100_000;
/**
 * Below so many bit/s, or where the round trip takes so long, in ms, a picture takes the place that sound needs.
 * Chromium never estimates less than 103,000 while it sends the smallest picture, and a full network may delay the
 * reports on which it would.
 */
const PAUSE_BELOW = 105_000;
const PAUSE_ABOVE_MS = 1_000;
/** It goes on where the round trip takes less, in ms. */
const RESUME_BELOW_MS = 500;
/** How many readings in a row it has to be so. */
const PAUSE_AFTER = 2;
/**
 * After so many readings a paused video is tried again; each failure doubles the wait, up to the longest. As many
 * readings in a row without trouble make it a success.
 */
const RETRY_AFTER = 5;
const MAX_RETRY_AFTER = 40;
/**
 * Loss above which each packet of sound is sent twice (RFC 2198), until it has been below the other one for so many
 * readings: one reading may hold a few lucky packets. Never where the network is slow, in ms: a full one.
 */
const RED_ABOVE = 0.05;
const RED_STAYS_ABOVE = 0.02;
const RED_STAYS_FOR = 3;
const CONGESTED_MS = 300;
/** Bit/s below which sound is sent at a lower rate, and up to which it stays so: Opus is clear down to 16 kbit/s. */
const NARROW_BELOW = 150_000;
const NARROW_STAYS_BELOW = 200_000;
const NARROW_AUDIO = 16_000;

/** How what I send over one link is encoded. */
export interface SendingShape {
  readonly video: {
    /** bit/s. */
    readonly maxBitrate: number;
    /** Width and height are divided by this. */
    readonly scaleDownBy: number;
    /** No video at all, so that sound gets through. */
    readonly isPaused: boolean;
  };
  readonly audio: {
    /** bit/s; undefined for the codec's own. */
    readonly maxBitrate: number | undefined;
    /** Each packet twice. */
    readonly isRedundant: boolean;
  };
}

/**
 * Decides for one link whether its video has to make room for its sound, and how that is sent: with a memory, so that
 * neither flickers.
 */
export class SendingGate {
  #isPaused = false;
  /** Readings in a row in trouble, and out of it. */
  #low = 0;
  #high = 0;
  #waited = 0;
  #failures = 0;
  #isNarrow = false;
  #isRedundant = false;
  /** Readings in a row without loss. */
  #clear = 0;

  decide(stats: ParticipantStats): {readonly isPaused: boolean; readonly audio: SendingShape['audio']} {
    const room = roomOf(stats);
    const isPaused = this.#pause(room, stats);
    return {isPaused, audio: this.#audio(room, isPaused, stats)};
  }

  #pause(room: number, {roundTripTime}: ParticipantStats): boolean {
    const delay = roundTripTime ?? 0;
    if (this.#isPaused) {
      // Without video nothing is measured: only a new try tells.
      const wait = Math.min(MAX_RETRY_AFTER, RETRY_AFTER * 2 ** (this.#failures - 1));
      if (++this.#waited < wait || delay > RESUME_BELOW_MS) return true;
      this.#isPaused = false;
      this.#low = this.#high = 0;
      return false;
    }
    const isLow = delay > PAUSE_ABOVE_MS || room < PAUSE_BELOW;
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

  #audio(room: number, isVideoPaused: boolean, stats: ParticipantStats): SendingShape['audio'] {
    const {outgoingPacketLoss: loss, roundTripTime} = stats;
    const delay = roundTripTime ?? 0;
    const limit = this.#isNarrow ? NARROW_STAYS_BELOW : NARROW_BELOW;
    this.#isNarrow = isVideoPaused || room < limit || delay > PAUSE_ABOVE_MS;
    this.#clear = loss > RED_STAYS_ABOVE ? 0 : this.#clear + 1;
    const isLossy = loss > RED_ABOVE || (this.#isRedundant && this.#clear < RED_STAYS_FOR);
    this.#isRedundant = isLossy && delay < CONGESTED_MS;
    return {maxBitrate: this.#isNarrow ? NARROW_AUDIO : undefined, isRedundant: this.#isRedundant};
  }
}

/** bit/s that the network is thought to carry. Sound alone fills no network, so that it says nothing of how much more. */
function roomOf({availableOutgoingBitrate, outgoingVideo}: ParticipantStats): number {
  return (outgoingVideo?.frameRate && availableOutgoingBitrate) || MAX_VIDEO;
}

export interface LinkLoad {
  readonly stats: ParticipantStats;
  readonly gate: SendingGate;
  /** Height in pixels at which the other side shows my video; null if it has not said. */
  readonly viewHeight: number | null;
  /** Height in pixels of what my camera gives; null without a camera. */
  readonly captureHeight: number | null;
}

/**
 * Shares my uplink among the links of a mesh: every link measures for itself, but all leave through the same door,
 * so the sum is divided by their number. A single link needs no division.
 */
export function shareUplink(loads: readonly LinkLoad[]): readonly SendingShape[] {
  const uplink = loads.reduce((sum, {stats}) => sum + (stats.availableOutgoingBitrate ?? MAX_VIDEO), 0);
  const share = loads.length > 1 ? (uplink * SHARE) / loads.length : MAX_VIDEO;
  return loads.map(({stats, gate, viewHeight, captureHeight}) => {
    const {isPaused, audio} = gate.decide(stats);
    return {
      video: {
        maxBitrate: Math.round(Math.min(MAX_VIDEO, Math.max(MIN_VIDEO, share))),
        scaleDownBy: scaleFor(captureHeight, viewHeight),
        isPaused,
      },
      audio,
    };
  });
}

/** 1, 2 or 4: halves are cheap to scale, and few steps mean few key frames. */
function scaleFor(captureHeight: number | null, viewHeight: number | null): number {
  if (!captureHeight || !viewHeight) return 1;
  const ratio = captureHeight / viewHeight;
  return ratio >= 4 ? 4 : ratio >= 2 ? 2 : 1;
}
