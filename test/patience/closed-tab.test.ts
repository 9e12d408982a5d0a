/** A participant whose tab was closed without a goodbye is shown as reconnecting for a while, then removed. */
import {expect} from 'vitest';
import {test} from '../support/people.js';

test('a PeerJS page that closes its tab without a goodbye is removed after a while', async ({open}) => {
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

test('a participant who closes the tab in a room is reconnecting for a while, then gone', async ({open}) => {
  const red = await open('red', 'call.html?room=tab&prejoin=off');
  const blue = await open('blue', 'call.html?room=tab&prejoin=off');
  const green = await open('green', 'call.html?room=tab&prejoin=off');
  await red.meets('blue', 'green');
  await blue.page.close();
  await Promise.all([red.meets('green'), green.meets('red')]);
});
