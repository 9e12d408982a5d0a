import type {ParticipantStats} from './stats.js';

/** `lost`: nothing is arriving at the moment. */
export type Quality = 'good' | 'fair' | 'poor' | 'lost';

/** How many readings in a row it takes to report a better or a worse quality. */
const READINGS_UP = 4;
const READINGS_DOWN = 2;

/** The quality that a single reading shows, by what people notice in a conversation (ITU-T G.114 for the delay). */
function rate({packetLoss, roundTripTime, jitter}: ParticipantStats): Quality {
  const delay = (roundTripTime ?? 0) / 2 + jitter;
  if (packetLoss > 0.1 || delay > 400) return 'poor';
  if (packetLoss > 0.03 || delay > 200) return 'fair';
  return 'good';
}

const RANK: Readonly<Record<Quality, number>> = {lost: 0, poor: 1, fair: 2, good: 3};

/** The quality of a link, with hysteresis so that an indicator doesn't flicker. */
export class QualityMeter {
  #quality: Quality = 'good';
  #candidate: Quality = 'good';
  #count = 0;

  /** Adds a reading and returns the quality. Null means that nothing arrives, which counts at once. */
  read(stats: ParticipantStats | null): Quality {
    if (!stats) return (this.#quality = this.#candidate = 'lost');
    const next = rate(stats);
    if (next !== this.#candidate) {
      this.#candidate = next;
      this.#count = 0;
    }
    this.#count++;
    const needed = RANK[next] > RANK[this.#quality] && this.#quality !== 'lost' ? READINGS_UP : READINGS_DOWN;
    if (this.#count >= needed) this.#quality = next;
    return this.#quality;
  }
}
