// Host keys: this browser is the host of the rooms that it creates.
import {createHostKey, isKeyOf, roomFor} from '@rtc-call/engine/rooms';

/** The keys of this page, for browsers that store nothing. */
const keys = new Map<string, string>();

/**
 * A new room with a name that nobody can guess: whoever knows its link can join, and this browser is its host. On plain http,
 * where browsers have no SHA-256, the room has no host.
 */
export async function createRoom(): Promise<string> {
  const name = randomName();
  if (!crypto.subtle) return name;
  const key = createHostKey();
  const room = await roomFor(name, key);
  keep(room, key);
  return room;
}

/** The host key of a room, if this browser has it. */
export function hostKeyOf(room: string): string | undefined {
  try {
    return keys.get(room) ?? localStorage.getItem(`host-key:${room}`) ?? undefined;
  } catch {
    return undefined; // The browser stores nothing for this site.
  }
}

/** Keeps the key of a host link, if it is the room's. */
export async function adoptHostKey(room: string, key: string): Promise<void> {
  if (crypto.subtle && (await isKeyOf(room, key))) keep(room, key);
}

function keep(room: string, key: string) {
  keys.set(room, key);
  try {
    localStorage.setItem(`host-key:${room}`, key);
  } catch {
    // The browser stores nothing for this site: the key is lost with the page.
  }
}

const randomName = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
