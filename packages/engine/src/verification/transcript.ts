/**
 * What is hashed and signed, byte by byte. A transcript is a list of fields, and each field is
 *
 *     length   4 bytes, unsigned, most significant first: the number of bytes that follow
 *     value    text as UTF-8; nonces, keys, fingerprints and hashes as raw bytes
 *
 * The first field is a label, which no other kind of transcript has. Every field has its length in front and every kind of transcript
 * has a fixed order of fields, so two different lists never have the same bytes.
 *
 *     commitment   label, committer, responder, nonce, key, fingerprint                       (of the committer)
 *     emoji        label, committer, responder, nonce, key, fingerprint (of the committer),
 *                                               nonce, key, fingerprint (of the responder)
 *     proof        label, nonce of the verifier, peer id of the signer and of the verifier,
 *                  key of the signer and of the verifier, fingerprint of the signer and of the verifier
 *     key id       label, nonce, key
 *     members      label, room, peer ids in ascending order
 *
 * `committer` and `responder` are peer ids: who is which is part of what is proven. A nonce has 32 random bytes; a key is
 * an uncompressed point of P-256 (65 bytes); a fingerprint is the SHA-256 of a DTLS certificate in DER (32 bytes).
 */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes as lower-case hexadecimal, as they are sent. */
export type Hex = string;

/** What one side contributes. */
export interface Opening {
  readonly nonce: Hex;
  readonly key: Hex;
  readonly fingerprint: Hex;
}

/** The peer ids of the two sides, in the roles of a comparison. */
export interface Roles {
  readonly committer: string;
  readonly responder: string;
}

const LABEL = 'rtc-call verification 1: ';

export function encode(label: string, ...fields: readonly (string | Bytes)[]): Bytes {
  const values = [LABEL + label, ...fields].map(field =>
    typeof field === 'string' ? new TextEncoder().encode(field) : field,
  );
  const bytes = new Uint8Array(values.reduce((sum, {length}) => sum + 4 + length, 0));
  const view = new DataView(bytes.buffer);
  let offset = 0;
  for (const value of values) {
    view.setUint32(offset, value.length);
    bytes.set(value, offset + 4);
    offset += 4 + value.length;
  }
  return bytes;
}

export const commitmentOf = ({committer, responder}: Roles, opening: Opening): Bytes =>
  encode('commitment', committer, responder, ...fieldsOf(opening));

export const emojiTranscript = ({committer, responder}: Roles, first: Opening, second: Opening): Bytes =>
  encode('emoji', committer, responder, ...fieldsOf(first), ...fieldsOf(second));

/** One side of a connection, as a proof names it. */
export interface End {
  readonly id: string;
  readonly key: Hex;
  readonly fingerprint: Hex;
}

/** What the signer signs for the verifier: that this connection, with these two certificates, ends in its key. */
export const proofOf = (nonce: Hex, signer: End, verifier: End): Bytes =>
  encode(
    'proof',
    fromHex(nonce),
    signer.id,
    verifier.id,
    ...[signer.key, verifier.key, signer.fingerprint, verifier.fingerprint].map(fromHex),
  );

/** Names a key to those who know it, and to nobody else. */
export const keyIdOf = (nonce: Hex, key: Hex): Bytes => encode('key id', fromHex(nonce), fromHex(key));

export const membersOf = (room: string, ids: readonly string[]): Bytes =>
  encode('members', room, ...ids.toSorted((a, b) => (a < b ? -1 : 1)));

const fieldsOf = ({nonce, key, fingerprint}: Opening) => [nonce, key, fingerprint].map(fromHex);

export function fromHex(hex: Hex): Bytes {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

export const toHex = (bytes: ArrayBuffer | Bytes): Hex =>
  Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, '0')).join('');
