import type {CDPSession} from 'puppeteer-core';
import {expect} from 'vitest';
import {test, type Person} from '../support/people.js';

const CALLS = 50;
const WARM_UP = 10;
/** Announcements that stay in the live region: only when it is full, another one adds no node. */
const ANNOUNCEMENTS = 8;

interface Weight {
  /** Size of the reachable JavaScript heap, in bytes. */
  readonly heap: number;
  readonly connections: number;
  readonly tracks: number;
  readonly listeners: number;
  readonly nodes: number;
}

/** Measures the page after garbage collection. */
async function weigh(session: CDPSession): Promise<Weight> {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const {metrics} = await session.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find(one => one.name === name)!.value;
  const count = async (type: string) => {
    const {result} = await session.send('Runtime.evaluate', {expression: `${type}.prototype`});
    const {objects} = await session.send('Runtime.queryObjects', {prototypeObjectId: result.objectId!});
    const {result: length} = await session.send('Runtime.callFunctionOn', {
      objectId: objects.objectId!,
      functionDeclaration: 'function () { return this.length; }',
      returnByValue: true,
    });
    await session.send('Runtime.releaseObject', {objectId: objects.objectId!});
    return length.value as number;
  };
  return {
    heap: metric('JSHeapUsedSize'),
    connections: await count('RTCPeerConnection'),
    tracks: await count('MediaStreamTrack'),
    listeners: metric('JSEventListeners'),
    nodes: metric('Nodes'),
  };
}

test(`${CALLS} calls in one page leak nothing`, {timeout: 600_000}, async ({open}) => {
  const red = await open('red', 'call.html?peer-id=many-red&to=many-blue');
  const blue = await open('blue', 'call.html?peer-id=many-blue');
  await blue.until(call => call.local.id !== null);
  await blue.call(call =>
    call.addEventListener('rtc-incoming-call', () => void call.accept().catch(() => {})),
  );
  // The lab's own records would keep every connection alive.
  const forget = ({page}: Person) =>
    page.evaluate(() => {
      window.lab.connections.length = window.lab.events.length = 0;
      window.lab.holdings();
    });
  const talk = async () => {
    await red.call(call => call.call());
    await Promise.all([red, blue].map(person => person.until(call => call.state === 'connected')));
    await red.call(call => call.hangUp());
    await Promise.all([red, blue].map(person => person.until(call => call.state === 'ended')));
  };
  const session = await red.page.createCDPSession();
  await session.send('Performance.enable');
  await session.send('HeapProfiler.enable');

  /** Chromium keeps a stopped track for about 10 s, even without references. */
  const weighAtRest = async () => {
    await forget(red);
    await expect.poll(async () => (await weigh(session)).tracks, {timeout: 60_000, interval: 1000}).toBe(0);
    return weigh(session);
  };

  const announcements = () =>
    red.page.evaluate(
      () =>
        document.querySelector('rtc-call')!.shadowRoot!.querySelector('.announcements')!.childElementCount,
    );
  for (let i = 0; i < WARM_UP || (await announcements()) < ANNOUNCEMENTS; i += 1) await talk();
  const before = await weighAtRest();
  for (let i = 0; i < CALLS; i += 1) await talk();
  const after = await weighAtRest();
  expect(after.connections).toBe(0);
  expect(after.listeners).toBeLessThanOrEqual(before.listeners + 2);
  expect(after.nodes).toBeLessThanOrEqual(before.nodes + 2);
  // The trace keeps up to 2,000 steps; a leaked connection would be larger than that.
  expect(after.heap - before.heap).toBeLessThan(1_000_000);
});
