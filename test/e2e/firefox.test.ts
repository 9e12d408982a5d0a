import {describe, expect} from 'vitest';
import {hasFirefox} from '../support/browsers.js';
import {test, type Name} from '../support/people.js';

const pairs: [Name, Name][] = [
  ['red', 'firefox'],
  ['firefox', 'red'],
  ['firefox', 'otherFirefox'],
];

describe.skipIf(!hasFirefox).for(pairs)('<rtc-call> in %s and <rtc-call> in %s', ([one, other]) => {
  test('meet in a room', async ({open}) => {
    const room = `mixed-${one}-${other}`;
    const first = await open(one, `call.html?room=${room}&prejoin=off`);
    await first.until(call => call.state === 'waiting');
    const second = await open(other, `call.html?room=${room}&prejoin=off`);
    await Promise.all([first.meets(other), second.meets(one)]);
  });

  test('ring, talk, chat and hang up', async ({open}) => {
    const caller = await open(one, `call.html?peer-id=caller-${one}-${other}&to=callee-${one}-${other}`);
    const callee = await open(other, `call.html?peer-id=callee-${one}-${other}`);
    await Promise.all([caller, callee].map(person => person.until(call => call.local.id !== null)));
    await caller.press('call-button');
    await callee.press('accept-button');
    await Promise.all([caller.meets(other), callee.meets(one)]);
    await callee.call(call => call.sendChatMessage('Salut'));
    await caller.until(call => call.messages.some(({text}) => text === 'Salut'));
    await caller.press('control-leave');
    await callee.until(call => call.state === 'ended');
    expect(await callee.call(call => call.endReason)).toBe('peer-hung-up');
  });
});

if (!hasFirefox) {
  test.skip('Firefox is not installed: set FIREFOX_PATH, or install firefox-esr, to run its tests', () => {});
}
