/** Matches generated ids: the engine's 32 hexadecimal digits, PeerJS's UUIDs. */
const RANDOM_ID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/;

/** The name to show for a peer: the display name, otherwise an id that a person chose, otherwise `fallback`. */
export function nameOf(
  who: {readonly peerId: string; readonly displayName: string} | null | undefined,
  fallback: string,
): string {
  return [who?.displayName, who?.peerId].find(name => name && !RANDOM_ID.test(name)) ?? fallback;
}
