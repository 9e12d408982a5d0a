/** A large file from one browser to another: speed and memory. */
import {readFile} from 'node:fs/promises';
import type {Browser} from 'puppeteer-core';
import type {RunningBroker} from '../support/brokers.js';
import {openTab, type Tab} from '../support/tab.js';
import {summarize, type Row} from './figures.js';

/** Size of a piece in bytes. The file repeats one piece, so that creating it needs no memory. */
const PIECE = 2 ** 26;
const SAMPLE_MS = 250;

export interface FileOptions {
  readonly broker: RunningBroker;
  readonly browsers: readonly [Browser, Browser];
  /** In MiB, rounded up to a multiple of 64. */
  readonly size: number;
}

export async function measureFiles({broker, browsers, size}: FileOptions): Promise<Row[]> {
  const open = async (side: 0 | 1): Promise<Tab> => {
    const tab = await openTab(browsers[side], `${broker.url}/engine.html?id=file-${side}&room=files`, {
      isOnDisk: true,
    });
    await tab.page.waitForFunction(() => window.side.isReady);
    await tab.page.evaluate(() => window.side.join());
    return tab;
  };
  const [sender, receiver] = await Promise.all([open(0), open(1)]);
  try {
    for (const {page} of [sender, receiver])
      await page.waitForFunction(() => window.call.trace.some(({step}) => step === 'channel-open'));
    await receiver.page.evaluate(() => {
      window.call.addEventListener('rtc-file', ({transfer}) => {
        if (transfer.status === 'offered') void window.call.acceptFile(transfer.id);
      });
    });
    const watches = await Promise.all(browsers.map(watchMemory));
    const start = performance.now();
    await sender.page.evaluate(
      async (piece, count) => {
        const bytes = new Uint8Array(piece);
        for (let i = 0; i < piece; i += 65_536) crypto.getRandomValues(bytes.subarray(i, i + 65_536));
        const blob = new Blob([bytes]);
        const pieces = Array.from({length: count}, () => blob);
        await window.call.sendFile(new File(pieces, 'film.bin'));
      },
      PIECE,
      Math.ceil((size * 2 ** 20) / PIECE),
    );
    await receiver.page.waitForFunction(
      () => window.call.transfers.some(({status}) => ['done', 'failed', 'cancelled'].includes(status)),
      {timeout: 0, polling: SAMPLE_MS},
    );
    const seconds = (performance.now() - start) / 1_000;
    const [sent, received] = watches.map(stop => stop()) as [number, number];
    const [transfer] = await receiver.page.evaluate(() => window.call.transfers.map(({status}) => status));
    if (transfer !== 'done') throw new Error(`The file is ${transfer}.`);
    return [
      summarize(`A file of ${size} MiB`, 'MB/s', [(size * 2 ** 20) / 1e6 / seconds]),
      summarize('Peak memory that it added to the sender', 'MB', [sent]),
      summarize('Peak memory that it added to the receiver', 'MB', [received]),
    ];
  } finally {
    await Promise.all([sender.close(), receiver.close()]);
  }
}

/** Watches the memory of all processes of a browser. Returns a function that stops it and returns the largest growth in MB. */
async function watchMemory(browser: Browser): Promise<() => number> {
  const session = await browser.target().createCDPSession();
  const read = async (): Promise<number> => {
    const {processInfo} = await session.send('SystemInfo.getProcessInfo');
    const all = await Promise.all(processInfo.map(({id}) => anonymousMemory(id)));
    return all.reduce((sum, bytes) => sum + bytes, 0);
  };
  const before = await read();
  let peak = before;
  const timer = setInterval(() => {
    read().then(
      bytes => (peak = Math.max(peak, bytes)),
      () => {},
    );
  }, SAMPLE_MS);
  return () => {
    clearInterval(timer);
    void session.detach();
    return (peak - before) / 1e6;
  };
}

/** Anonymous memory of a process in bytes; 0 after it has exited. */
async function anonymousMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  return (kilobytes('RssAnon') + kilobytes('RssShmem')) * 1_024;
}
