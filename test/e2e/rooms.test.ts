import {setTimeout as delay} from 'node:timers/promises';
import {describe, expect} from 'vitest';
import {test, type Name} from '../support/people.js';
import {audioSent} from '../support/audio.js';

describe('in a room', () => {
  test.for([[['red', 'blue']], [['red', 'blue', 'green']], [['red', 'blue', 'green', 'yellow']]] as const)(
    '%s see and hear each other, and not themselves',
    async ([names], {open}) => {
      const room = `colours-${names.length}`;
      const people = await Promise.all(names.map(name => open(name, `call.html?room=${room}&prejoin=off`)));
      const others = (name: Name) => names.filter(other => other !== name);
      await Promise.all(people.map(person => person.meets(...others(person.name))));
      for (const person of people) {
        expect(await person.call(call => call.state)).toBe('connected');
      }
    },
  );

  test('a visitor in the lobby and those inside know of each other, and see each other only after joining', async ({
    open,
  }) => {
    const red = await open('red', 'call.html?room=lobby&prejoin=off&display-name=Red');
    const blue = await open('blue', 'call.html?room=lobby&display-name=Blue');
    await blue.until(call => call.local.stream !== null);
    await blue.until(call => call.trace.some(({step}) => step === 'channel-open'));
    await red.until(call => call.shadowRoot!.textContent.includes('Blue is about to join'));
    await blue.until(call => call.shadowRoot!.textContent.includes('Red is in the call'));
    expect(await red.call(call => [call.state, call.participants.length])).toEqual(['waiting', 0]);
    expect(await blue.call(call => [call.state, call.participants.length])).toEqual(['lobby', 0]);

    await blue.press('join-button');
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    expect(await red.call(call => call.participants[0]!.displayName)).toBe('Blue');
    await red.until(call => !call.shadowRoot!.textContent.includes('about to join'));
  });

  test('a participant can leave and come back', async ({open}) => {
    const red = await open('red', 'call.html?room=door&prejoin=off');
    const blue = await open('blue', 'call.html?room=door&prejoin=off');
    await red.meets('blue');
    await blue.call(call => call.leave());
    await red.until(call => call.state === 'waiting' && call.participants.length === 0);
    expect(await red.events('rtc-participant-left')).toMatchObject([{reason: 'peer-hung-up'}]);
    expect(await blue.call(call => [call.state, call.endReason])).toEqual(['ended', 'hung-up']);

    await blue.call(call => call.join());
    await Promise.all([red.meets('blue'), blue.meets('red')]);
  });

  test('a muted microphone sends no audio, a camera that is off no video, and the others know', async ({
    open,
  }) => {
    const red = await open('red', 'call.html?room=mute&prejoin=off');
    const blue = await open('blue', 'call.html?room=mute&prejoin=off');
    await red.meets('blue');
    await blue.call(call => call.toggleMicrophone(false));
    await expect.poll(() => red.perceives()).toEqual(['blue/silence']);
    await red.until(call => call.participants[0]!.isMicrophoneMuted);
    // Silence is sent with two or three packets per second instead of fifty.
    const packetRate = async () => {
      const [before, since] = [await audioSent(blue), Date.now()];
      await delay(1_000);
      return ((await audioSent(blue)).packets - before.packets) / ((Date.now() - since) / 1_000);
    };
    await expect.poll(packetRate, {timeout: 10_000}).toBeLessThan(10);

    await blue.call(call => call.toggleCamera(false));
    await red.until(call => call.participants[0]!.isCameraMuted);
    // The muted microphone, and its copy in which the element notices that somebody speaks.
    await expect.poll(() => blue.page.evaluate(() => window.lab.holdings().tracks)).toBe(2);

    await blue.call(call => Promise.all([call.toggleCamera(true), call.toggleMicrophone(true)]));
    await red.meets('blue');
  });
});
