import {expect, test} from 'vitest';
import {hostTagOf, isHostKey, isRoomName} from './names.js';
import {createHostKey, isKeyOf, roomFor} from './rooms.js';

const KEY = 'abcdefghijklmnopqrstuvwxyz234567';
/** `printf $KEY | sha256sum | head -c 20 | xxd -r -p | base32 | tr A-Z a-z` */
const TAG = 'qtfstmwhrm4tydjq';

test('a host key has 160 random bits', () => {
  const keys = Array.from({length: 50}, createHostKey);
  expect(keys.every(isHostKey)).toBe(true);
  expect(new Set(keys).size).toBe(50);
  expect(new Set(keys.join('')).size).toBe(32);
});

test('a room ends in the digest of its key', async () => {
  const room = await roomFor(' Café ', KEY);
  expect(room).toBe(`Café~${TAG}`);
  expect(isRoomName(room)).toBe(true);
  expect(hostTagOf(room)).toBe(TAG);
  expect(await isKeyOf(room, KEY)).toBe(true);
});

test('another key, another room and no key at all open nothing', async () => {
  const room = await roomFor('standup', KEY);
  const other = createHostKey();
  expect(await isKeyOf(room, other)).toBe(false);
  expect(await isKeyOf(await roomFor('standup', other), KEY)).toBe(false);
  expect(await isKeyOf('standup', KEY)).toBe(false);
  expect(await isKeyOf(room, KEY.toUpperCase())).toBe(false);
  expect(await isKeyOf(room, '')).toBe(false);
});

test.each([
  ['', KEY, 'invalid-room'],
  ['a\nb', KEY, 'invalid-room'],
  ['x'.repeat(112), KEY, 'invalid-room'],
  ['standup', KEY.slice(1), 'invalid-option'],
  ['standup', KEY.toUpperCase(), 'invalid-option'],
])('a name that can’t be used is refused: %j with %j', async (name, key, code) => {
  await expect(roomFor(name, key)).rejects.toMatchObject({code});
});

test('the longest name fits', async () => {
  const room = await roomFor('x'.repeat(111), KEY);
  expect(room).toHaveLength(128);
  expect(await isKeyOf(room, KEY)).toBe(true);
});
