import {adoptHostKey} from './host-keys';

/** The link that makes others hosts: not for guests. Browsers don't send what is after the # to the server. */
export const hostLink = (key: string): string => new URL(`#host=${key}`, location.href).href;

/** Takes a host key out of the address, where it would be shared with the next link, and keeps it. */
export async function readHostLink(room: string): Promise<void> {
  const key = /^#host=(.*)/.exec(location.hash)?.[1];
  if (key === undefined) return;
  history.replaceState(null, '', location.pathname);
  await adoptHostKey(room, key);
}
