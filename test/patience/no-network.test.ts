/** Network outages that are longer than the time to reconnect. */
import {expect} from 'vitest';
import {openDetachable} from '../support/detachable.js';
import {test} from '../support/people.js';

test('after an outage of more than 30 s the call is lost on both sides, and everything released', async ({
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

test('after an outage of 40 s in a room they reconnect automatically', async ({open, broker}) => {
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
