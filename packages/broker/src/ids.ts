import * as v from 'valibot';

/** A peer id as PeerJS defines it (its `util.validateId`), with an end to its length. */
export const PeerId = v.pipe(v.string(), v.maxLength(64), v.regex(/^[A-Za-z0-9]+(?:[ _-][A-Za-z0-9]+)*$/));

/** The address of the broker itself in our envelope. No valid peer id, so nobody can hold it. */
export const BROKER = '@broker';

export const isPeerId = (value: unknown): value is string => v.is(PeerId, value);
