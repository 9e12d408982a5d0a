/**
 * The steps of a call, in the terms of the WebRTC specification, in the order in which a first call takes them. With each
 * step: its `detail`. No detail contains an address, a name or a token.
 */
export type TraceStep =
  /** The WebSocket to the broker is being opened. */
  | 'broker-connecting'
  | 'broker-open'
  /** The broker can't be reached, or refused me: the error code. */
  | 'broker-failed'
  /** I asked to enter the room or its lobby; the broker sent its members, or refused: the error code. */
  | 'room-requested'
  | 'members-received'
  | 'room-refused'
  /** `microphone`, `camera`, … */
  | 'media-captured'
  /** The kinds of ICE servers that it may use: `stun`, `turn`, `stun turn`, or `none`; then `relay-only`, if that is so. */
  | 'connection-created'
  | 'offer-created'
  | 'local-description-set'
  | 'offer-sent'
  | 'offer-received'
  | 'remote-description-set'
  | 'answer-created'
  | 'answer-sent'
  | 'answer-received'
  /** `gathering` or `complete`. */
  | 'ice-gathering'
  /** Type: `host`, `srflx` (from STUN), `prflx` or `relay` (from TURN). So for the next three. */
  | 'candidate-gathered'
  | 'candidate-sent'
  | 'candidate-received'
  | 'candidate-added'
  /** A STUN or TURN server failed: `stun` or `turn`, and the STUN error code (RFC 8489 §14.8), 701 for no answer. */
  | 'candidate-error'
  | 'ringing'
  | 'accepted'
  /** The new `iceConnectionState`. */
  | 'ice-state'
  /** The path in use, each time it changes: `direct` or `relay`, the protocol, my and the other side's candidate type. */
  | 'path-selected'
  /** The new `connectionState`: `connected` when DTLS is done. */
  | 'dtls-state'
  | 'channel-open'
  /** `audio`, `video`, `screen` or `screen-audio`. */
  | 'stream-received'
  | 'first-frame'
  | 'stalled'
  | 'ice-restart'
  | 'recovered'
  /** The reason that the goodbye contains. */
  | 'hang-up'
  /** The link ended although nobody wanted it: `peer-unavailable`, `no-answer`, `connection-failed` or `connection-lost`. */
  | 'failed';

/** One step that was taken in the call. */
export interface TraceEntry {
  readonly step: TraceStep;
  /** ms since the page's time origin (`performance.now()`). */
  readonly time: number;
  /** Which side took it: this browser, or the other one as observed from here. */
  readonly side: 'local' | 'remote';
  /** The peer id that it concerns; null for local media and the broker. */
  readonly peer: string | null;
  /** See {@link TraceStep}. */
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
