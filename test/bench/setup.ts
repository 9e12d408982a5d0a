/** Time from click to first remote frame: rtc-call, stock PeerJS and a raw RTCPeerConnection, over the same broker. */
import type {Browser} from 'puppeteer-core';
import type {RunningBroker} from '../support/brokers.js';
import {startLink, type Link} from '../support/link.js';
import {emulateNetwork, openTab, type Tab} from '../support/tab.js';
import {against, summarize, type Row} from './figures.js';

/** One way to make a call: its page, and who clicks. */
interface Way {
  readonly name: string;
  readonly page: 'engine' | 'stock' | 'raw';
  readonly query?: string;
  /** A room instead of ringing: everyone who opens the page is in the lobby. */
  readonly isRoom?: true;
}

interface Scene {
  readonly title: string;
  readonly ways: readonly Way[];
  /** Makes one call between the two pages; the pages record the clicks. */
  run(caller: Tab, callee: Tab, calleeId: string, way: Way): Promise<void>;
  /** Whose first remote frame to measure, and since whose click. */
  readonly figures: readonly {readonly what: string; readonly since: Who; readonly sees: Who}[];
}
type Who = 'caller' | 'callee';

const ring = (tab: Tab, id: string) => tab.page.evaluate(id => window.side.ring(id), id);
/** Every call needs new ids, because a broker reserves an id for its owner for a while. */
let calls = 0;

const SCENES: readonly Scene[] = [
  {
    title: 'ringing somebody who answers at once',
    ways: [
      {name: 'ours', page: 'engine'},
      {name: 'ours, verified at once', page: 'engine', query: '&verify=1'},
      {name: 'stock PeerJS', page: 'stock'},
      {name: 'raw', page: 'raw'},
    ],
    run: (caller, _, id) => ring(caller, id),
    figures: [{what: 'call → caller sees', since: 'caller', sees: 'caller'}],
  },
  {
    title: 'accepting after it rang for a while',
    ways: [
      {name: 'ours, connected while it rings', page: 'engine', query: '&answer=manual&early=always'},
      {name: 'ours, rung by a stranger', page: 'engine', query: '&answer=manual'},
      {name: 'stock PeerJS', page: 'stock', query: '&answer=manual'},
    ],
    async run(caller, callee, id) {
      await ring(caller, id);
      await callee.page.waitForFunction(() => window.side.isRinging);
      await settle(callee);
      await callee.page.evaluate(() => window.side.answer());
    },
    figures: [
      {what: 'accept → caller sees', since: 'callee', sees: 'caller'},
      {what: 'accept → callee sees', since: 'callee', sees: 'callee'},
    ],
  },
  {
    title: 'joining a room from its lobby, where somebody is in already',
    ways: [
      {name: 'ours', page: 'engine', isRoom: true},
      {name: 'stock PeerJS, ringing', page: 'stock'},
    ],
    async run(caller, callee, id, way) {
      if (!way.isRoom) return ring(caller, id);
      await callee.page.evaluate(() => window.side.join());
      await caller.page.waitForFunction(() => window.call.trace.some(({step}) => step === 'channel-open'));
      await caller.page.evaluate(() => window.side.join());
    },
    figures: [{what: 'join → I see', since: 'caller', sees: 'caller'}],
  },
];

/** Waits for a connection that is set up while it rings; returns immediately if there is none. */
async function settle({page}: Tab) {
  await page.waitForFunction(() =>
    window.lab.connections.every(({connectionState}) => !['new', 'connecting'].includes(connectionState)),
  );
}

export interface SetupOptions {
  readonly broker: RunningBroker;
  readonly browsers: Readonly<Record<Who, Browser>>;
  /** Round-trip time between the two browsers, and between each of them and the broker, in ms. */
  readonly roundTrip: number;
  readonly trials: number;
}

/** Rows of every scene at one round-trip time. The ways take turns, so that other load on the machine affects all. */
export async function measureSetup({broker, browsers, roundTrip, trials}: SetupOptions): Promise<Row[]> {
  const links = {
    caller: await startLink(broker.port, roundTrip),
    callee: await startLink(broker.port, roundTrip),
  };
  try {
    const rows: Row[] = [];
    for (const scene of SCENES) {
      const times = new Map<string, number[]>();
      for (let trial = 0; trial < trials; trial += 1) {
        for (const way of scene.ways) {
          const measured = await tryOnce(scene, way, links, browsers, roundTrip);
          scene.figures.forEach(({what}, i) => {
            const key = `${what}, ${way.name}`;
            times.set(key, [...(times.get(key) ?? []), measured[i]!]);
          });
        }
      }
      for (const {what} of scene.figures) rows.push(...compare(what, scene.ways, times, roundTrip));
    }
    return rows;
  } finally {
    await Promise.all([links.caller.close(), links.callee.close()]);
  }
}

/** One row for each way, compared with stock PeerJS. */
function compare(what: string, ways: readonly Way[], times: Map<string, number[]>, roundTrip: number): Row[] {
  const rows = ways.map(({name}) =>
    summarize(`${what}, ${roundTrip} ms: ${name}`, 'ms', times.get(`${what}, ${name}`)!),
  );
  const stock = rows[ways.findIndex(({page}) => page === 'stock')]!;
  return rows.map(row => (row === stock ? row : against(row, 'stock', stock)));
}

async function tryOnce(
  scene: Scene,
  way: Way,
  links: Readonly<Record<Who, Link>>,
  browsers: Readonly<Record<Who, Browser>>,
  roundTrip: number,
): Promise<number[]> {
  calls += 1;
  const open = async (who: Who) => {
    const room = way.isRoom ? `&room=room-${calls}` : '';
    const url = `${links[who].url}/${way.page}.html?id=${who}-${calls}${room}${way.query ?? ''}`;
    const tab = await openTab(browsers[who], url);
    // The delay applies to outgoing and incoming packets, at both ends.
    await (
      await emulateNetwork(tab.page)
    )({latency: roundTrip / 4});
    await tab.page.waitForFunction(() => window.side.isReady);
    return tab;
  };
  const [caller, callee] = await Promise.all([open('caller'), open('callee')]);
  const tabs = {caller, callee};
  try {
    await scene.run(caller, callee, `callee-${calls}`, way);
    const clicks = {caller: await startOf(caller), callee: await startOf(callee)};
    return await Promise.all(
      scene.figures.map(
        async ({since, sees}) => (await firstFrame(tabs[sees], clicks[since])) - clicks[since],
      ),
    );
  } finally {
    await Promise.all([caller.close(), callee.close()]);
  }
}

const startOf = ({page}: Tab) => page.evaluate(() => window.side.startedAt);

/** When the first remote frame after `since` was presented, in ms since the epoch. */
async function firstFrame({page}: Tab, since: number): Promise<number> {
  const frame = await page.waitForFunction(
    since => {
      const {remote} = window.side;
      return remote && window.lab.framesOf(remote).find(time => time > since);
    },
    {polling: 20},
    since,
  );
  return (await frame.jsonValue()) as number;
}
