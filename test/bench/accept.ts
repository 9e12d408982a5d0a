/**
 * Time from the click on Accept to the first frame that a person sees: `<rtc-call>` and stock PeerJS over one broker that
 * requires tokens. Each page is new and has nothing in its cache.
 */
import {randomUUID} from 'node:crypto';
import type {Browser} from 'puppeteer-core';
import {startBroker} from '../support/brokers.js';
import {launchChromium, SMALL_WINDOW} from '../support/browsers.js';
import {LOOKS} from '../support/fake-devices.js';
import {startLink, type Link} from '../support/link.js';
import {buildSite} from '../support/site.js';
import {emulateNetwork, openTab, type Tab} from '../support/tab.js';
import {against, summarize, type Row} from './figures.js';

interface Way {
  readonly name: string;
  readonly page: 'element' | 'stock';
  readonly query: string;
}

const WAYS: readonly Way[] = [
  {name: 'ours, camera warm (ring-camera)', page: 'element', query: '&ring-camera'},
  {name: 'ours, camera cold', page: 'element', query: ''},
  {name: 'stock PeerJS, camera warm', page: 'stock', query: '&answer=manual'},
  {name: 'stock PeerJS, camera cold', page: 'stock', query: '&answer=manual&camera=cold'},
];

interface Measured {
  readonly calleeSees: number;
  readonly callerSees: number;
  /** Until the callee's camera was captured; 0 if it was on before. */
  readonly camera: number;
}

export interface AcceptOptions {
  /** Round-trip time between the two browsers, and between each of them and the broker, in ms. */
  readonly roundTrip: number;
  readonly trials: number;
}

export async function measureAccept({roundTrip, trials}: AcceptOptions): Promise<Row[]> {
  const secret = randomUUID();
  const site = await buildSite();
  const broker = await startBroker({static: site.folder, auth: {secret}});
  const launched = await Promise.all(
    [LOOKS.red, LOOKS.green].map(looks => launchChromium({looks, flags: SMALL_WINDOW})),
  );
  const [caller, callee] = launched.map(({browser}) => browser) as [Browser, Browser];
  const links = [await startLink(broker.port, roundTrip), await startLink(broker.port, roundTrip)] as const;
  try {
    const measured = new Map<Way, Measured[]>(WAYS.map(way => [way, []]));
    for (let trial = 0; trial < trials; trial++) {
      for (const way of WAYS) {
        const call = {way, id: `${trial}-${WAYS.indexOf(way)}`, secret, roundTrip};
        measured.get(way)!.push(await acceptOnce(call, links, [caller, callee]));
      }
    }
    return rowsOf(measured, roundTrip);
  } finally {
    await Promise.all([...links, ...launched, broker].map(one => one.close()));
    await site.remove();
  }
}

async function acceptOnce(
  {way, id, secret, roundTrip}: {way: Way; id: string; secret: string; roundTrip: number},
  links: readonly [Link, Link],
  browsers: readonly [Browser, Browser],
): Promise<Measured> {
  const {createToken} = await import('@rtc-call/broker');
  const open = async (who: 'caller' | 'callee', i: 0 | 1) => {
    const token = await createToken({secret, id: `${who}-${id}`, name: who, trusted: true});
    const {url} = links[i];
    const tab = await openTab(
      browsers[i],
      `${url}/${way.page}.html?id=${who}-${id}&token=${token}${who === 'callee' ? way.query : '&answer=manual'}`,
      {
        // A person who has allowed the camera before.
        prepare: page => page.browserContext().overridePermissions(url, ['camera', 'microphone']),
      },
    );
    // The delay applies to outgoing and incoming packets, at both ends.
    await (
      await emulateNetwork(tab.page)
    )({latency: roundTrip / 4});
    await tab.page.waitForFunction(() => window.side.isReady);
    return tab;
  };
  const [caller, callee] = await Promise.all([open('caller', 0), open('callee', 1)]);
  try {
    await caller.page.evaluate(id => void window.side.ring(id), `callee-${id}`);
    await callee.page.waitForFunction(() => window.side.isRinging);
    if (way.page === 'element') await untilReady(callee, way);
    await callee.page.evaluate(() => void window.side.answer());
    const [callerSees, calleeSees] = await Promise.all([caller, callee].map(tab => firstFrame(tab, callee)));
    const camera = await callee.page.evaluate(() =>
      window.element?.cameraAt ? window.element.cameraAt - window.side.startedAt : 0,
    );
    return {callerSees: callerSees!, calleeSees: calleeSees!, camera};
  } finally {
    await Promise.all([caller.close(), callee.close()]);
  }
}

/** Somebody looks at the card before accepting: the caller is seen, and a warm camera is on. */
async function untilReady({page}: Tab, {query}: Way) {
  await page.waitForFunction(
    isWarm => {
      const {shadowRoot} = document.querySelector('rtc-call')!;
      const isMoving = (video?: HTMLVideoElement | null) => (video?.currentTime ?? 0) > 0;
      const [theirs, mine] = ['.remote', '.self'].map(name =>
        shadowRoot!.querySelector<HTMLVideoElement>(`[part~=caller] ${name}`),
      );
      return isMoving(theirs) && (!isWarm || isMoving(mine));
    },
    {},
    query.includes('ring-camera'),
  );
}

/** When the first remote frame was shown after the click on Accept, in ms since then. */
async function firstFrame({page}: Tab, callee: Tab): Promise<number> {
  const clickedAt = await callee.page.evaluate(() => window.side.startedAt);
  const frame = await page.waitForFunction(
    since => {
      if (window.element) return window.element.firstTileFrameAt;
      const {remote} = window.side;
      return remote && window.lab.framesOf(remote).find(time => time > since);
    },
    {polling: 20},
    clickedAt,
  );
  return ((await frame.jsonValue()) as number) - clickedAt;
}

function rowsOf(measured: Map<Way, Measured[]>, roundTrip: number): Row[] {
  const of = (way: Way, pick: (one: Measured) => number, what: string) =>
    summarize(`accept → ${what}, ${roundTrip} ms: ${way.name}`, 'ms', measured.get(way)!.map(pick));
  const [warm, cold, stockWarm, stockCold] = WAYS as [Way, Way, Way, Way];
  const callee = (way: Way) => of(way, one => one.calleeSees, 'callee sees');
  const caller = (way: Way) => of(way, one => one.callerSees, 'caller sees');
  return [
    against(callee(warm), 'stock warm', callee(stockWarm)),
    against(callee(cold), 'stock warm', callee(stockWarm)),
    callee(stockWarm),
    callee(stockCold),
    against(caller(warm), 'stock warm', caller(stockWarm)),
    against(caller(cold), 'stock cold', caller(stockCold)),
    of(cold, one => one.camera, 'of it the callee’s camera'),
    of(cold, one => one.callerSees - one.camera, 'of it the rest'),
    caller(stockWarm),
    caller(stockCold),
  ];
}
