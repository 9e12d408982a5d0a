import {describe, expect} from 'vitest';
import {hasFirefox} from '../support/browsers.js';
import type {Holdings} from '../support/in-page/ledger.js';
import {test, type Name, type Person} from '../support/people.js';

const ROUNDS = 6;
const NOTHING: Holdings = {
  tracks: 0,
  connections: 0,
  sockets: 0,
  timeouts: 0,
  intervals: 0,
  audioContexts: 0,
  broadcastChannels: 0,
  listeners: [],
};

const holdings = ({page}: Person) => page.evaluate(() => window.lab.holdings());

/** Waits until everything that was opened in the page is closed. */
const expectNothing = (person: Person) =>
  expect.poll(() => holdings(person), {timeout: 10_000}).toEqual(NOTHING);

/** Waits until something of each kind is open, as in a call, which proves that the ledger works. */
async function expectSomething(person: Person) {
  const poll = expect.poll(() => holdings(person), {timeout: 10_000});
  // A call connects without waiting for the camera.
  await poll.toMatchObject({tracks: 2, connections: 1, sockets: 1});
  const held = await holdings(person);
  expect(held.timeouts + held.intervals).toBeGreaterThan(0);
  expect(held.listeners).toContain('Window online');
}

const browsers: Name[] = hasFirefox ? ['red', 'firefox'] : ['red'];

describe.for(browsers)('nothing is left over in %s', who => {
  test(`after leave(), ${ROUNDS} times`, async ({open}) => {
    const other = await open('blue', `call.html?room=release-leave-${who}&prejoin=off`);
    const person = await open(who, `call.html?room=release-leave-${who}&prejoin=off`);
    for (let round = 0; round < ROUNDS; round += 1) {
      if (round > 0) await person.call(call => call.join());
      await person.until(call => call.state === 'connected');
      await other.until(call => call.state === 'connected');
      await expectSomething(person);
      await person.call(call => call.leave());
      await expectNothing(person);
      await other.until(call => call.state === 'waiting');
    }
  });

  test(`after the element is removed, ${ROUNDS} times`, async ({open}) => {
    const other = await open('blue', `call.html?room=release-remove-${who}&prejoin=off`);
    const person = await open(who, `call.html?room=release-remove-${who}&prejoin=off`);
    const element = await person.page.evaluateHandle(() => document.querySelector('rtc-call')!);
    for (let round = 0; round < ROUNDS; round += 1) {
      if (round > 0) await person.page.evaluate(element => document.body.append(element), element);
      await person.until(call => call.state === 'connected');
      await other.until(call => call.state === 'connected');
      await expectSomething(person);
      await person.page.evaluate(element => element.remove(), element);
      await expectNothing(person);
      await other.until(call => call.state === 'waiting');
    }
  });
});

test('nothing is left open after ringing, however it ended', async ({open}) => {
  const red = await open('red', 'call.html?peer-id=release-red&to=release-blue');
  const blue = await open('blue', 'call.html?peer-id=release-blue');
  await red.until(call => call.local.id !== null);
  await blue.until(call => call.local.id !== null);
  const reachable = await holdings(red);
  const endings: ((red: Person, blue: Person) => Promise<unknown>)[] = [
    (_, blue) => blue.call(call => call.decline()),
    red => red.call(call => call.hangUp()),
    async (red, blue) => {
      await blue.call(call => call.accept());
      await red.until(call => call.state === 'connected');
      await red.call(call => call.hangUp());
    },
  ];
  for (const end of endings) {
    await red.call(call => call.call());
    await blue.until(call => call.state === 'ringing');
    await end(red, blue);
    await Promise.all([red, blue].map(person => person.until(call => call.state === 'ended')));
    // Still reachable: the broker's socket and its timers remain.
    await expect
      .poll(() => red.page.evaluate(() => window.lab.holdings()))
      .toMatchObject({
        tracks: 0,
        connections: 0,
        sockets: 1,
        audioContexts: 0,
        listeners: reachable.listeners,
      });
  }
  await Promise.all([red, blue].map(person => person.call(call => call.leave())));
  await expectNothing(red);
  await expectNothing(blue);
});
