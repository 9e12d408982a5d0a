/** Which peer ids, room names and display names are valid. */
import * as v from 'valibot';

/** A peer id as PeerJS defines it (its `util.validateId`), with a maximum length. */
export const PeerId = v.pipe(v.string(), v.maxLength(64), v.regex(/^[A-Za-z0-9]+(?:[ _-][A-Za-z0-9]+)*$/));

/** The address of the broker itself in our envelope. It is not a valid peer id, so no peer can hold it. */
export const BROKER = '@broker';

export const isPeerId = (value: unknown): value is string => v.is(PeerId, value);

const PRINTABLE = /^[^\p{Cc}]*$/u;

/** 1 to 128 characters without control characters. */
export const RoomName = v.pipe(v.string(), v.minLength(1), v.maxLength(128), v.regex(PRINTABLE));

export const DisplayName = v.pipe(v.string(), v.maxLength(100), v.regex(PRINTABLE));
