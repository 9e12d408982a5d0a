/** What scripts take and reply, and the values of the registry. */
import type {Door, Member} from '../members.js';
import type {Lost, RoomView} from '../registry.js';

export type LostReply = [id: string, lease: string, reason: Lost['reason']];

export type RenewReply = [
  isKnown: number,
  lost: LostReply[],
  stale: string[],
  nodes: string[],
  ids: number,
  rooms: number,
  time: string,
  isPartial: number,
];

/** As JSON for a script: its decoder refuses half a surrogate pair. */
export const toLua = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string' ? part.replaceAll(/\p{Cs}/gu, '\uFFFD') : part,
  );

export const readLost = ([id, lease, reason]: LostReply): Lost => ({id, lease: Number(lease), reason});

export function readView(reply: unknown): RoomView {
  const [revision, isPartial, members, door] = reply as [string, number, string[], string];
  const bySeq = members.map(text => JSON.parse(text) as Member).toSorted((a, b) => a.seq - b.seq);
  return {
    revision: Number(revision),
    members: bySeq,
    ...(door !== '' && {door: JSON.parse(door) as Door}),
    ...(isPartial === 1 && {isPartial: true as const}),
  };
}
