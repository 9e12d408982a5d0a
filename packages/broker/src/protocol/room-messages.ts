/** The messages from a client to the broker itself: the table "Client → broker" of docs/protocol.md. */
import * as v from 'valibot';
import {DisplayName, KnockText, PeerId, RoomName, SessionName} from './names.js';

const Stage = v.picklist(['lobby', 'in']);

/** Actions that concern the whole room; all of those concerned, or those named; those named. */
const ALONE = ['lock', 'unlock', 'end'] as const;
const ALL_OR_SOME = ['admit', 'refuse', 'mute'] as const;
const SOME = ['stop-share', 'remove'] as const;

const isOneOf = (actions: readonly string[], action: string): boolean => actions.includes(action);

/** The most people that one action may name. */
const MAX_IDS = 300;

/** A client's number for a request, which the answer repeats. */
const RequestNumber = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31));

const RoomMessage = v.variant('kind', [
  v.object({kind: v.literal('hello'), session: v.optional(SessionName)}),
  v.object({
    kind: v.literal('enter'),
    room: RoomName,
    name: v.optional(DisplayName, ''),
    stage: v.optional(Stage, 'in'),
    session: SessionName,
    // Read by the door, which says what is wrong with it.
    key: v.optional(v.pipe(v.string(), v.maxLength(256))),
    text: v.optional(KnockText),
  }),
  v.object({
    kind: v.literal('update'),
    room: RoomName,
    name: v.optional(DisplayName),
    stage: v.optional(Stage),
    text: v.optional(KnockText),
    muted: v.optional(v.literal(false)),
    shareStopped: v.optional(v.literal(false)),
  }),
  v.object({kind: v.literal('exit'), room: RoomName}),
  v.pipe(
    v.object({
      kind: v.literal('moderate'),
      room: RoomName,
      n: RequestNumber,
      action: v.picklist([...ALONE, ...ALL_OR_SOME, ...SOME]),
      ids: v.optional(v.pipe(v.array(PeerId), v.minLength(1), v.maxLength(MAX_IDS))),
    }),
    v.check(
      ({action, ids}) => (ids ? !isOneOf(ALONE, action) : !isOneOf(SOME, action)),
      'ids belong to some actions only',
    ),
  ),
]);

export type RoomMessage = v.InferOutput<typeof RoomMessage>;

export type Moderate = Extract<RoomMessage, {kind: 'moderate'}>;

/** A message that is invalid: which kind was meant, and its number. */
export interface BadMessage {
  readonly kind: 'bad';
  readonly of: string;
  readonly n?: number;
}

/** Reads a payload. */
export function readRoomMessage(payload: unknown): RoomMessage | BadMessage {
  const result = v.safeParse(RoomMessage, payload, {abortEarly: true});
  if (result.success) return result.output;
  const {kind, n} = (payload ?? {}) as {kind?: unknown; n?: unknown};
  const of = typeof kind === 'string' ? kind.slice(0, 32) : '';
  return {kind: 'bad', of, ...(v.is(RequestNumber, n) && {n})};
}
