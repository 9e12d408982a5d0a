/**
 * What the interface costs, beside a hand-written page that shows the same (ui-page.ts): 25 tiles with nothing changing, the 25th
 * person leaves and another one joins, the 1,000th chat message arrives. Nobody is connected: only the interface is measured,
 * warm, by the median of many rounds.
 */
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {build} from 'esbuild';
import type {CDPSession, Page} from 'puppeteer-core';
import {launchChromium} from '../support/browsers.js';
import {against, summarize, type Row} from './figures.js';
import type {} from './ui-page.js';

const SIDES = ['ours', 'plain'] as const;
type Side = (typeof SIDES)[number];

/** How often the running function is sampled, in µs. */
const SAMPLING_US = 100;
/** How long the tiles are watched, in ms. */
const IDLE_MS = 5_000;
/** How often the last person leaves and another one joins, and how many of these rounds only warm up. */
const ROUNDS = 80;
const WARM_UP = 30;
const MESSAGES = 1_000;
/** How many messages are added one by one up to the last, the first half to warm up. */
const ADDED = 80;

interface Figures {
  readonly idleScript: number[];
  readonly idleLayouts: number[];
  readonly join: number[];
  readonly message: number[];
}

export async function measureUi(trials: number): Promise<Row[]> {
  const {url, close: closeServer} = await serve();
  const {browser, close} = await launchChromium({flags: ['--window-size=1280,800']});
  const figures = {ours: noFigures(), plain: noFigures()};
  try {
    for (let trial = 0; trial < trials; trial += 1) {
      for (const side of SIDES) {
        const page = await browser.newPage();
        await page.goto(url);
        await measure(page, side, figures[side]);
        await page.close();
      }
    }
  } finally {
    await close();
    closeServer();
  }
  const {ours, plain} = figures;
  const row = (what: string, unit: string, name: keyof Figures): Row[] => {
    const stock = summarize(`${what}: plain DOM`, unit, plain[name]);
    return [against(summarize(`${what}: ours`, unit, ours[name]), 'plain', stock), stock];
  };
  return [
    summarize('25 tiles, nothing changes: script, of a core', '%', ours.idleScript),
    summarize('25 tiles, nothing changes: layouts', '/s', ours.idleLayouts),
    ...row('25th person leaves and joins, script', 'ms', 'join'),
    ...row('1,000th message, script', 'ms', 'message'),
  ];
}

const noFigures = (): Figures => ({idleScript: [], idleLayouts: [], join: [], message: []});

async function measure(page: Page, side: Side, figures: Figures) {
  const session = await page.createCDPSession();
  await session.send('Performance.enable');
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', {interval: SAMPLING_US});
  await page.evaluate(async side => {
    const {pages, people} = window.bench;
    window.shown = pages[side]();
    await window.shown.open(people());
    window.shown.showPeople(people(0));
    await new Promise(resolve => setTimeout(resolve, 500));
  }, side);

  const before = await layoutCount(session);
  const [idle = 0] = await scriptTimes(session, () =>
    page.evaluate(async ms => {
      const start = performance.now();
      await new Promise(resolve => setTimeout(resolve, ms));
      return [start, performance.now()];
    }, IDLE_MS),
  );
  figures.idleScript.push((idle / IDLE_MS) * 100);
  figures.idleLayouts.push(((await layoutCount(session)) - before) / (IDLE_MS / 1_000));

  const joins = await scriptTimes(session, () =>
    page.evaluate(async rounds => {
      const drawn = () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const times = [performance.now()];
      for (let round = 1; round <= rounds; round += 1) {
        for (const next of [undefined, round]) {
          window.shown!.showPeople(window.bench.people(next));
          await drawn();
        }
        times.push(performance.now());
      }
      return times;
    }, ROUNDS),
  );
  figures.join.push(...joins.slice(WARM_UP));

  await page.evaluate(count => window.shown!.openChat(window.bench.messages(count)), MESSAGES - ADDED);
  const messages = await scriptTimes(session, () =>
    page.evaluate(
      async (from, to) => {
        const drawn = () =>
          new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        const times = [performance.now()];
        for (let count = from; count <= to; count += 1) {
          window.shown!.showMessages(window.bench.messages(count));
          await drawn();
          times.push(performance.now());
        }
        return times;
      },
      MESSAGES - ADDED + 1,
      MESSAGES,
    ),
  );
  figures.message.push(...messages.slice(ADDED / 2));
  await session.detach();
}

/**
 * How long scripts of the page ran, with what the browser did for them, in ms, as sampled: between each two of the times that
 * `action` returns, as `performance.now()` gives them. The waiting in `action` is no script of the page.
 */
async function scriptTimes(session: CDPSession, action: () => Promise<readonly number[]>): Promise<number[]> {
  const start = (await metric(session, 'NavigationStart')) * 1_000_000;
  await session.send('Profiler.start');
  const [first = 0, ...ends] = (await action()).map(time => start + time * 1_000);
  const {profile} = await session.send('Profiler.stop');
  const isOurs = new Set<number>();
  // Parents come before their children.
  for (const {id, callFrame, children = []} of profile.nodes) {
    if (callFrame.url.endsWith('/page.js')) isOurs.add(id);
    if (isOurs.has(id)) for (const child of children) isOurs.add(child);
  }
  const {samples = [], timeDeltas = []} = profile;
  const times = ends.map(() => 0);
  let now = profile.startTime;
  for (const [index, node] of samples.entries()) {
    now += timeDeltas[index] ?? 0;
    const part = now < first ? -1 : ends.findIndex(end => now < end);
    if (part >= 0 && isOurs.has(node)) times[part]! += (timeDeltas[index + 1] ?? 0) / 1_000;
  }
  return times;
}

const layoutCount = (session: CDPSession) => metric(session, 'LayoutCount');

async function metric(session: CDPSession, wanted: string): Promise<number> {
  const {metrics} = await session.send('Performance.getMetrics');
  return metrics.find(({name}) => name === wanted)!.value;
}

/** Serves the page. */
async function serve(): Promise<{url: string; close: () => void}> {
  const {outputFiles} = await build({
    entryPoints: [join(import.meta.dirname, 'ui-page.ts')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['browser', 'production'],
    minify: true,
    write: false,
  });
  const style = `body{margin:0;height:100vh;display:grid}rtc-call{width:100%;height:100%}
.plain-stage{display:grid;gap:8px;grid-auto-rows:1fr}.plain-stage figure{margin:0;position:relative;min-height:0}
.plain-stage video{width:100%;height:100%;object-fit:cover}.plain-stage figcaption{position:absolute;left:8px;bottom:8px}
.plain-stage svg{width:16px;height:16px}.plain-stage button{position:absolute;top:8px;right:8px}.plain-stage figure:not(:hover) button:not(:focus-visible){opacity:0}
.plain-chat{position:fixed;inset:0 0 0 auto;width:320px;display:flex;flex-direction:column-reverse;overflow:auto;background:#fff}`;
  const html = `<!doctype html><meta charset="utf-8"><style>${style}</style><script type="module" src="/page.js"></script>`;
  const server = createServer(({url}, response) => {
    const isScript = url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? outputFiles[0]!.text : html);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close()};
}
