/** The frames of the PeerServer protocol that a client may send, checked before anything else sees them. */
import * as v from 'valibot';
import {BROKER, PeerId} from './names.js';

const Destination = v.union([PeerId, v.literal(BROKER)]);
const ConnectionId = v.pipe(v.string(), v.maxLength(128));

/**
 * What an OFFER, an ANSWER or a CANDIDATE carries. `type` is `media` or `data` from PeerJS, `rtc-call` from us, and
 * anything else from somebody's own extension, which stock clients ignore. A stock client throws, uncaught, on an
 * offer without payload: such a frame never passes.
 */
const Payload = v.looseObject({
  type: v.pipe(v.string(), v.maxLength(64)),
  connectionId: v.optional(ConnectionId),
});

const Frame = v.variant('type', [
  v.object({type: v.literal('HEARTBEAT')}),
  v.object({type: v.picklist(['OFFER', 'ANSWER', 'CANDIDATE']), dst: Destination, payload: Payload}),
  v.object({
    type: v.picklist(['LEAVE', 'EXPIRE']),
    dst: v.nullish(Destination),
    payload: v.optional(v.unknown()),
  }),
]);

export type Frame = v.InferOutput<typeof Frame>;

/** A message on its way between two peers, or from the broker to one. */
export interface Message {
  readonly type: string;
  readonly src?: string;
  readonly dst?: string;
  readonly payload?: unknown;
  /** Set by the broker alone: the token of `src` has the claim `trusted`. */
  readonly trusted?: true;
}

/** A message of our own between a client and the broker, in the frame that stock clients ignore. */
export const envelope = (payload: {kind: string}): Message => ({
  type: 'OFFER',
  src: BROKER,
  payload: {type: 'rtc-call', ...payload},
});

/** How deep a frame may nest. JSON.parse takes any depth, JSON.stringify overflows the stack at a few thousand. */
const MAX_DEPTH = 32;

function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth === 0) return true;
  // An array is walked by its keys too: this runs for every message, and so nothing is copied.
  for (const key in value) if (isDeeperThan((value as Record<string, unknown>)[key], depth - 1)) return true;
  return false;
}

/** What most frames of an idle client are. */
const HEARTBEAT = '{"type":"HEARTBEAT"}';
const HEARTBEAT_READ: ReadFrame = {frame: {type: 'HEARTBEAT'}, isVerbatim: true};

export interface ReadFrame {
  readonly frame: Frame;
  /** Its text says what `frame` says and nothing else, so that it may be passed on as it is. */
  readonly isVerbatim: boolean;
}

/** Reads one frame; `undefined` for whatever is not of the protocol. Never throws. */
export function readFrame(text: string): ReadFrame | undefined {
  if (text === HEARTBEAT) return HEARTBEAT_READ;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const {success, output} = v.safeParse(Frame, value, {abortEarly: true});
  if (!success || isDeeperThan(value, MAX_DEPTH)) return undefined;
  const hasMore = Object.keys(value as object).length > Object.keys(output).length;
  return {frame: output, isVerbatim: !hasMore && text.startsWith('{')};
}

/**
 * A frame as its sender wrote it, in the place of a message's payload. Writing it anew would cost a tenth of what
 * relaying costs: with its source put in front it is what the recipient has to get.
 */
export class Verbatim {
  readonly #bytes: Buffer;
  readonly #isTrusted: boolean;

  /** `bytes` hold no field that is the broker's to set. `isTrusted`: its sender's token says `trusted`. */
  constructor(bytes: Buffer, isTrusted: boolean) {
    this.#bytes = bytes;
    this.#isTrusted = isTrusted;
  }

  /** The frame from `src`. An id needs no escaping. */
  from(src: string): Buffer {
    const head = `{"src":"${src}",${this.#isTrusted ? '"trusted":true,' : ''}`;
    const frame = Buffer.allocUnsafe(head.length + this.#bytes.length - 1);
    frame.write(head, 'latin1');
    this.#bytes.copy(frame, head.length, 1);
    return frame;
  }
}
