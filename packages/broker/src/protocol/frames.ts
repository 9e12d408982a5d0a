/** The frames of the PeerServer protocol that a client may send. They are checked before any other code sees them. */
import * as v from 'valibot';
import {BROKER, PeerId} from './names.js';

const Destination = v.union([PeerId, v.literal(BROKER)]);
const ConnectionId = v.pipe(v.string(), v.maxLength(128));

/**
 * The payload of an OFFER, an ANSWER or a CANDIDATE. `type` is `media` or `data` from PeerJS, `rtc-call` from us; other
 * values are extensions, which stock clients ignore. An offer without a payload is refused, because it makes a stock
 * client throw an uncaught error.
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

/** What the broker says of a client by its token, in every frame from that client. */
export interface Vouched {
  /** The token has the claim `trusted`. */
  readonly trusted?: true;
  /** The claim `name`. */
  readonly name?: string;
}

/** A message between two peers, or from the broker to a peer. Only the broker sets the fields of {@link Vouched}. */
export interface Message extends Vouched {
  readonly type: string;
  readonly src?: string;
  readonly dst?: string;
  readonly payload?: unknown;
}

/** Wraps a message from the broker in a frame that stock clients ignore. */
export const envelope = (payload: {kind: string}): Message => ({
  type: 'OFFER',
  src: BROKER,
  payload: {type: 'rtc-call', ...payload},
});

/** The maximum nesting depth of a frame. JSON.parse accepts any depth; JSON.stringify overflows the stack at a few thousand. */
const MAX_DEPTH = 32;

function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth === 0) return true;
  // Arrays are also walked by key, which copies nothing: this runs for every message.
  for (const key in value) if (isDeeperThan((value as Record<string, unknown>)[key], depth - 1)) return true;
  return false;
}

/** The frame that idle clients send most. */
const HEARTBEAT = '{"type":"HEARTBEAT"}';
const HEARTBEAT_READ: ReadFrame = {frame: {type: 'HEARTBEAT'}, isVerbatim: true};

export interface ReadFrame {
  readonly frame: Frame;
  /** The text contains exactly what `frame` contains, so it can be forwarded unchanged. */
  readonly isVerbatim: boolean;
}

/** Reads one frame; `undefined` if it is not part of the protocol. Never throws. */
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
 * A frame as its sender wrote it, used as a message's payload. Serializing it again would take a tenth of the time of
 * relaying it; instead, its source is inserted at the front. So it also travels to another broker, which need not read it.
 */
export class Verbatim {
  /** The type of the frame's payload, such as `media`. */
  readonly type: string | undefined;
  readonly #frame: Buffer | string;
  readonly #vouched: Vouched;

  /** `frame` must not contain fields that the broker sets. Its bytes are used, not copied. */
  constructor(frame: Buffer | string, vouched: Vouched, type?: string) {
    this.type = type;
    this.#frame = frame;
    this.#vouched = vouched;
  }

  /** The frame without its source. */
  get text(): string {
    return this.#frame.toString();
  }

  /** The frame from `src`. */
  from(src: string): Buffer | string {
    const head = `${JSON.stringify({src, ...this.#vouched}).slice(0, -1)},`;
    if (typeof this.#frame === 'string') return head + this.#frame.slice(1);
    return Buffer.concat([Buffer.from(head), this.#frame.subarray(1)]);
  }
}
