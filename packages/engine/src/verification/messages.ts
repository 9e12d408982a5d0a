import type {guards as Guards, Guarded} from '../signaling/index.js';

/** How many keys a challenge may name, and how many challenges a connection may bring. */
export const MAX_KEYS = 8;

/**
 * Makes the guard of all messages. It takes the functions for guards as an argument, because a module that two parts of the code import
 * would become a file of its own (decision 014).
 */
export function createGuard({boolean, either, list, literal, optional, shape, text}: typeof Guards) {
  const hex = (bytes: number) => text(2 * bytes, 2 * bytes, /^[0-9a-f]*$/);
  const isHash = hex(32);
  /** An uncompressed point. Whether it is on the curve shows when it is used. */
  const isKey = text(130, 130, /^04[0-9a-f]*$/);
  const opening = {commitment: isHash, nonce: isHash, key: isKey, fingerprint: isHash};
  return either(
    /** The responder's user wants to compare: please commit. */
    shape({step: literal('ask')}),
    shape({step: literal('commit'), commitment: isHash}),
    shape({step: literal('response'), ...opening}),
    shape({step: literal('reveal'), ...opening}),
    /** What the user said. `isKept`: my key is stored, so I can prove in later sessions that I am the same. */
    shape({step: literal('decision'), commitment: isHash, matches: boolean, isKept: boolean}),
    /** Without a commitment: I have none yet. */
    shape({step: literal('cancel'), commitment: optional(isHash)}),
    /** Prove that you hold one of these keys, each named by `keyIdOf(nonce, key)`. */
    shape({step: literal('challenge'), nonce: isHash, keys: list(isHash, MAX_KEYS)}),
    /** The answer to a challenge; without a key and its signature, I hold none of them. */
    shape({step: literal('proof'), nonce: isHash, key: optional(isHash), signature: optional(hex(64))}),
    /** Whom I see in the room. */
    shape({step: literal('members'), hash: isHash}),
  );
}

export type IsMessage = ReturnType<typeof createGuard>;
export type VerificationMessage = Guarded<IsMessage>;
/** The messages of a comparison: see run.ts. */
export type RunMessage = Exclude<VerificationMessage, {step: 'challenge' | 'proof' | 'members'}>;
