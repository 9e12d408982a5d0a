/** A page that is killed says no goodbye: it is shown as reconnecting for a while, then removed. */
import {expect, onTestFinished} from 'vitest';
import {silenceGoodbye} from '../support/goodbyes.js';
import {startLink} from '../support/link.js';
import {test, type Open, type Person} from '../support/people.js';

/** When a page that said nothing is gone, in ms: after 20 s, and what a busy machine adds. */
const GONE_MS = 22_000;

/** Opens a page of blue that ends without a word of it or its browser to the broker, as if its machine was switched off. */
async function openToKill(
  open: Open,
  port: number,
  path: string,
): Promise<{blue: Person; kill: () => Promise<void>}> {
  const link = await startLink(port, 0);
  onTestFinished(() => link.close().catch(() => {}));
  const blue = await open('blue', path, {at: link.url});
  const kill = async () => {
    await silenceGoodbye(blue);
    await link.close();
    await blue.page.close();
  };
  return {blue, kill};
}

test('a plain PeerJS page that closes its tab is removed after a while', async ({open}) => {
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

test('a participant in a room whose page is killed is reconnecting for a while, then gone', async ({
  open,
  broker,
}) => {
  const red = await open('red', 'call.html?room=killed&prejoin=off');
  const {kill} = await openToKill(open, broker.port, 'call.html?room=killed&prejoin=off');
  await red.meets('blue');
  const started = Date.now();
  await kill();
  await red.until(call => call.state === 'reconnecting');
  await red.until(call => call.state === 'waiting');
  expect(Date.now() - started).toBeLessThan(GONE_MS);
});

test('a partner whose page is killed is gone after the same time, and the next caller can ring', async ({
  open,
  broker,
}) => {
  const red = await open('red', 'call.html?peer-id=killed-red&to=killed-blue');
  const {blue, kill} = await openToKill(open, broker.port, 'call.html?peer-id=killed-blue');
  await blue.until(call => call.local.id !== null);
  await red.call(call => call.call());
  await blue.call(call => call.accept());
  await Promise.all([red.meets('blue'), blue.meets('red')]);
  const started = Date.now();
  await kill();
  await red.until(call => call.state === 'reconnecting');
  await red.until(call => call.state === 'ended');
  expect(Date.now() - started).toBeLessThan(GONE_MS);
  const green = await open('green', 'call.html?to=killed-red');
  await green.call(call => call.call());
  await red.until(call => call.state === 'ringing');
});
