import type {Browser, CDPSession, Page} from 'puppeteer-core';
import {labScript} from './site.js';

/** A page in its own browser context, with a record of its requests and errors. */
export interface Tab {
  readonly page: Page;
  /** Uncaught errors and console errors so far. */
  readonly complaints: readonly string[];
  /** URLs on other servers that the page requested; must stay empty. */
  readonly strayRequests: readonly string[];
  /** Closes the page; throws if it sent requests to other hosts or had errors. */
  close(): Promise<void>;
}

export interface TabOptions {
  /** Additional hosts, with port, that the page may contact. */
  readonly allowed?: readonly string[];
  /** Errors that the test provokes, and the page may report. */
  readonly tolerate?: RegExp;
  /** Uses the browser's profile: a separate context keeps the page's files in memory, like a private window. */
  readonly isOnDisk?: boolean;
  /** Called before the page is loaded. */
  readonly prepare?: (page: Page) => Promise<void>;
}

export async function openTab(
  browser: Browser,
  url: string,
  {allowed = [], tolerate, isOnDisk = false, prepare}: TabOptions = {},
): Promise<Tab> {
  const context = isOnDisk ? browser.defaultBrowserContext() : await browser.createBrowserContext();
  const page = await context.newPage();
  const own = new Set([new URL(url).host, ...allowed]);
  const complaints: string[] = [];
  const strays: string[] = [];
  const check = (requested: string) => {
    const {protocol, host} = new URL(requested);
    if (/^(https?|wss?):$/.test(protocol) && !own.has(host)) strays.push(requested);
  };
  page.on('request', request => check(request.url()));
  page.on('pageerror', error => complaints.push(String(error instanceof Error ? error.stack : error)));
  await watchSockets(page, check);
  await page.evaluateOnNewDocument(await labScript());
  await prepare?.(page);
  await page.goto(url);
  return {
    page,
    complaints,
    strayRequests: strays,
    async close() {
      const iceServers = await page.evaluate(() => window.lab.iceServerUrls).catch(() => []);
      await (isOnDisk ? page : context).close();
      const strayIce = iceServers.filter(
        server => !/^(stun|turns?):(localhost|127\.0\.0\.1|\[::1\])[:?]?/.test(server),
      );
      const stray = [...strays, ...strayIce];
      if (stray.length > 0) throw new Error(`${url} talked to others: ${stray.join(', ')}`);
      const real = complaints.filter(complaint => !tolerate?.test(complaint));
      if (real.length > 0) throw new Error(`${url} complained: ${real.join('\n')}`);
    },
  };
}

/** In Chromium, puppeteer doesn't report WebSockets as requests. In Firefox (BiDi), it does. */
async function watchSockets(page: Page, check: (url: string) => void) {
  if (!isChromium(page)) return;
  const session = await page.createCDPSession();
  await session.send('Network.enable');
  session.on('Network.webSocketCreated', ({url}) => check(url));
}

export const isChromium = (page: Page) =>
  !('bidi' in page.browser()) && page.browser().process()?.spawnfile.includes('firefox') !== true;

/** Network emulation for one page in Chromium. */
export interface Network {
  /** Delay of each outgoing and each incoming packet, in ms. */
  readonly latency: number;
  /** Blocks all traffic. */
  readonly offline?: boolean;
  /** Loss of WebRTC packets, in percent. */
  readonly packetLoss?: number;
  /** bit/s each way; unlimited by default. */
  readonly rate?: number;
}

/**
 * Emulates a network for this page, including WebRTC. It only affects connections that are created after the first call
 * of the returned function.
 */
export async function emulateNetwork(page: Page): Promise<(network: Network) => Promise<void>> {
  const session: CDPSession = await page.createCDPSession();
  await session.send('Network.enable');
  return async ({latency, offline = false, packetLoss = 0, rate = Infinity}) => {
    const throughput = rate === Infinity ? -1 : rate / 8;
    await session.send('Network.emulateNetworkConditions', {
      offline,
      latency,
      downloadThroughput: throughput,
      uploadThroughput: throughput,
      packetLoss,
    });
  };
}
