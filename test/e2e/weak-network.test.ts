import type {Page} from 'puppeteer-core';
import {setTimeout as delay} from 'node:timers/promises';
import {describe, expect} from 'vitest';
import {test, type Open, type Person} from '../support/people.js';
import {audioCopies} from '../support/audio.js';
import {emulateNetwork, type Network} from '../support/tab.js';

const GOOD: Network = {latency: 10};
const SAMPLES = 20;
/** More samples than this must contain the voice. */
const ALIVE = SAMPLES * 0.7;

/** Opens a person whose network can be throttled. */
async function openWeak(open: Open, path: string) {
  let setNetwork!: (network: Network) => Promise<void>;
  const prepare = async (page: Page) => {
    setNetwork = await emulateNetwork(page);
    await setNetwork(GOOD);
  };
  return {red: await open('red', path, {prepare}), setNetwork};
}

/** How many of 20 samples, taken every 250 ms, contain the other participant's voice. */
async function timesHeard(person: Person, voice: string): Promise<number> {
  let heard = 0;
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    if ((await person.perceives()).some(one => one.endsWith(`/${voice}`))) heard += 1;
    await delay(250);
  }
  return heard;
}

const framesSeen = ({page}: Person) =>
  page.evaluate(() => window.lab.framesOf(window.lab.call!.participants[0]!.stream).length);

/** The overlay text on the only other participant's tile. */
const overlay = ({page}: Person) =>
  page.evaluate(
    () =>
      document.querySelector('rtc-call')!.shadowRoot!.querySelector('[part=overlay]')?.textContent.trim() ??
      null,
  );

describe('on a weak network', () => {
  test('with 30% loss each way everyone still hears the others', async ({open}) => {
    const {red, setNetwork} = await openWeak(open, 'call.html?room=lossy&prejoin=off');
    const blue = await open('blue', 'call.html?room=lossy&prejoin=off');
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    await setNetwork({...GOOD, packetLoss: 30});
    // Each packet also carries the previous one.
    const isTwice = (person: Person) =>
      expect.poll(() => audioCopies(person), {timeout: 20_000}).toBeGreaterThan(1.4);
    await Promise.all([isTwice(red), isTwice(blue)]);
    const heard = await Promise.all([timesHeard(red, 'blue'), timesHeard(blue, 'red')]);
    for (const times of heard) expect(times).toBeGreaterThan(ALIVE);
    for (const person of [red, blue]) {
      expect(await person.call(call => call.state)).toBe('connected');
      await person.until(call => ['fair', 'poor', 'lost'].includes(call.participants[0]!.quality));
    }
    await setNetwork(GOOD);
    await expect.poll(() => audioCopies(red), {timeout: 20_000}).toBeLessThan(1.2);
    await Promise.all([red.meets('blue'), blue.meets('red')]);
  });

  test('with 50 kbit/s the video pauses for the audio, with a notice, and comes back', async ({open}) => {
    const {red, setNetwork} = await openWeak(open, 'call.html?room=narrow&prejoin=off');
    const blue = await open('blue', 'call.html?room=narrow&prejoin=off');
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    await setNetwork({...GOOD, rate: 50_000});
    blue.page.setDefaultTimeout(40_000);
    await blue.until(call => call.participants[0]!.isVideoPaused);
    await expect.poll(() => overlay(blue)).toBe('Weak connection: audio only');
    // Packets sent before the pause are still in transit, and delay the audio.
    await expect.poll(() => timesHeard(blue, 'red'), {timeout: 20_000}).toBeGreaterThan(ALIVE);

    await setNetwork(GOOD);
    await blue.until(call => !call.participants[0]!.isVideoPaused);
    const frames = await framesSeen(blue);
    await expect.poll(() => framesSeen(blue), {timeout: 30_000}).toBeGreaterThan(frames + 30);
    await expect.poll(() => overlay(blue)).toBeNull();
  });
});
