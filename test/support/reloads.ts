import {expect} from 'vitest';
import type {Open, Person} from './people.js';

/** A reload that takes longer, in ms, may be seen as a departure. */
const SEEN_MS = 4_000;

/** How many times slower the CPU of the page is. */
const SLOWDOWN = 6;

/**
 * Reloads a page in a room `count` times, on a slow machine. It must have the same id each time, and the other one in the
 * room must not see it leave.
 */
export async function reloadRepeatedly(open: Open, count: number, search = '') {
  const path = `call.html?room=reloads-${count}${search}&prejoin=off`;
  const [red, blue] = await Promise.all([open('red', path), open('blue', `${path}&peer-id=reload-watcher`)]);
  await Promise.all([red.until(isConnected), blue.until(isConnected)]);
  const id = await red.call(call => call.local.id);
  const session = await red.page.createCDPSession();
  await session.send('Emulation.setCPUThrottlingRate', {rate: SLOWDOWN});
  let slow = 0;
  for (let round = 1; round <= count; round += 1) {
    const started = Date.now();
    await red.page.reload();
    await red.until(call => call?.state === 'connected');
    if (Date.now() - started > SEEN_MS) slow += 1;
    expect(await red.call(call => call.local.id)).toBe(id);
    await blue.until(call => call.state === 'connected' && call.participants.length === 1);
  }
  const left = await blue.events('rtc-participant-left');
  expect(left.length, `departures seen, of ${slow} reloads that took over 4 s`).toBeLessThanOrEqual(slow);
  return {slow, left: left.length};
}

const isConnected: Parameters<Person['until']>[0] = call => call.state === 'connected';
