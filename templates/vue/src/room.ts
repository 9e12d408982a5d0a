import {createHostKey, isKeyOf, roomFor} from '@rtc-call/engine/rooms';

/** The name of the room, after the # in the URL; empty without one. */
export function roomOf(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1).replace(/\?host=.*/, ''));
  } catch {
    return ''; // The link was truncated within a percent-encoded character.
  }
}

/**
 * A name that nobody can guess: whoever knows the link can join. This browser keeps the room's host key, so it is a host there.
 * On plain http, where browsers have no SHA-256, the room has no host.
 */
export async function createRoom(): Promise<string> {
  const name = randomName();
  if (!crypto.subtle) return name;
  const key = createHostKey();
  const room = await roomFor(name, key);
  localStorage.setItem(`host-key:${room}`, key);
  return room;
}

const randomName = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');

/** The host key of a room, if this browser has it. */
export const hostKeyOf = (room: string): string | undefined =>
  localStorage.getItem(`host-key:${room}`) ?? undefined;

/** The link that makes others hosts: not for guests. */
export const hostLinkOf = (room: string): string =>
  new URL(`#${encodeURIComponent(room)}?host=${hostKeyOf(room)}`, location.href).href;

/** Takes a host key out of the address, where it would be shared with the next link, and keeps it if it is the room's. */
export async function adoptHostKey(): Promise<void> {
  const [hash = '', key] = location.hash.split('?host=');
  if (key === undefined) return;
  history.replaceState(null, '', hash);
  const room = roomOf(hash);
  if (crypto.subtle && (await isKeyOf(room, key))) localStorage.setItem(`host-key:${room}`, key);
}
