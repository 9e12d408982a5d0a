/**
 * The rules for peer ids, room names and display names, for the element, the engine and the broker. This file imports
 * nothing and runs in browsers and in Node. Every limit counts code points: “é” in one code point is 1, “🎉” is 1, and
 * a family of four in one emoji is 7.
 */

/** The maximum length of a peer id; PeerJS itself has no limit. */
export const MAX_PEER_ID = 64;
/** The maximum number of code points in a room name, after `toRoomName()`. */
export const MAX_ROOM_NAME = 128;
/** The maximum number of code points in a display name. */
export const MAX_DISPLAY_NAME = 100;

/** The maximum number of code points in the text that goes with a declined call. */
export const MAX_DECLINE_TEXT = 200;

/** The maximum number of code points in what somebody says who knocks at the door of a room. */
export const MAX_KNOCK_TEXT = 140;

/** As PeerJS's `util.validateId`. */
const PEER_ID = /^[A-Za-z0-9]+(?:[ _-][A-Za-z0-9]+)*$/;

/** A control character or a lone surrogate, which messages must not contain. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;
const UNPRINTABLES = new RegExp(UNPRINTABLE, 'gu');

/**
 * No code point decomposes into more than four (UAX #15, table 2), and each has at most two UTF-16 units: a longer text
 * is too long in NFC as well, so there is no need to normalize it.
 */
const MAX_ROOM_NAME_UNITS = MAX_ROOM_NAME * 8;

const countCodePoints = (text: string): number => Array.from(text).length;

/** 1 to 64 ASCII letters and digits, with single spaces, dashes or underscores between them. */
export const isPeerId = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= MAX_PEER_ID && PEER_ID.test(value);

/** 128 random bits in hexadecimal. `randomUUID` requires a secure context. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/**
 * Normalizes a room name: to NFC, without leading or trailing spaces, so that everyone who types the same name is in the
 * same room. Null if nothing or more than 128 code points are left, or if it contains a control character (such as a line
 * break) or a lone surrogate. Names are case-sensitive.
 */
export function toRoomName(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > MAX_ROOM_NAME_UNITS || UNPRINTABLE.test(text)) return null;
  const name = trimmed.normalize('NFC');
  return countCodePoints(name) <= MAX_ROOM_NAME ? name : null;
}

/** A normalized room name, as used in messages. */
export const isRoomName = (value: unknown): value is string =>
  typeof value === 'string' && toRoomName(value) === value;

/**
 * Normalizes a display name: without control characters, lone surrogates, and leading or trailing spaces, and truncated
 * to 100 code points. Empty if nothing is left.
 */
export const toDisplayName = (text: string): string => toLine(text, MAX_DISPLAY_NAME);

function toLine(text: string, max: number): string {
  // A code point has at most two UTF-16 units, so a longer text need not be read to its end.
  const printable = text.replaceAll(UNPRINTABLES, '').trim();
  return Array.from(printable.slice(0, max * 2))
    .slice(0, max)
    .join('')
    .trimEnd();
}

const toSentence = (text: string, max: number): string =>
  toLine(text.replaceAll(/[\s\p{Cc}\p{Cs}]+/gu, ' '), max);

/** Normalizes the text that goes with a declined call: one line, truncated to 200 code points. */
export const toDeclineText = (text: string): string => toSentence(text, MAX_DECLINE_TEXT);

/** Normalizes what somebody says who knocks: one line, truncated to 140 code points. */
export const toKnockText = (text: string): string => toSentence(text, MAX_KNOCK_TEXT);

/** A text as `toDeclineText()` returns it, as used in messages. */
export const isDeclineText = (value: unknown): value is string =>
  typeof value === 'string' && toDeclineText(value) === value;

/** A text as `toKnockText()` returns it, as used in messages. */
export const isKnockText = (value: unknown): value is string =>
  typeof value === 'string' && toKnockText(value) === value;

/** A display name as `toDisplayName()` returns it, as used in messages. It may be empty. */
export const isDisplayName = (value: unknown): value is string =>
  typeof value === 'string' && toDisplayName(value) === value;

/** 160 random bits in base32 (RFC 4648, lower case): whoever presents it when entering is a host of the room. */
export const isHostKey = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z2-7]{32}$/.test(value);

/**
 * The end of a room name that has a host key: the first 80 bits of its SHA-256, in base32, after `~`. Null for any other
 * room.
 */
export const hostTagOf = (room: string): string | null => /~([a-z2-7]{16})$/.exec(room)?.[1] ?? null;
