/** The steps of a call, in the words of the WebRTC specification, in the order in which a first call takes them. */
export type TraceStep =
  | 'connection-created'
  | 'media-captured'
  | 'offer-created'
  | 'local-description-set'
  | 'offer-sent'
  | 'offer-received'
  | 'remote-description-set'
  | 'answer-created'
  | 'answer-sent'
  | 'answer-received'
  | 'candidate-gathered'
  | 'candidate-sent'
  | 'candidate-received'
  | 'candidate-added'
  | 'ringing'
  | 'accepted'
  | 'ice-state'
  | 'dtls-state'
  | 'channel-open'
  | 'stream-received'
  | 'first-frame'
  | 'stalled'
  | 'ice-restart'
  | 'recovered'
  | 'hang-up';

/** One thing that really happened in the call. */
export interface TraceEntry {
  readonly step: TraceStep;
  /** ms since the page's time origin (`performance.now()`). */
  readonly time: number;
  /** Who did it: this browser, or the other one as seen from here. */
  readonly side: 'local' | 'remote';
  /** The peer it concerns; null for my own media. */
  readonly peer: string | null;
  /** `host`, `srflx`, `prflx` or `relay` for candidates; the new state for states; the reason for a hang-up. */
  readonly detail?: string;
}

/** How many entries are kept; the oldest go first. A call of two takes about 60, a restart about 20. */
const CAPACITY = 2_000;

/** A bounded record of the flow. */
export class Trace {
  readonly #onEntry: (entry: TraceEntry) => void;
  #entries: TraceEntry[] = [];

  constructor(onEntry: (entry: TraceEntry) => void) {
    this.#onEntry = onEntry;
  }

  get entries(): readonly TraceEntry[] {
    return this.#entries;
  }

  add(step: TraceStep, peer: string | null, side: TraceEntry['side'] = 'local', detail?: string) {
    const entry: TraceEntry = {
      step,
      time: performance.now(),
      side,
      peer,
      ...(detail !== undefined && {detail}),
    };
    if (this.#entries.length >= CAPACITY) this.#entries = this.#entries.slice(CAPACITY / 4);
    this.#entries.push(entry);
    this.#onEntry(entry);
  }
}
