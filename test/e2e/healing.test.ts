import {describe, expect} from 'vitest';
import {openDetachable} from '../support/detachable.js';
import {test, type Person} from '../support/people.js';

/** The status of `name`, as this person sees it. */
const statusOf = (person: Person, id: string) =>
  person.call(
    (call, id) => call.participants.find(participant => participant.id === id)?.status ?? 'gone',
    id,
  );

/** Frames received so far from the only other participant. */
const framesSeen = ({page}: Person) =>
  page.evaluate(() => window.lab.framesOf(window.lab.call!.participants[0]!.stream).length);

describe('a network outage', () => {
  test('shows one participant as reconnecting while the others continue, until the network is back', async ({
    open,
    broker,
  }) => {
    const query = 'call.html?room=heal&prejoin=off';
    const {
      person: red,
      detach,
      attach,
    } = await openDetachable(open, broker.port, 'red', `${query}&peer-id=heal-red`);
    const blue = await open('blue', `${query}&peer-id=heal-blue`);
    const green = await open('green', `${query}&peer-id=heal-green`);
    await Promise.all([red.meets('blue', 'green'), blue.meets('red', 'green'), green.meets('red', 'blue')]);

    await detach();
    await Promise.all([
      red.until(call => call.state === 'reconnecting'),
      ...[blue, green].map(person =>
        person.until(call => call.participants.some(({status}) => status === 'reconnecting')),
      ),
    ]);
    expect(await statusOf(blue, 'heal-green')).toBe('connected');
    await blue.call(call => call.sendChatMessage('Are you there?'));

    await attach();
    await Promise.all([red.meets('blue', 'green'), blue.meets('red', 'green'), green.meets('red', 'blue')]);
    await Promise.all([red, blue, green].map(person => person.until(call => call.state === 'connected')));
    // Nobody left, and messages sent during the outage arrive exactly once.
    for (const person of [red, blue, green]) expect(await person.events('rtc-participant-left')).toEqual([]);
    await red.until(call => call.messages.length > 0);
    expect(await red.call(call => call.messages.map(({text}) => text))).toEqual(['Are you there?']);
    expect(await blue.call(call => call.trace.map(({step}) => step))).toEqual(
      expect.arrayContaining(['stalled', 'ice-restart', 'recovered']),
    );
  });

  test('is followed by video on both sides, regardless of who called, repeatedly', async ({open, broker}) => {
    const {
      person: red,
      detach,
      attach,
    } = await openDetachable(open, broker.port, 'red', 'call.html?peer-id=again-red&to=again-blue');
    const blue = await open('blue', 'call.html?peer-id=again-blue&to=again-red');
    for (const [caller, callee] of [
      [red, blue],
      [blue, red],
    ] as const) {
      await callee.until(call => call.local.id !== null);
      await caller.call(call => call.call());
      await callee.until(call => call.state === 'ringing');
      await callee.call(call => call.accept());
      await Promise.all([red.meets('blue'), blue.meets('red')]);
      for (let round = 0; round < 2; round += 1) {
        await detach();
        await Promise.all([red, blue].map(person => person.until(call => call.state === 'reconnecting')));
        await attach();
        await Promise.all([red, blue].map(person => person.until(call => call.state === 'connected')));
        const before = await Promise.all([red, blue].map(framesSeen));
        await expect.poll(() => framesSeen(red), {timeout: 15_000}).toBeGreaterThan(before[0]! + 10);
        await expect.poll(() => framesSeen(blue), {timeout: 15_000}).toBeGreaterThan(before[1]! + 10);
      }
      await caller.call(call => call.hangUp());
      await callee.until(call => call.state === 'ended');
    }
  });
});
