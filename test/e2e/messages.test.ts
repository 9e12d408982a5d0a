import {expect} from 'vitest';
import {test} from '../support/people.js';

test('a chat message reaches everyone, a private one only its recipient', async ({open}) => {
  const people = await Promise.all(
    (['red', 'blue', 'green'] as const).map(name =>
      open(name, `call.html?room=chat&prejoin=off&display-name=${name}&peer-id=chat-${name}`),
    ),
  );
  const [red, blue, green] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]];
  await Promise.all(people.map(person => person.until(call => call.participants.length === 2)));
  await red.call(call => call.sendChatMessage('Hello, everyone <b>'));
  await red.call(call => call.sendChatMessage('Just you', 'chat-blue'));
  await green.call(call => call.sendChatMessage('Hello, red'));
  const texts = (person: (typeof people)[0]) =>
    person.call(call => call.messages.map(({displayName, text}) => `${displayName}: ${text}`).toSorted());
  await expect
    .poll(() => texts(blue), {timeout: 15_000})
    .toEqual(['green: Hello, red', 'red: Hello, everyone <b>', 'red: Just you']);
  await expect
    .poll(() => texts(green), {timeout: 15_000})
    .toEqual(['green: Hello, red', 'red: Hello, everyone <b>']);
  expect(await blue.events('rtc-chat-message')).toHaveLength(3);
});

test('an app message arrives with the same JSON', async ({open}) => {
  const red = await open('red', 'call.html?room=app&prejoin=off&peer-id=app-red');
  const blue = await open('blue', 'call.html?room=app&prejoin=off');
  await red.until(call => call.state === 'connected');
  await red.call(call => call.sendAppMessage({cards: [1, null, 'ü'], nested: {deep: true}}));
  await expect
    .poll(() => blue.events('rtc-app-message'))
    .toMatchObject([{from: 'app-red', data: {cards: [1, null, 'ü'], nested: {deep: true}}}]);
});

test('a message to an absent peer is rejected immediately', async ({open}) => {
  const red = await open('red', 'call.html?room=alone&prejoin=off');
  await red.until(call => call.state === 'waiting');
  const send = (text: string) =>
    red.call((call, text) => {
      try {
        call.sendChatMessage(text);
        return 'sent';
      } catch (error) {
        return (error as {code: string}).code;
      }
    }, text);
  expect(await send('anybody?')).toBe('not-connected');
});
