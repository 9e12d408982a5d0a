/** What is given half a minute before it counts as lost: waits that run beside the other suites, see scripts/test.js. */
import {expect} from 'vitest';
import {openDetachable} from '../support/detachable.js';
import {test} from '../support/people.js';

test('a call that nobody answers ends by itself after 30 s', async ({open}) => {
  const red = await open('red', 'call.html?peer-id=patient-red&to=patient-blue');
  const blue = await open('blue', 'call.html?peer-id=patient-blue');
  await blue.until(call => call.local.id !== null);
  await red.call(call => call.call());
  await blue.until(call => call.state === 'ringing');
  const started = Date.now();
  for (const person of [red, blue]) {
    person.page.setDefaultTimeout(40_000);
    await person.until(call => call.state === 'ended');
    expect(await person.call(call => call.endReason)).toBe('no-answer');
  }
  expect(Date.now() - started).toBeGreaterThan(25_000);
});

test('a PeerJS page that closes its tab without a word is given up after a while', async ({open}) => {
  const red = await open('red', 'call.html?peer-id=plain-red&to=plain-blue');
  const blue = await open('blue', 'stock.html?id=plain-blue');
  await blue.until(() => window.side.isReady);
  await red.call(call => call.call());
  await red.meets('blue');
  await blue.page.close();
  await red.until(call => call.state === 'reconnecting');
  red.page.setDefaultTimeout(45_000);
  await red.until(call => call.state === 'ended');
  expect(await red.call(call => call.endReason)).toBe('connection-lost');
});

test('without a network for longer than 30 s the call is lost on both sides, and everything released', async ({
  open,
  broker,
}) => {
  const {
    person: red,
    detach,
    attach,
  } = await openDetachable(open, broker.port, 'red', 'call.html?peer-id=lost-red&to=lost-blue');
  const blue = await open('blue', 'call.html?peer-id=lost-blue');
  await blue.until(call => call.local.id !== null);
  await red.call(call => call.call());
  await blue.until(call => call.state === 'ringing');
  await blue.call(call => call.accept());
  await Promise.all([red.meets('blue'), blue.meets('red')]);
  await detach();
  for (const person of [red, blue]) {
    person.page.setDefaultTimeout(45_000);
    await person.until(call => call.state === 'ended');
    expect(await person.call(call => call.endReason)).toBe('connection-lost');
    await expect
      .poll(() => person.page.evaluate(() => window.lab.holdings()))
      .toMatchObject({tracks: 0, connections: 0});
  }
  await attach();
  await red.until(call => call.error === null);
});

test('without a network for 40 s in a room they meet again by themselves', async ({open, broker}) => {
  const query = 'call.html?room=long&prejoin=off';
  const {person: red, detach, attach} = await openDetachable(open, broker.port, 'red', query);
  const blue = await open('blue', query);
  await Promise.all([red.meets('blue'), blue.meets('red')]);
  await detach();
  blue.page.setDefaultTimeout(50_000);
  await blue.until(call => call.state === 'waiting');
  await attach();
  await Promise.all([red.meets('blue'), blue.meets('red')]);
});

test('who closes the tab in a room is expected back for a while, then gone', async ({open}) => {
  const red = await open('red', 'call.html?room=tab&prejoin=off');
  const blue = await open('blue', 'call.html?room=tab&prejoin=off');
  const green = await open('green', 'call.html?room=tab&prejoin=off');
  await red.meets('blue', 'green');
  await blue.page.close();
  await Promise.all([red.meets('green'), green.meets('red')]);
});
