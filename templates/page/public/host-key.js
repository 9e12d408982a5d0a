// Host keys. A room name that ends in `~` and 16 characters belongs to a key: whoever enters with the key is a host, who can
// lock the room, let people in, mute and remove them. The characters are the first 80 bits of the key's SHA-256.

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const KEYS = 'host-keys';
/** How many keys this browser keeps; the oldest are dropped. */
const KEPT = 100;

/** A new room with this name, whose host is this browser. Plain http has no SHA-256: there, the room has no host. */
export async function createRoom(name) {
  if (!crypto.subtle) return name;
  const key = toBase32(crypto.getRandomValues(new Uint8Array(20)));
  const room = `${name}~${await tagOf(key)}`;
  keep(room, key);
  return room;
}

/** The key of a room, if this browser has it. */
export const keyOf = room => keys()[room];

/** Keeps the key from a host link, if it belongs to the room. */
export async function adopt(room, key) {
  if (crypto.subtle && room.endsWith(`~${await tagOf(key)}`)) keep(room, key);
}

/** The keys of this page, for browsers that store nothing. */
let kept = {};

function keep(room, key) {
  const others = Object.entries(keys()).filter(([name]) => name !== room);
  kept = Object.fromEntries([...others, [room, key]].slice(-KEPT));
  try {
    localStorage.setItem(KEYS, JSON.stringify(kept));
  } catch {
    // The browser stores nothing for this site: the key is lost with the page.
  }
}

function keys() {
  try {
    return {...JSON.parse(localStorage.getItem(KEYS)), ...kept};
  } catch {
    return kept; // Nothing is stored for this site, or something else has written there.
  }
}

async function tagOf(key) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
  return toBase32(new Uint8Array(digest, 0, 10));
}

/** For a number of bytes that five divides. */
function toBase32(bytes) {
  const bits = Array.from(bytes, byte => byte.toString(2).padStart(8, '0')).join('');
  return bits.replaceAll(/.{5}/g, five => BASE32[parseInt(five, 2)]);
}
