/**
 * What the interface costs, beside a hand-written page that shows the same (ui-page.ts): 25 tiles with nothing changing, the 25th
 * person leaves and another one joins, the 1,000th chat message arrives. Nobody is connected: only the interface is measured,
 * warm, by the median of many rounds; styles and layouts by their mean.
 */
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {build} from 'esbuild';
import type {Page} from 'puppeteer-core';
import {launchChromium} from '../support/browsers.js';
import {against, quantile, summarize, type Row} from './figures.js';
import type {} from './ui-page.js';

const SIDES = ['ours', 'plain'] as const;
type Side = (typeof SIDES)[number];

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
  readonly joinLayout: number[];
  readonly message: number[];
  readonly messageLayout: number[];
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
    ...row('25th person leaves and joins, style and layout', 'ms', 'joinLayout'),
    ...row('1,000th message, script', 'ms', 'message'),
    ...row('1,000th message, style and layout', 'ms', 'messageLayout'),
  ];
}

const noFigures = (): Figures => ({
  idleScript: [],
  idleLayouts: [],
  join: [],
  joinLayout: [],
  message: [],
  messageLayout: [],
});

async function measure(page: Page, side: Side, figures: Figures) {
  await page.evaluate(async side => {
    const {pages, people} = window.bench;
    window.shown = pages[side]();
    await window.shown.open(people());
    window.shown.showPeople(people(0));
    await new Promise(resolve => setTimeout(resolve, 500));
  }, side);

  const before = await layout(page);
  const idle = await traced(page, () =>
    page.evaluate(async ms => {
      performance.mark('change');
      await new Promise(resolve => setTimeout(resolve, ms));
      performance.mark('end');
    }, IDLE_MS),
  );
  figures.idleScript.push((idle.changes[0]! / IDLE_MS) * 100);
  figures.idleLayouts.push(((await layout(page)).count - before.count) / (IDLE_MS / 1_000));

  const beforeJoins = await layout(page);
  const joins = await traced(page, () =>
    page.evaluate(async rounds => {
      const {people, drawn} = window.bench;
      for (let round = 1; round <= rounds; round += 1) {
        performance.mark('loop');
        for (let frame = 0; frame < 2; frame += 1) await drawn();
        performance.mark('change');
        for (const next of [undefined, round]) {
          window.shown!.showPeople(people(next));
          await drawn();
        }
        performance.mark('end');
      }
    }, ROUNDS),
  );
  figures.join.push(...withoutLoop(joins, WARM_UP));
  figures.joinLayout.push(((await layout(page)).time - beforeJoins.time) / ROUNDS);

  await page.evaluate(count => window.shown!.openChat(window.bench.messages(count)), MESSAGES - ADDED);
  const beforeMessages = await layout(page);
  const messages = await traced(page, () =>
    page.evaluate(
      async (from, to) => {
        const {messages, drawn} = window.bench;
        for (let count = from; count <= to; count += 1) {
          performance.mark('loop');
          await drawn();
          performance.mark('change');
          window.shown!.showMessages(messages(count));
          await drawn();
          performance.mark('end');
        }
      },
      MESSAGES - ADDED + 1,
      MESSAGES,
    ),
  );
  figures.message.push(...withoutLoop(messages, ADDED / 2));
  figures.messageLayout.push(((await layout(page)).time - beforeMessages.time) / ADDED);
}

/** How long scripts ran, in ms, after each mark `loop` and after each mark `change`, until the next mark. */
interface Times {
  readonly loops: number[];
  readonly changes: number[];
}

/** The times of the changes, less what the loop around them takes by itself, without the first ones. */
function withoutLoop({loops, changes}: Times, warmUp: number): number[] {
  const loop = quantile(loops.slice(warmUp), 0.5);
  return changes.slice(warmUp).map(time => Math.max(0, time - loop));
}

/** The browser's events that run scripts, with their microtasks and what the scripts make the browser do at once. */
const SCRIPTS = new Set(['v8.callFunction', 'BlinkScheduler_PerformMicrotaskCheckpoint']);
const MARKS = new Set(['loop', 'change', 'end']);

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** In µs. */
  readonly ts: number;
  readonly dur: number;
}

/** Measures with the browser's own trace, which disturbs little and is exact to the microsecond. */
async function traced(page: Page, action: () => Promise<void>): Promise<Times> {
  await page.tracing.start({categories: ['-*', 'blink.user_timing', 'toplevel', 'v8']});
  await action();
  const text = new TextDecoder().decode(await page.tracing.stop());
  const {traceEvents} = JSON.parse(text) as {traceEvents: TraceEvent[]};
  const byTime = traceEvents.toSorted((one, other) => one.ts - other.ts);
  const marks = byTime.filter(({name}) => MARKS.has(name));
  const {pid, tid} = marks[0]!;
  // Some are within others.
  const spans: {start: number; end: number}[] = [];
  for (const {name, ph, ts, dur, ...thread} of byTime) {
    if (ph !== 'X' || !SCRIPTS.has(name) || thread.pid !== pid || thread.tid !== tid) continue;
    const last = spans.at(-1);
    if (last && ts < last.end) last.end = Math.max(last.end, ts + dur);
    else spans.push({start: ts, end: ts + dur});
  }
  const times = {loop: [] as number[], change: [] as number[]};
  for (const [index, {name, ts: from}] of marks.entries()) {
    if (name !== 'loop' && name !== 'change') continue;
    const to = marks[index + 1]!.ts;
    const ran = spans.map(({start, end}) => Math.max(0, Math.min(end, to) - Math.max(start, from)));
    times[name].push(ran.reduce((sum, time) => sum + time, 0) / 1_000);
  }
  return {loops: times.loop, changes: times.change};
}

/** How often the page was laid out so far, and how long styles and layouts took, in ms. */
async function layout(page: Page): Promise<{readonly count: number; readonly time: number}> {
  const {
    LayoutCount = Number.NaN,
    LayoutDuration = Number.NaN,
    RecalcStyleDuration = Number.NaN,
  } = await page.metrics();
  return {count: LayoutCount, time: (LayoutDuration + RecalcStyleDuration) * 1_000};
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
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><style>${style}</style><script type="module" src="/page.js"></script>`;
  const server = createServer(({url}, response) => {
    const isScript = url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? outputFiles[0]!.text : html);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close()};
}
