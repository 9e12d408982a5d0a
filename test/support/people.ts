import {setTimeout as delay} from 'node:timers/promises';
import {test as base, expect} from 'vitest';
import {startBroker} from './brokers.js';
import {FIREFOX_TONE, launchChromium, launchFirefox, type Launched} from './browsers.js';
import {LOOKS} from './fake-devices.js';
import type {AnyCall, SeenEvent} from './in-page/lab.js';
import type {} from './pages/side.js';
import {buildSite} from './site.js';
import {openTab, type Tab, type TabOptions} from './tab.js';

/** Each has its own browser process. Camera and microphone of a colour have that colour and its tone. */
export type Name = keyof typeof LOOKS | 'firefox' | 'otherFirefox';

/** A person with a page that contains a call. */
export interface Person extends Tab {
  readonly name: Name;
  /** Runs `action` in the page with its call (`<rtc-call>`, or the engine) and returns its result. */
  call<Args extends unknown[], Result>(
    action: (call: AnyCall, ...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>>;
  /** Waits until `fact` is true of the call. */
  until<Args extends unknown[]>(
    fact: (call: AnyCall, ...args: Args) => unknown,
    ...args: Args
  ): Promise<void>;
  /** Whom this person sees and hears now, sorted: `red/red` for the person called red. */
  perceives(): Promise<string[]>;
  /** Waits until this person sees and hears exactly these people. */
  meets(...names: Name[]): Promise<void>;
  /** Clicks the button of `<rtc-call>` with this CSS part as soon as it is clickable. */
  press(part: string): Promise<void>;
  /** The events so far: of one type, or all except trace and updates. */
  events(type?: string): Promise<SeenEvent[]>;
}

export type Open = (
  name: Name,
  path: string,
  options?: TabOptions & {readonly at?: string},
) => Promise<Person>;

/**
 * `site`, `broker`: the pages, and our broker that serves them. `browserOf`: a person's browser, launched on first use and
 * shared by all test files. `open`: opens a page in it; after the test, it is checked for stray requests and closed.
 */
export const test = base
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads the needed fixtures from the pattern
  .extend('site', {scope: 'file'}, async ({}, {onCleanup}) => {
    const site = await buildSite();
    onCleanup(() => site.remove());
    return site;
  })
  .extend('broker', {scope: 'file'}, async ({site}, {onCleanup}) => {
    const broker = await startBroker({static: site.folder});
    onCleanup(() => broker.close());
    return broker;
  })
  // oxlint-disable-next-line no-empty-pattern
  .extend('browserOf', {scope: 'worker'}, async ({}, {onCleanup}) => {
    const launched = new Map<Name, Promise<Launched>>();
    onCleanup(async () => {
      await Promise.all([...launched.values()].map(async one => (await one).close()));
    });
    return (name: Name) => {
      if (!launched.has(name)) launched.set(name, launch(name));
      return launched.get(name)!;
    };
  })
  .extend('open', async ({browserOf, broker}, {onCleanup}): Promise<Open> => {
    const people: Person[] = [];
    onCleanup(async () => {
      // The broker reserves the id of a closed tab, in case of a reload. Leaving frees it, also for a retry of the test.
      const leave = () => {
        window.lab.call?.leave?.();
        window.stock?.peer.destroy();
      };
      await Promise.allSettled(people.map(({page}) => page.evaluate(leave)));
      const closings = await Promise.allSettled(people.map(person => person.close()));
      for (const closing of closings) if (closing.status === 'rejected') throw closing.reason;
    });
    return async (name, path, {at = broker.url, ...options} = {}) => {
      const {browser} = await browserOf(name);
      const person = toPerson(name, await openTab(browser, `${at}/${path}`, options));
      people.push(person);
      return person;
    };
  });

const launch = (name: Name): Promise<Launched> => {
  if (name === 'firefox') return launchFirefox();
  if (name === 'otherFirefox')
    return launchFirefox({'media.navigator.audio.fake_frequency': OTHER_FIREFOX_TONE});
  return launchChromium({looks: LOOKS[name], frameRate: 15});
};

const OTHER_FIREFOX_TONE = 2_300;
const TONES: Record<Name, number> = {
  red: LOOKS.red.tone,
  green: LOOKS.green.tone,
  blue: LOOKS.blue.tone,
  yellow: LOOKS.yellow.tone,
  firefox: FIREFOX_TONE,
  otherFirefox: OTHER_FIREFOX_TONE,
};

/** The name for a tone; an FFT bin is 6 Hz wide. */
const voice = (hertz: number | null): string =>
  hertz === null
    ? 'silence'
    : ((Object.keys(TONES) as Name[]).find(name => Math.abs(TONES[name] - hertz) < 15) ?? `${hertz} Hz`);

/** Firefox's fake camera cycles through all colours, so only the presence of video can be checked. */
const face = (colour: string | null, who: string): string =>
  colour === null ? 'nothing' : /firefox/i.test(who) && !['black', 'nothing'].includes(colour) ? who : colour;

/** Turns a function of the test into code for the page, called with the page's call and `args`. */
const expression = (action: (...args: never[]) => unknown, args: unknown[]) =>
  `(${action.toString()})(window.lab.call, ...${JSON.stringify(args)})`;

export function toPerson(name: Name, tab: Tab): Person {
  const {page} = tab;
  /** For the message of a failed wait: the call's state, its audio, and the latest events. */
  const situation = () =>
    page
      .evaluate(async () => {
        const {call, events, connections} = window.lab;
        const open = connections.filter(({connectionState}) => connectionState !== 'closed');
        const audio = await Promise.all(
          open.map(async connection => {
            const all = [...(await connection.getStats()).values()] as Record<string, unknown>[];
            const is = (type: string) =>
              all.find(entry => entry.type === type && entry.kind === 'audio') ?? {};
            const [source, sent, received] = [is('media-source'), is('outbound-rtp'), is('inbound-rtp')];
            return JSON.stringify({
              state: connection.connectionState,
              level: source.audioLevel,
              energy: source.totalAudioEnergy,
              sent: sent.packetsSent,
              received: received.packetsReceived,
              discarded: received.packetsDiscarded,
              concealed: received.concealedSamples,
              samples: received.totalSamplesReceived,
              heard: received.audioLevel,
              heardEnergy: received.totalAudioEnergy,
            });
          }),
        );
        const facts = call && {state: call.state, participants: call.participants, error: call.error?.code};
        const trace = call?.trace
          .slice(-60)
          .map(({time, step, side, peer, detail}) => [time.toFixed(), side, step, detail, peer].join(' '));
        const seen = events.filter(({type}) => type !== 'rtc-trace').slice(-20);
        const told = seen.map(event => JSON.stringify(event));
        return [JSON.stringify(facts), ...audio, ...told, ...(trace ?? [])].join('\n');
      })
      .catch(String);
  const perceives = async () => {
    const seen = await page.evaluate(() => {
      const {call} = window.lab;
      const remote = window.side?.remote;
      const streams = call ? call.participants.map(({stream}) => stream) : remote ? [remote] : [];
      return streams.map(stream => window.lab.perceive(stream));
    });
    return seen
      .map(({sees, hears}) => {
        const heard = voice(hears);
        return `${face(sees, heard)}/${heard}`;
      })
      .toSorted();
  };
  const person: Person = {
    ...tab,
    name,
    perceives,
    call: ((action: () => unknown, ...args) => page.evaluate(expression(action, args))) as Person['call'],
    async until(fact, ...args) {
      const deadline = Date.now() + page.getDefaultTimeout();
      // Polled from here, because a page that isn't painted runs no animation frames.
      while (!(await page.evaluate(`Promise.resolve(${expression(fact, args)}).then(Boolean)`))) {
        if (Date.now() > deadline)
          throw new Error(`${name} waited for ${fact.toString()}\n${await situation()}`);
        await delay(25);
      }
    },
    async meets(...names) {
      const expected = names.map(other => `${other}/${other}`).toSorted();
      try {
        await expect
          .poll(perceives, {timeout: 25_000, interval: 100, message: `whom ${name} meets`})
          .toEqual(expected);
      } catch (error) {
        throw new Error(`${name} does not meet ${names.join(', ')}\n${await situation()}`, {cause: error});
      }
    },
    async press(part) {
      const selector = `button[part~="${part}"]`;
      await person.until((_, selector) => {
        const button = document.querySelector('rtc-call')?.shadowRoot?.querySelector(selector);
        return button?.checkVisibility();
      }, selector);
      await page.locator(`rtc-call >>> ${selector}`).click();
    },
    events: type =>
      page.evaluate(
        type =>
          window.lab.events.filter(event =>
            type ? event.type === type : !/^rtc-(trace|participant-updated)$/.test(event.type),
          ),
        type,
      ),
  };
  return person;
}
