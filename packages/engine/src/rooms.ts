/**
 * Names of rooms with a host key. Whoever presents the key when entering is a host, with any broker, without an account: the
 * end of the name is a digest of the key, so the broker needs to know neither before. It
 * runs in browsers (on https or localhost: WebCrypto) and in Node.
 */
import {CallError} from './errors.js';
import {hostTagOf, isHostKey, toRoomName} from './names.js';

/** RFC 4648 §6, in lower case. */
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
/** The first 80 bits of the digest are in the name. */
const TAG_BYTES = 10;

/** A new host key: 160 random bits as 32 characters. It is a secret: whoever has it is a host of the room. */
export const createHostKey = (): string => toBase32(crypto.getRandomValues(new Uint8Array(20)));

/**
 * The name of the room that belongs to this key: `name`, normalized, and `~` with 16 characters. Rejects with the CallError
 * `invalid-room` if that is no room name (at most 128 code points), and with `invalid-option` if the key is none.
 */
export async function roomFor(name: string, hostKey: string): Promise<string> {
  if (!isHostKey(hostKey)) throw new CallError('invalid-option', {detail: 'hostKey'});
  const base = toRoomName(name);
  const room = base && toRoomName(`${base}~${await tagOf(hostKey)}`);
  if (!room) throw new CallError('invalid-room', {detail: name});
  return room;
}

/** Whether this is the host key of the room. */
export const isKeyOf = async (room: string, hostKey: string): Promise<boolean> =>
  isHostKey(hostKey) && hostTagOf(room) === (await tagOf(hostKey));

async function tagOf(hostKey: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(hostKey));
  return toBase32(new Uint8Array(digest, 0, TAG_BYTES));
}

/** For a number of bytes that five divides: then nothing has to be padded. */
function toBase32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, byte => byte.toString(2).padStart(8, '0')).join('');
  return bits.replaceAll(/.{5}/g, five => BASE32[parseInt(five, 2)]!);
}
