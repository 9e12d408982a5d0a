/** The name of the room, after the # in the URL; empty without one. */
export function roomOf(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return ''; // The link was truncated within a percent-encoded character.
  }
}

/** A name that nobody can guess: whoever knows the link can join. */
export const createRoomName = (): string => crypto.randomUUID();
