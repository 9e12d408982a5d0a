/** Every file of the element is requested again after a failure, and works then (docs/decisions/014). */
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Browser, Page} from 'puppeteer-core';
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest';
import {startBroker, type RunningBroker} from '../support/brokers.js';
import {hasFirefox, launchChromium, launchFirefox, type Launched} from '../support/browsers.js';
import {startFaultyProxy, type Fault, type FaultyProxy} from '../support/faulty.js';
import {buildSite, type Site} from '../support/site.js';
import {openTab} from '../support/tab.js';

const bundle = join(import.meta.dirname, '../../packages/element/dist/bundle');
const entry = readFileSync(join(bundle, 'rtc-call.js'), 'utf8');
const files = readdirSync(join(bundle, 'chunks')).filter(name => name.endsWith('.js'));
const isFirst = (file: string) => entry.includes(`import './chunks/${file}'`);
const pathOf = (name: string) => (path: string) => path.startsWith(`/rtc/chunks/${name}`);

let site: Site;
let broker: RunningBroker;

beforeAll(async () => {
  site = await buildSite();
  broker = await startBroker({static: site.folder});
});

afterAll(async () => {
  await broker?.close();
  await site?.remove();
});

const BROWSERS: readonly [string, () => Promise<Launched>][] = [
  ['Chromium', () => launchChromium()],
  ...(hasFirefox ? [['Firefox', () => launchFirefox()] as [string, () => Promise<Launched>]] : []),
];

test('every part is used here, or left out on purpose', () => {
  const [, list = ''] = /'([^']+)'\);\s*$/.exec(entry) ?? [];
  const parts = list.split(',').map(part => part.split(' ')[0]!);
  expect(parts.filter(name => !NOT_USED.test(name) || EVERYTHING.includes(name)).toSorted()).toEqual(
    EVERYTHING.toSorted(),
  );
});

describe.each(BROWSERS)('in %s', (_name, launch) => {
  let launched: Launched;
  let proxy: FaultyProxy;
  beforeAll(async () => {
    launched = await launch();
    proxy = await startFaultyProxy(broker.port);
  });
  afterAll(async () => {
    await launched?.close();
    await proxy?.close();
  });

  describe.each(['cut', '503'] satisfies Fault[])('with a first request that fails: %s', fault => {
    test.each(files.filter(isFirst))('%s is there after a reload', async file => {
      proxy.fail(pathOf(file), fault, 1);
      const page = await open(launched.browser, proxy);
      expect(await page.evaluate(() => customElements.get('rtc-call') === undefined)).toBe(true);
      await page.reload();
      await says(page, 'Join now');
    });

    test('the files of every part that a call can use are requested again, and work', async () => {
      const failed = new Set<string>();
      const isFirstRequest = (path: string) => {
        const isIt = files.some(file => !isFirst(file) && pathOf(file)(path)) && !failed.has(path);
        if (isIt) failed.add(path);
        return isIt;
      };
      proxy.fail(isFirstRequest, fault, Infinity);
      const page = await open(launched.browser, proxy);
      await useEverything(page);
      for (const name of EVERYTHING)
        expect([...failed].some(pathOf(`${name}-`)), `${name} has failed once`).toBe(true);
      // Fetched, fetched again, and imported from the cache. A file that two parts share may be fetched for both.
      for (const path of failed)
        expect(proxy.requests.filter(one => one === path).length, path).toBeGreaterThan(1);
    });
  });

  test.each(['engine', 'all-views'])('%s is loaded when the visitor tries again', async name => {
    proxy.fail(pathOf(name), '503', 3);
    const page = await open(launched.browser, proxy);
    await says(page, 'A part of this call couldn’t be loaded. Check your network, then try again.');
    expect(await page.evaluate(() => window.problems)).toEqual(name === 'engine' ? ['code-not-loaded'] : []);
    await press(page, 'Try again');
    await useEverything(page);
  });

  test.each(['Try again', 'Chat'])('the chat is loaded by the next press of “%s”', async again => {
    const page = await open(launched.browser, proxy);
    proxy.fail(pathOf('chat'), '503', 3);
    await press(page, 'Join now');
    await press(page, 'Chat');
    await says(page, 'A part of this call couldn’t be loaded.');
    if (again === 'Chat') await press(page, 'Chat');
    // Another “Try again” is about the devices.
    if (again === 'Chat') await press(page, again);
    else await click(page, 'again-button');
    await shows(page, '[part=chat-field]');
  });

  test('shortcuts do nothing while the chat that they opened is being loaded', async () => {
    const release = proxy.hold(pathOf('chat'));
    onTestFinished(release);
    const page = await open(launched.browser, proxy);
    await press(page, 'Join now');
    await says(page, 'You’re the only one here');
    await page.evaluate(() => {
      document.querySelector('rtc-call')!.shadowRoot!.querySelector<HTMLElement>('[part=stage]')!.focus();
    });
    const asked = () => page.evaluate(() => window.devicesAsked);
    const before = await asked();
    await page.keyboard.type('cmv');
    expect(await asked()).toBe(before);
    release();
    await page.waitForFunction(
      () => document.querySelector('rtc-call')?.shadowRoot?.activeElement?.matches('[part=chat-field]'),
      {polling: 50},
    );
    await page.keyboard.type('movie');
    expect(
      await page.evaluate(
        () =>
          document
            .querySelector('rtc-call')!
            .shadowRoot!.querySelector<HTMLInputElement>('[part=chat-field]')!.value,
      ),
    ).toBe('movie');
    expect(await asked()).toBe(before);
  });

  test.each(['pointerenter', 'pointerdown', 'focus'])(
    'a panel is loaded on %s of its control',
    async type => {
      proxy.fail(() => false, '503', 0);
      const page = await open(launched.browser, proxy);
      await press(page, 'Join now');
      await says(page, 'You’re the only one here');
      expect(proxy.requests.some(pathOf('people'))).toBe(false);
      await page.evaluate(type => {
        const control = document
          .querySelector('rtc-call')!
          .shadowRoot!.querySelector('[part~=control-people]')!;
        control.dispatchEvent(new Event(type));
      }, type);
      await expect.poll(() => proxy.requests.some(pathOf('people'))).toBe(true);
    },
  );

  test('the chat is loaded when the focus comes into the stage, where C opens it', async () => {
    proxy.fail(() => false, '503', 0);
    const page = await open(launched.browser, proxy);
    await press(page, 'Join now');
    await says(page, 'You’re the only one here');
    await page.evaluate(() => {
      document.querySelector('rtc-call')!.shadowRoot!.querySelector<HTMLElement>('[part=stage]')!.focus();
    });
    await expect.poll(() => proxy.requests.some(pathOf('chat'))).toBe(true);
  });

  test('join() and sendFile() reject with code-not-loaded, and work the next time', async () => {
    proxy.fail(pathOf('engine'), '503', 3);
    const page = await open(launched.browser, proxy);
    const attempt = (command: 'join' | 'sendFile') =>
      page.evaluate(async command => {
        try {
          const call = document.querySelector('rtc-call')!;
          await (command === 'join' ? call.join() : call.sendFile(new File(['a'], 'a.txt')));
          return 'done';
        } catch (error) {
          return (error as {code: string}).code;
        }
      }, command);
    expect(await attempt('join')).toBe('code-not-loaded');
    expect(await attempt('join')).toBe('done');
    proxy.fail(pathOf('file-transfers'), '503', 3);
    expect(await attempt('sendFile')).toBe('code-not-loaded');
    expect(await attempt('sendFile')).toBe('not-connected');
  });
});

declare global {
  interface Window {
    /** Codes of the `rtc-error` events so far. */
    problems: string[];
    /** How often the page asked for devices. */
    devicesAsked: number;
  }
}

let rooms = 0;

/** Opens the lobby of a new room, without devices, in a context whose cache is empty. */
async function open(browser: Browser, {url}: FaultyProxy): Promise<Page> {
  rooms += 1;
  const tab = await openTab(browser, `${url}/call.html?room=room-${rooms}`, {
    // What Firefox says of a module that it could not load.
    tolerate: /disallowed MIME type/,
    prepare: async page => {
      await page.evaluateOnNewDocument(() => {
        window.problems = [];
        addEventListener('rtc-error', ({error}) => window.problems.push(error.code));
        window.devicesAsked = 0;
        navigator.mediaDevices.getUserMedia = () => {
          window.devicesAsked += 1;
          return Promise.reject(new DOMException('', 'NotAllowedError'));
        };
      });
    },
  });
  onTestFinished(() => tab.close());
  return tab.page;
}

/** The parts that useEverything() needs. */
const EVERYTHING =
  'engine all-views errors companions menus chat people settings flow de de-details file-transfers'.split(
    ' ',
  );
/** The others, which are loaded by the same code: for more people, a phone, a ring, a door, a check, or another language. */
const NOT_USED =
  /^(?:stage-tools|pop-out|sound-level|tones|missed|lan-link|flow-guide|captions|door|verifications?|[a-z]{2}(?:-(?:details|verification))?)$/;

/** Needs views, engine, error texts, keyboard, menus, all panels, a language and file transfers. */
async function useEverything(page: Page) {
  // The browsers tell different causes, all of which need the error texts.
  await shows(page, '[part=notice]');
  await press(page, 'Join now');
  await says(page, 'You’re the only one here');
  await press(page, 'Chat');
  await shows(page, '[part=chat-field]');
  await press(page, 'People');
  await shows(page, '[part~=panel-people]');
  for (const [control, what] of [
    ['settings', '[part=device-field]'],
    ['flow', '[part~=panel-flow]'],
  ] as const) {
    await press(page, 'More options');
    await shows(page, `[part~=menu] [part~=control-${control}]`);
    await click(page, `control-${control}`);
    await shows(page, what);
  }
  await page.evaluate(() => document.querySelector('rtc-call')!.setAttribute('lang', 'de'));
  await shows(page, '.frame[lang=de]');
  const code = await page.evaluate(() =>
    document
      .querySelector('rtc-call')!
      .sendFile(new File(['a'], 'a.txt'))
      .catch((error: {code: string}) => error.code),
  );
  expect(code).toBe('not-connected');
}

/** Waits until the element shows a text. */
const says = (page: Page, text: string) =>
  page.waitForFunction(
    text =>
      document.querySelector('rtc-call')?.shadowRoot?.textContent.replaceAll(/\s+/g, ' ').includes(text),
    {polling: 50},
    text,
  );

/** Waits until the element contains something. */
const shows = (page: Page, selector: string) =>
  page.waitForFunction(
    selector => document.querySelector('rtc-call')?.shadowRoot?.querySelector(selector) != null,
    {polling: 50},
    selector,
  );

/** Clicks what has this part. */
const click = (page: Page, part: string) =>
  page.evaluate(
    name =>
      document.querySelector('rtc-call')!.shadowRoot!.querySelector<HTMLElement>(`[part~=${name}]`)!.click(),
    part,
  );

/** Clicks a button when there is one, by its text or label. */
async function press(page: Page, name: string) {
  await page.waitForFunction(
    name => {
      const buttons = [...(document.querySelector('rtc-call')?.shadowRoot?.querySelectorAll('button') ?? [])];
      const button = buttons.find(one => (one.ariaLabel ?? one.textContent.trim()) === name);
      button?.click();
      return button !== undefined;
    },
    {polling: 50},
    name,
  );
}
