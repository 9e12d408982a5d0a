/** The element, the engine and the broker agree on every peer id, room name and display name. */
import {isDisplayName, isPeerId, isRoomName, toDisplayName, toRoomName} from '@rtc-call/engine/names';
import fc from 'fast-check';
import {decodeJwt} from 'jose';
import * as v from 'valibot';
import {expect, test} from 'vitest';
import {readOptions, type Attributes} from '../../../element/src/options.js';
import {isBrokerMessage} from '../../../engine/src/signaling/messages.js';
import {PeerId} from './names.js';
import {readRoomMessage} from './room-messages.js';
import {connect} from '../testing/client.js';
import {startBroker} from '../testing/servers.js';
import {createToken} from '../admission/tokens.js';

const ATTRIBUTES = {broker: '', token: '', room: '', peerId: '', to: '', displayName: '', layout: 'auto'};
const readAttributes = (attributes: Partial<Attributes>) =>
  readOptions({...ATTRIBUTES, ...attributes} as Attributes, [], [], 'https://page.example').options;

const typed = fc.oneof(
  fc.string({unit: 'binary', maxLength: 200}),
  fc.string({
    unit: fc.constantFrom('a', 'é', 'e\u0301', '-', '_', ' ', '🎉', '\ud83c', '\n'),
    maxLength: 140,
  }),
  fc.string({unit: fc.constantFrom('e\u0301', '\u1f82', 'x'), minLength: 60, maxLength: 130}),
);

/** As JSON carries it. */
const send = (message: object): unknown => JSON.parse(JSON.stringify(message));

test('the element, the engine and the broker agree on every string', () => {
  fc.assert(
    fc.property(typed, text => {
      const {room, peerId, displayName} = readAttributes({room: text, peerId: text, displayName: text});
      expect(peerId).toBe(isPeerId(text) ? text : undefined);
      expect(v.is(PeerId, text)).toBe(isPeerId(text));
      expect(room).toBe(toRoomName(text) ?? undefined);
      expect(displayName).toBe(toDisplayName(text) || undefined);

      const heard = readRoomMessage(send({kind: 'enter', room: text, name: text, session: 's'}));
      expect(heard.kind).toBe(room === undefined ? 'bad' : 'enter');
      if (room === undefined) return;
      expect(heard).toMatchObject({room, name: toDisplayName(text)});
      expect([isRoomName(room), isDisplayName(toDisplayName(text))]).toEqual([true, true]);
      const member = {id: 'ada', name: toDisplayName(text), stage: 'in', session: 's', seq: 1, away: false};
      expect(isBrokerMessage(send({kind: 'entered', room, member}))).toBe(true);
    }),
    {numRuns: 3_000},
  );
});

test.each(['', '\ud800', 'a\udc00', 'a\nb', '\0', 'x'.repeat(65)])(
  'a page load can’t be called %j',
  session => expect(readRoomMessage(send({kind: 'hello', session})).kind).toBe('bad'),
);

const secret = 'a secret of thirty-two bytes or more';

test('different spellings of a room name lead to the same room', async () => {
  const {url} = await startBroker();
  const [alice, bob] = [await connect(url), await connect(url)];
  alice.enter('Café');
  expect(await alice.nextFromBroker('room')).toMatchObject({room: 'Café'});
  bob.enter(' Cafe\u0301 ');
  expect(await bob.nextFromBroker('room')).toMatchObject({room: 'Café', members: [{id: alice.id}]});
});

test.each(['Café', 'Cafe\u0301', ' Café '])(
  'a token for %j is valid for every spelling of the room name',
  async room => {
    const token = await createToken({secret, id: 'alice', rooms: [room], name: ' Alice '});
    expect(decodeJwt(token)).toMatchObject({rooms: ['Café'], name: 'Alice'});
    const {url} = await startBroker({auth: {secret}});
    const alice = await connect(url, {id: 'alice', token});
    for (const spelling of ['Café', 'Cafe\u0301', ' Café']) {
      alice.enter(spelling);
      expect(await alice.nextFromBroker('room')).toMatchObject({room: 'Café'});
    }
    alice.enter('cafe');
    expect(await alice.nextFromBroker('refused')).toMatchObject({code: 'room-forbidden'});
  },
);
