/**
 * The broker is killed while four people are in a room and somebody rings. Measures the longest gap between video frames
 * before and after, and how long it takes after the restart until everyone has reconnected.
 */
import type {Browser} from 'puppeteer-core';
import {startBroker, type RunningBroker} from '../support/brokers.js';
import {launchChromium, SMALL_WINDOW} from '../support/browsers.js';
import {LOOKS} from '../support/fake-devices.js';
import {buildSite} from '../support/site.js';
import {openTab, type Tab} from '../support/tab.js';
import {against, summarize, type Row} from './figures.js';

/** How long to watch the room with the broker, and then without it, in ms. */
const WATCH_MS = 4_000;
/** Gaps between frames longer than this are visible, in ms. */
const GAP_MS = 200;
const PEOPLE = Object.values(LOOKS);

interface Figures {
  /** Gaps in ms, over all received videos. */
  readonly quiet: number[];
  readonly dead: number[];
  /** Times from the restart until each client has its id again, in ms. */
  readonly back: number[];
  rings: number;
}

export async function measureBrokerDeath(trials: number): Promise<Row[]> {
  const site = await buildSite();
  // Twelve videos on one machine: a low frame rate and resolution, so that all frames are presented in time.
  const launched = await Promise.all([
    ...PEOPLE.map(looks => launchChromium({looks, frameRate: 15, flags: SMALL_WINDOW})),
    launchChromium({flags: SMALL_WINDOW}),
  ]);
  const figures: Figures = {quiet: [], dead: [], back: [], rings: 0};
  try {
    for (let trial = 0; trial < trials; trial += 1) {
      await suffer(
        site.folder,
        launched.map(({browser}) => browser),
        figures,
      );
    }
  } finally {
    await Promise.all(launched.map(({close}) => close()));
    await site.remove();
  }
  const quiet = summarize(`Longest gap between frames in ${WATCH_MS / 1_000} s: before`, 'ms', figures.quiet);
  return [
    against(summarize('The same while the broker is dead', 'ms', figures.dead), 'before', quiet),
    quiet,
    summarize(`Pauses over ${GAP_MS} ms without the broker`, `of ${figures.dead.length}`, [
      figures.dead.filter(pause => pause > GAP_MS).length,
    ]),
    summarize('Restart → the same id again', 'ms', figures.back),
    summarize('The ring completes', `of ${trials}`, [figures.rings]),
  ];
}

async function suffer(folder: string, browsers: readonly Browser[], figures: Figures): Promise<void> {
  let broker: RunningBroker = await startBroker({static: folder});
  const {port, url} = broker;
  const tabs: Tab[] = [];
  const open = async (browser: Browser, query: string): Promise<Tab> => {
    const tab = await openTab(browser, `${url}/engine.html?${query}`);
    tabs.push(tab);
    await tab.page.waitForFunction(() => window.side.isReady);
    return tab;
  };
  try {
    const room = await Promise.all(PEOPLE.map((_, i) => open(browsers[i]!, `id=person-${i}&room=four`)));
    await Promise.all(room.map(({page}) => page.evaluate(() => window.side.join())));
    await Promise.all(room.map(({page}) => page.waitForFunction(hasEveryone, {}, PEOPLE.length - 1)));
    const rung = await open(browsers.at(-1)!, 'id=rung&answer=manual');
    const ringing = await open(browsers.at(-1)!, 'id=ringing');
    await ringing.page.evaluate(() => window.side.ring('rung'));
    await rung.page.waitForFunction(() => window.side.isRinging);
    // Starting browsers and connecting keep the machine busy for a while.
    await wait(WATCH_MS);

    const start = Date.now();
    await wait(WATCH_MS);
    await broker.kill();
    const died = Date.now();
    await wait(WATCH_MS);
    const end = Date.now();
    for (const tab of room) {
      figures.quiet.push(...(await longestPauses(tab, start, died)));
      figures.dead.push(...(await longestPauses(tab, died, end)));
    }
    broker = await startBroker({static: folder, port});
    const restarted = Date.now();
    await Promise.all(
      tabs.map(async ({page}) => {
        // Background pages run no animation frames.
        await page.waitForFunction(() => window.call.isOnline, {polling: 20});
        figures.back.push(Date.now() - restarted);
      }),
    );
    await rung.page.evaluate(() => window.side.answer());
    const isTalking = (): boolean => window.call.state === 'connected';
    await Promise.all([rung, ringing].map(({page}) => page.waitForFunction(isTalking, {polling: 20})));
    figures.rings += 1;
  } finally {
    await Promise.all(tabs.map(tab => tab.close()));
    await broker.close();
  }
}

const hasEveryone = (count: number): boolean => {
  const {participants} = window.call;
  return (
    participants.length === count && participants.every(({stream}) => window.lab.framesOf(stream).length > 10)
  );
};

/** The longest gap between frames in each of the other participants' videos within a period, in ms. */
const longestPauses = ({page}: Tab, from: number, to: number): Promise<number[]> =>
  page.evaluate(
    (from, to) =>
      window.call.participants.map(({stream}) => {
        const frames = window.lab.framesOf(stream).filter(time => time > from && time < to);
        const moments = [from, ...frames, to];
        return Math.max(...moments.slice(1).map((time, i) => time - moments[i]!));
      }),
    from,
    to,
  );

const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
