/** How a page loads until its socket to the broker is open: time, files, and how many of them wait for one another. */
import {startBroker} from '../support/brokers.js';
import {launchChromium, SMALL_WINDOW} from '../support/browsers.js';
import {LOOKS} from '../support/fake-devices.js';
import {startLink} from '../support/link.js';
import {buildSite} from '../support/site.js';
import {openTab} from '../support/tab.js';
import {summarize, type Row} from './figures.js';

declare global {
  interface Window {
    /** When the first WebSocket opened, in ms since the navigation started. */
    socketOpenedAt?: number;
  }
}

/** Opens a page in a new browser context over HTTP/1.1, `roundTrip` ms away from the broker, `trials` times. */
export async function measureLoading({
  roundTrip,
  trials,
}: {
  readonly roundTrip: number;
  readonly trials: number;
}): Promise<Row[]> {
  const site = await buildSite();
  const broker = await startBroker({static: site.folder});
  const link = await startLink(broker.port, roundTrip);
  const {browser, close} = await launchChromium({looks: LOOKS.red, flags: SMALL_WINDOW});
  const loads: Load[] = [];
  try {
    for (let trial = 0; trial < trials; trial += 1) {
      const tab = await openTab(browser, `${link.url}/call.html?room=loading-${trial}`, {
        prepare: async page => void (await page.evaluateOnNewDocument(recordSocket)),
      });
      await tab.page.waitForFunction(() => window.socketOpenedAt);
      const files = await tab.page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(entry => entry as PerformanceResourceTiming)
          // A file that comes from the cache takes no time.
          .filter(({name, transferSize}) => name.endsWith('.js') && transferSize > 0)
          .map(({requestStart, responseEnd}) => ({start: requestStart, end: responseEnd})),
      );
      const socket = await tab.page.evaluate(() => window.socketOpenedAt!);
      loads.push({files: files.length, steps: steps(files), socket});
      await tab.close();
    }
  } finally {
    await close();
    await link.close();
    await broker.close();
    await site.remove();
  }
  return [
    summarize(
      `page → socket open, ${roundTrip} ms`,
      'ms',
      loads.map(({socket}) => socket),
    ),
    summarize(
      'scripts until then',
      'files',
      loads.map(({files}) => files),
    ),
    summarize(
      'of these one after the other',
      'steps',
      loads.map(({steps}) => steps),
    ),
  ];
}

interface Load {
  readonly files: number;
  readonly steps: number;
  readonly socket: number;
}

/** Runs in the page, before its scripts. */
function recordSocket() {
  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('open', () => {
        window.socketOpenedAt ??= performance.now();
      });
    }
  };
}

/** Length of the longest chain of files of which each was requested after the one before had arrived. */
function steps(files: readonly {readonly start: number; readonly end: number}[]): number {
  let count = 0;
  let isWaitedFor = -Infinity;
  for (const {start, end} of files.toSorted((a, b) => a.end - b.end)) {
    if (start < isWaitedFor) continue;
    count += 1;
    isWaitedFor = end;
  }
  return count;
}
