// The page's address: the room stands after the #, and in a host link its key after that.
import {adoptHostKey, hostKeyOf} from './host-keys';

/** The name of the room; empty without one. */
export function roomOf(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1).replace(/\?host=.*/, ''));
  } catch {
    return ''; // The link was truncated within a percent-encoded character.
  }
}

/** The link that makes others hosts: not for guests. */
export const hostLinkOf = (room: string): string =>
  new URL(`#${encodeURIComponent(room)}?host=${hostKeyOf(room)}`, location.href).href;

/** Takes a host key out of the address, where it would be shared with the next link, and keeps it. */
export async function readHostLink(): Promise<void> {
  const [hash = '', key] = location.hash.split('?host=');
  if (key === undefined) return;
  history.replaceState(null, '', hash);
  await adoptHostKey(roomOf(hash), key);
}
