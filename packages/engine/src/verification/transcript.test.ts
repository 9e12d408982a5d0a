import {createHash, hkdfSync} from 'node:crypto';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {deriveEmoji, sha256} from './crypto.js';
import {
  commitmentOf,
  emojiTranscript,
  encode,
  fromHex,
  membersOf,
  toHex,
  type Opening,
} from './transcript.js';

const filled = (byte: string): Opening => ({
  nonce: byte.repeat(32),
  key: `04${byte.repeat(64)}`,
  fingerprint: byte.repeat(32),
});
const roles = {committer: 'ada', responder: 'ben'};

describe('A transcript', () => {
  it('has the length of each field in front of it', () => {
    const label = 'rtc-call verification 1: x';
    const expected = Buffer.concat([
      Buffer.from([0, 0, 0, label.length]),
      Buffer.from(label),
      Buffer.from([0, 0, 0, 2]),
      Buffer.from('é'),
      Buffer.from([0, 0, 0, 3, 1, 2, 3]),
    ]);
    expect(Buffer.from(encode('x', 'é', new Uint8Array([1, 2, 3])))).toEqual(expected);
  });

  it('is another one for any other list of fields', () => {
    const fields = fc.array(fc.string({maxLength: 5}), {maxLength: 4});
    fc.assert(
      fc.property(fields, fields, (one, other) => {
        const isSame = toHex(encode('x', ...one)) === toHex(encode('x', ...other));
        expect(isSame).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });

  it('of a commitment contains who is who', () => {
    const opening = filled('1a');
    const swapped = {committer: roles.responder, responder: roles.committer};
    expect(toHex(commitmentOf(roles, opening))).not.toBe(toHex(commitmentOf(swapped, opening)));
  });

  it('of a room doesn’t depend on the order of its members', () => {
    expect(toHex(membersOf('x', ['ada', 'ben']))).toBe(toHex(membersOf('x', ['ben', 'ada'])));
    expect(toHex(membersOf('x', ['ada', 'ben']))).not.toBe(toHex(membersOf('x', ['adaben'])));
  });

  it('is hashed with SHA-256, and the emoji are the first 42 bits of HKDF', async () => {
    const transcript = emojiTranscript(roles, filled('1a'), filled('2b'));
    expect(await sha256(transcript)).toBe(createHash('sha256').update(transcript).digest('hex'));
    const info = 'rtc-call verification 1: emoji';
    const bits = [...Buffer.from(hkdfSync('sha256', transcript, '', info, 6))]
      .map(byte => byte.toString(2).padStart(8, '0'))
      .join('');
    const emoji = Array.from({length: 7}, (_, i) => Number.parseInt(bits.slice(6 * i, 6 * i + 6), 2));
    expect(await deriveEmoji(transcript)).toEqual(emoji);
    expect(toHex(fromHex('00ff10'))).toBe('00ff10');
  });
});
