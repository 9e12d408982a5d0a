/** What a client may ask of the broker itself: the table "Client → broker" of docs/protocol.md. */
import {toDisplayName, toRoomName} from '@rtc-call/engine/names';
import * as v from 'valibot';

/** Outputs the one spelling of the name, so that all clients who mean the same room are in it. */
export const RoomName = v.pipe(v.string(), v.transform(toRoomName), v.string());
export const DisplayName = v.pipe(v.string(), v.transform(toDisplayName));
const Stage = v.picklist(['lobby', 'in']);
const SessionName = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

const RoomMessage = v.variant('kind', [
  v.object({kind: v.literal('hello')}),
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

/** Reads a payload; where it is wrong, tells what can be said of it: the kind that was meant. */
export function readRoomMessage(payload: unknown): RoomMessage | {kind: 'bad'; of: string} {
  const result = v.safeParse(RoomMessage, payload, {abortEarly: true});
  if (result.success) return result.output;
  const kind = (payload as {kind?: unknown} | undefined)?.kind;
  return {kind: 'bad', of: typeof kind === 'string' ? kind.slice(0, 32) : ''};
}
