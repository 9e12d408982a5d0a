import {createHostKey, isKeyOf, roomFor} from '@rtc-call/engine/rooms';
import {describe, expect} from 'vitest';
import {goAndReturn} from '../support/back-and-forth.js';
import {test, type Name, type Person} from '../support/people.js';

describe('a room with a door', () => {
  test('its host locks it, lets in and refuses, mutes, removes, and ends the call', async ({open}) => {
    const key = createHostKey();
    const room = await roomFor('Team meeting', key);
    expect(await isKeyOf(room, key)).toBe(true);
    const enter = async (name: Name, more = '') => {
      const person = await open(name, `engine.html?id=${name}&room=${encodeURIComponent(room)}${more}`);
      await person.until(call => call.local.stream !== null);
      return person;
    };
    /** Resolves to why it fails. */
    const join = (person: Person, text: string) =>
      person.call(
        (call, room, text) =>
          call.join(room, {text}).then(
            () => 'joined',
            ({code}) => code as string,
          ),
        room,
        text,
      );
    const knocks = (person: Person) => person.call(call => call.door?.knocks);

    const [red, blue] = await Promise.all([enter('red', `&key=${key}`), enter('blue')]);
    await red.call((call, room) => call.join(room), room);
    expect(await red.call(call => call.door?.role)).toBe('host');
    // Blue looks at the preview, and is connected to red in advance.
    await blue.until(call => call.trace.some(({step}) => step === 'channel-open'));
    await red.call(call => call.lockRoom());
    await blue.until(call => call.door?.isKnockRequired && call.members.length === 0);
    await expect.poll(() => blue.page.evaluate(() => window.lab.holdings().connections)).toBe(0);

    const admitted = join(blue, 'It’s blue');
    await red.until(call => call.door?.knockCount === 1);
    expect(await blue.call(call => call.state)).toBe('knocking');
    expect(await knocks(red)).toEqual([{id: 'blue', displayName: '', text: 'It’s blue'}]);
    await red.call(call => call.admit('blue'));
    expect(await admitted).toBe('joined');
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    expect(await blue.call(call => call.participants[0]!.isHost)).toBe(true);

    const green = await enter('green');
    const refused = join(green, '');
    await red.until(call => call.door?.knocks[0]?.id === 'green');
    expect(await knocks(blue)).toEqual([]);
    expect(await blue.call(call => call.lockRoom(false).catch(({code}) => code as string))).toBe(
      'not-a-host',
    );
    await red.call(call => call.refuseEntry('green'));
    expect(await refused).toBe('not-admitted');
    await red.until(call => call.door?.knockCount === 0);

    await red.call(call => call.muteParticipant('blue'));
    await expect.poll(() => red.perceives()).toEqual(['blue/silence']);
    expect(await red.call(call => call.participants[0]!.isMicrophoneMuted)).toBe(true);
    expect(await blue.call(call => [call.local.isMutedByHost, call.local.microphone.isMuted])).toEqual([
      true,
      true,
    ]);
    await blue.call(call => call.toggleMicrophone(true));
    await red.meets('blue');

    // Whoever was let in stays in, also in a new page.
    await blue.page.reload();
    expect(await blue.call((call, room) => call.resume(room), room)).toBe(true);
    await Promise.all([red.meets('blue'), blue.meets('red')]);

    await red.call(call => call.removeParticipant('blue'));
    await blue.until(call => call.endReason === 'removed');
    await red.until(call => call.participants.length === 0);
    expect(await join(blue, 'again')).toBe('removed');

    const back = join(green, 'sorry');
    await red.until(call => call.door?.knockCount === 1);
    await red.call(call => call.admit());
    expect(await back).toBe('joined');
    await green.meets('red');
    await red.call(call => call.endForAll());
    await green.until(call => call.endReason === 'ended-by-host');
    expect(await red.call(call => [call.state, call.endReason])).toEqual(['ended', 'hung-up']);
  });

  test('a page that knocks still does after a reload, and when it is back from the back/forward cache', async ({
    open,
  }) => {
    const key = createHostKey();
    const room = await roomFor('Team meeting', key);
    const page = (name: Name) => `engine.html?id=${name}&room=${encodeURIComponent(room)}`;
    const [red, blue] = await Promise.all([
      open('red', `${page('red')}&key=${key}`),
      open('blue', page('blue')),
    ]);
    await red.call((call, room) => call.join(room), room);
    await red.call(call => call.lockRoom());
    await blue.until(call => call.local.stream !== null);
    const knocks = () => red.call(call => call.door?.knocks);
    const knock = {id: 'blue', displayName: '', text: 'It’s blue'};
    await blue.call((call, room) => void call.join(room, {text: 'It’s blue'}).catch(() => {}), room);
    await expect.poll(knocks).toEqual([knock]);

    await blue.page.reload();
    expect(await blue.call(call => call.state)).not.toBe('knocking');
    await blue.until(call => call.local.stream !== null);
    await blue.call((call, room) => void call.resume(room).catch(() => {}), room);
    await blue.until(call => call.state === 'knocking');
    await expect.poll(knocks).toEqual([knock]);

    await goAndReturn(blue);
    await blue.until(call => call.state === 'knocking' && call.isOnline);
    await expect.poll(knocks).toEqual([knock]);
    // It is outside: nothing of the room has reached it.
    expect(await blue.call(call => [call.members.length, call.participants.length])).toEqual([0, 0]);
    await red.call(call => call.admit('blue'));
    await Promise.all([red.meets('blue'), blue.meets('red')]);
  });
});
