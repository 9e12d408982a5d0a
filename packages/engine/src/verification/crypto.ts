import {fromHex, toHex, type Bytes, type Hex} from './transcript.js';

/** A key pair of one side. The private key can't be exported, not even by the page's own scripts. */
export interface OwnKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: Hex;
}

const CURVE = {name: 'ECDSA', namedCurve: 'P-256'};
const SIGNATURE = {name: 'ECDSA', hash: 'SHA-256'};

export const randomNonce = (): Hex => toHex(crypto.getRandomValues(new Uint8Array(32)));

export const sha256 = async (bytes: ArrayBuffer | Bytes): Promise<Hex> =>
  toHex(await crypto.subtle.digest('SHA-256', bytes));

export async function createKey(): Promise<OwnKey> {
  const {privateKey, publicKey} = await crypto.subtle.generateKey(CURVE, false, ['sign', 'verify']);
  return {privateKey, publicKey: toHex(await crypto.subtle.exportKey('raw', publicKey))};
}

export const sign = async ({privateKey}: OwnKey, bytes: Bytes): Promise<Hex> =>
  toHex(await crypto.subtle.sign(SIGNATURE, privateKey, bytes));

/** False also for bytes that are no point of the curve. */
export async function isSignedBy(key: Hex, signature: Hex, bytes: Bytes): Promise<boolean> {
  try {
    const publicKey = await crypto.subtle.importKey('raw', fromHex(key), CURVE, false, ['verify']);
    return await crypto.subtle.verify(SIGNATURE, publicKey, fromHex(signature), bytes);
  } catch {
    return false;
  }
}

/**
 * The seven emoji of a transcript, as numbers from 0 to 63: the first 42 bits of HKDF-SHA-256 (RFC 5869) over it, six for
 * each, as in Matrix ("SAS method: emoji", Client-Server API §11.12.2.2). The transcript holds 64 random bytes, so HKDF needs no salt.
 */
export async function deriveEmoji(transcript: Bytes): Promise<readonly number[]> {
  const key = await crypto.subtle.importKey('raw', transcript, 'HKDF', false, ['deriveBits']);
  const info = new TextEncoder().encode('rtc-call verification 1: emoji');
  const parameters = {name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info};
  const bytes = new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 48));
  const bits = bytes.reduce((all, byte) => all * 256n + BigInt(byte), 0n);
  return Array.from({length: 7}, (_, i) => Number((bits >> BigInt(42 - 6 * i)) & 63n));
}
