/** `<rtc-call>` in React, Vue and Svelte, in a browser: mounted, updated, heard, unmounted, and rendered on a server first. */
import type {Page as BrowserPage} from 'puppeteer-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {launchChromium, type Launched} from '../support/browsers.js';
import {startBroker, type RunningBroker} from '../support/brokers.js';
import {buildExamples, PAGE_NAMES, type Examples} from './build.js';
import type {Page} from './harness.js';

declare const testPage: Page;

/** Lit's hints for developers. */
const ABOUT_LIT = /https:\/\/lit\.dev\/msg\/(?:dev-mode|change-in-update)/;

let examples: Examples;
let broker: RunningBroker;
let chromium: Launched;

beforeAll(async () => {
  [examples, chromium] = await Promise.all([buildExamples(), launchChromium()]);
  broker = await startBroker({static: examples.folder});
});

afterAll(async () => {
  await Promise.all([chromium?.close(), broker?.close(), examples?.remove()]);
});

/** Opens a page and waits for its call. `messages` are the warnings and errors on its console. */
async function open(file: string) {
  const page = await chromium.browser.newPage();
  const messages: string[] = [];
  page.on('console', message => {
    if (['warn', 'error'].includes(message.type()) && !ABOUT_LIT.test(message.text()))
      messages.push(message.text());
  });
  page.on('pageerror', error => messages.push(String(error)));
  await page.goto(`${broker.url}/${file}`);
  await expect.poll(() => states(page)).toBe('lobby');
  return {page, messages};
}

/** What the example shows: the states that it heard of. */
const states = (page: BrowserPage) =>
  page.evaluate(() => document.querySelector('output')?.textContent?.trim());

/** The properties of the element that the example sets. */
const properties = (page: BrowserPage) =>
  page.evaluate(() => {
    const {room, displayName, iceServers, className, style} = document.querySelector('rtc-call')!;
    return {room, displayName, iceServers, className, height: style.height};
  });

const PROPERTIES = {
  room: 'standup',
  displayName: 'Ann',
  iceServers: [{urls: 'stun:stun.example.com'}],
  className: 'call',
  height: '20rem',
};

/** React sets properties and listeners of a tag that it finds in the page only when it renders the next time. */
async function expectAttributesFirst() {
  const page = await chromium.browser.newPage();
  await page.goto(`${broker.url}/react-19-rendered.html`);
  const state = () => page.evaluate(() => document.querySelector('rtc-call')?.state);
  await expect.poll(state).toBe('lobby');
  const {room, displayName} = PROPERTIES;
  expect(await properties(page)).toMatchObject({room, displayName});
  await page.evaluate(() => testPage.setRoom('retro'));
  await expect.poll(() => states(page)).toContain('lobby');
  expect((await properties(page)).room).toBe('retro');
  return page.close();
}

describe.each(PAGE_NAMES)('In %s, <rtc-call>', name => {
  it('is mounted with its properties, hears events once, follows changes, and leaves when it is unmounted', async () => {
    const {page, messages} = await open(`${name}.html`);
    expect(await properties(page)).toEqual(PROPERTIES);
    expect(await page.evaluate(() => testPage.calls.length)).toBe(1);

    await page.evaluate(() => testPage.calls[0]!.set({state: 'waiting'}));
    await expect.poll(() => states(page)).toBe('lobby waiting');

    await page.evaluate(() => testPage.setRoom('retro'));
    await expect.poll(() => properties(page)).toEqual({...PROPERTIES, room: 'retro'});

    await page.click('button');
    const asked = () => page.evaluate(() => testPage.calls.flatMap(call => call.asked));
    await expect.poll(asked).toContain('toggleMicrophone false');

    await page.evaluate(() => testPage.unmount());
    const haveAllLeft = () => page.evaluate(() => testPage.calls.every(call => call.asked.includes('leave')));
    await expect.poll(haveAllLeft).toBe(true);
    expect(await page.evaluate(() => document.querySelector('rtc-call'))).toBeNull();
    expect(messages).toEqual([]);
    await page.close();
  });

  it('is rendered on a server, without a window, and works once the page’s script has loaded', async () => {
    const html = await examples.render(name);
    expect(html).toMatch(/<rtc-call [^>]*><\/rtc-call>/);
    await examples.writeRendered(name, html);
    if (name === 'react-19') return expectAttributesFirst();

    const {page, messages} = await open(`${name}-rendered.html`);
    expect(await properties(page)).toEqual(PROPERTIES);
    expect(messages).toEqual([]);
    return page.close();
  });
});
