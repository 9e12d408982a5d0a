/** The messages from a client to the broker itself: the table "Client → broker" of docs/protocol.md. */
import * as v from 'valibot';
import {DisplayName, RoomName, SessionName} from './names.js';

const Stage = v.picklist(['lobby', 'in']);

const RoomMessage = v.variant('kind', [
  v.object({kind: v.literal('hello'), session: v.optional(SessionName)}),
  v.object({
    kind: v.literal('enter'),
    room: RoomName,
    name: v.optional(DisplayName, ''),
    stage: v.optional(Stage, 'in'),
    session: SessionName,
  }),
  v.object({
    kind: v.literal('update'),
    room: RoomName,
    name: v.optional(DisplayName),
    stage: v.optional(Stage),
  }),
  v.object({kind: v.literal('exit'), room: RoomName}),
]);

export type RoomMessage = v.InferOutput<typeof RoomMessage>;

/** Reads a payload. If it is invalid, returns `bad` with the kind that was meant. */
export function readRoomMessage(payload: unknown): RoomMessage | {kind: 'bad'; of: string} {
  const result = v.safeParse(RoomMessage, payload, {abortEarly: true});
  if (result.success) return result.output;
  const kind = (payload as {kind?: unknown} | undefined)?.kind;
  return {kind: 'bad', of: typeof kind === 'string' ? kind.slice(0, 32) : ''};
}
