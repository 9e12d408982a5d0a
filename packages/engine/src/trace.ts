/** The steps of a call, in the terms of the WebRTC specification, in the order in which a first call takes them. */
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

/** One step that was taken in the call. */
export interface TraceEntry {
  readonly step: TraceStep;
  /** ms since the page's time origin (`performance.now()`). */
  readonly time: number;
  /** Which side took it: this browser, or the other one as observed from here. */
  readonly side: 'local' | 'remote';
  /** The peer id that it concerns; null for local media. */
  readonly peer: string | null;
  /** `host`, `srflx`, `prflx` or `relay` for candidates; the new state for states; the reason for a hang-up. */
  readonly detail?: string;
}

/** How many entries are kept; the oldest are dropped first. A one-to-one call takes about 60, a restart about 20. */
const CAPACITY = 2_000;

/** A bounded log of the steps. */
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
