/**
 * Network outages: the time until they are noticed, and until the next frame after the network is back. rtc-call and
 * stock PeerJS have the same outages at the same time, each in its own two browsers, because background pages present no
 * frames. Packets are really lost in a network namespace; elsewhere, DevTools and a proxy emulate it.
 */
import type {Browser} from 'puppeteer-core';
import type {RunningBroker} from '../support/brokers.js';
import {startLink} from '../support/link.js';
import {isInNamespace, losePackets} from '../support/namespace.js';
import {emulateNetwork, openTab, type Network, type Tab} from '../support/tab.js';
import {against, summarize, type Row} from './figures.js';

const WAYS = ['engine', 'stock'] as const;
type Way = (typeof WAYS)[number];

export interface OutageOptions {
  readonly broker: RunningBroker;
  readonly browsers: Readonly<Record<Way, readonly [Browser, Browser]>>;
  /** Round-trip time between the two browsers, and between each of them and the broker, in ms. */
  readonly roundTrip: number;
  /** Duration of the outage, in s. */
  readonly seconds: number;
  /** Whether the outage includes the connection to the broker. */
  readonly isBrokerAway: boolean;
  readonly trials: number;
}

/** Time to wait for a frame before the call counts as lost, in ms. */
const PATIENCE_MS = 15_000;
let calls = 0;

export async function measureOutages(options: OutageOptions): Promise<Row[]> {
  const {seconds, isBrokerAway, trials} = options;
  const times: Record<Way, number[]> = {engine: [], stock: []};
  const noticed: number[] = [];
  for (let trial = 0; trial < trials; trial += 1) {
    const measured = await suffer(options);
    for (const way of WAYS) times[way].push(...measured.waits[way]);
    noticed.push(...measured.noticed);
  }
  const away = `${seconds} s${isBrokerAway ? ', broker too' : ''}${isInNamespace() ? '' : ' (emulated)'}`;
  const row = (name: string, all: readonly number[]): Row => {
    const lost = all.filter(time => time === Infinity).length;
    const what = `back after ${away} → frame: ${name}${lost > 0 ? ` (${lost} of ${all.length} never)` : ''}`;
    return summarize(what, 'ms', all);
  };
  const stock = row('stock PeerJS', times.stock);
  return [
    against(row('ours', times.engine), 'stock', stock),
    stock,
    summarize(`away for ${away} → reconnecting`, 'ms', noticed),
  ];
}

interface Suffered {
  /** Recovery times of both sides, in ms; `Infinity` if no frame came. */
  readonly waits: Readonly<Record<Way, readonly number[]>>;
  /** Times until both sides of our call reported `reconnecting`, in ms. */
  readonly noticed: readonly number[];
}

async function suffer(options: OutageOptions): Promise<Suffered> {
  const {broker, browsers, roundTrip, seconds, isBrokerAway} = options;
  const links = await Promise.all([startLink(broker.port, roundTrip), startLink(broker.port, roundTrip)]);
  const latency = roundTrip / 4;
  const tabs: Tab[] = [];
  const networks: ((network: Network) => Promise<void>)[] = [];
  const open = async (way: Way, side: 0 | 1, id: string) => {
    const tab = await openTab(browsers[way][side], `${links[side].url}/${way}.html?id=${id}`);
    tabs.push(tab);
    const setNetwork = await emulateNetwork(tab.page);
    await setNetwork({latency});
    if (side === 0) networks.push(setNetwork);
    await tab.page.waitForFunction(() => window.side.isReady);
    return tab;
  };
  try {
    const pairs = await Promise.all(
      WAYS.map(async way => {
        calls += 1;
        const [caller, callee] = [`caller-${calls}`, `callee-${calls}`];
        const pair = await Promise.all([open(way, 0, caller), open(way, 1, callee)]);
        await pair[0].page.evaluate(id => window.side.ring(id), callee);
        await Promise.all(pair.map(tab => frameAfter(tab, 0)));
        return pair;
      }),
    );
    const emulate = (packetLoss: number) =>
      Promise.all(networks.map(setNetwork => setNetwork({latency, packetLoss})));
    const outage = isInNamespace() ? losePackets(isBrokerAway ? [links[0].port] : []) : null;
    if (!outage) {
      await emulate(100);
      if (isBrokerAway) links[0].cut();
    }
    const gone = Date.now();
    await new Promise(resolve => {
      setTimeout(resolve, seconds * 1_000);
    });
    const noticed = await Promise.all(pairs[0]!.map(async tab => (await stalledAfter(tab, gone)) - gone));
    const back = Date.now();
    if (outage) outage.repair();
    else {
      links[0].repair();
      await emulate(0);
    }
    const waits = await Promise.all(
      pairs.map(pair => Promise.all(pair.map(async tab => (await frameAfter(tab, back)) - back))),
    );
    return {waits: {engine: waits[0]!, stock: waits[1]!}, noticed};
  } finally {
    await Promise.all(tabs.map(tab => tab.close()));
    await Promise.all(links.map(link => link.close()));
  }
}

/** When `<rtc-call>` noticed the outage; `Infinity` if it did not. */
const stalledAfter = ({page}: Tab, since: number): Promise<number> =>
  page.evaluate(since => {
    const times = window.call.trace
      .filter(({step}) => step === 'stalled')
      .map(({time}) => performance.timeOrigin + time);
    return times.find(time => time > since) ?? Infinity;
  }, since);

/** When the first remote frame after `since` was presented; `Infinity` if there was none in time. */
async function frameAfter({page}: Tab, since: number): Promise<number> {
  const find = (since: number) => {
    const {remote} = window.side;
    return remote && window.lab.framesOf(remote).find(time => time > since);
  };
  const options = {polling: 50, timeout: PATIENCE_MS};
  const frame = await page.waitForFunction(find, options, since).catch(() => null);
  return frame ? ((await frame.jsonValue()) as number) : Infinity;
}
