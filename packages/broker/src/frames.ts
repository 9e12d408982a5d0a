/** The frames of the PeerServer protocol that a client may send, checked before anything else sees them. */
import * as v from 'valibot';
import {BROKER, PeerId} from './ids.js';

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
  return depth === 0 || Object.values(value).some(inner => isDeeperThan(inner, depth - 1));
}

/** Reads one frame; `undefined` for whatever is not of the protocol. Never throws. */
export function readFrame(text: string): Frame | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const result = v.safeParse(Frame, value, {abortEarly: true});
  return result.success && !isDeeperThan(value, MAX_DEPTH) ? result.output : undefined;
}
