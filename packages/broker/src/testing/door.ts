/** A room with a host key, and the orders of its host, for tests on the wire. */
import {createHash, randomBytes} from 'node:crypto';
import type {Client} from './client.js';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
export const base32 = (bytes: Buffer): string => {
  const bits = [...bytes].map(byte => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map(five => BASE32[parseInt(five, 2)]).join('');
};
/** A host key, and the name of a room that it fits. */
export const KEY = base32(randomBytes(20));
export const ROOM = `standup~${base32(createHash('sha256').update(KEY).digest().subarray(0, 10))}`;

let number = 0;
/** Orders something, and resolves to the code of the refusal, or to `done`. */
export async function order(
  client: Client,
  action: string,
  ids?: string | string[],
  room = ROOM,
): Promise<string> {
  const n = (number += 1);
  client.sendToBroker('moderate', {room, n, action, ...(ids && {ids: [ids].flat()})});
  const {payload} = await client.next(
    'OFFER',
    frame => ['moderated', 'refused'].includes(frame.payload?.kind ?? '') && frame.payload?.n === n,
  );
  return payload?.kind === 'moderated' ? 'done' : String(payload?.code);
}
