import type {Participant} from '@rtc-call/engine';
import type {Context} from './context.js';

/** Matches generated ids: the engine's 32 hexadecimal digits, PeerJS's UUIDs. */
const RANDOM_ID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/;

/** The name to show for a peer: the display name, otherwise an id that a person chose, otherwise `fallback`. */
export function nameOf(
  who: {readonly peerId: string; readonly displayName: string} | null | undefined,
  fallback: string,
): string {
  return [who?.displayName, who?.peerId].find(name => name && !RANDOM_ID.test(name)) ?? fallback;
}

/**
 * The name of a participant. In a room, people without one are numbered in the order in which they are first shown or
 * announced. They keep their number for the whole call, and nobody else gets it, so that the chat says who wrote what.
 */
export function nameOfPerson(
  {id, displayName}: Pick<Participant, 'id' | 'displayName'>,
  {strings, options, ui: {guests}}: Pick<Context, 'strings' | 'options' | 'ui'>,
): string {
  const name = nameOf({peerId: id, displayName}, options.room === undefined ? strings.someone : '');
  if (name) return name;
  const number = guests.get(id) ?? guests.size + 1;
  guests.set(id, number);
  return strings.guestNumber(number);
}
