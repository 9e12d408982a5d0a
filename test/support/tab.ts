import type {Browser, CDPSession, Page} from 'puppeteer-core';
import {labScript} from './site.js';

/** A page in a browser context of its own, watched: who it talks to and what goes wrong in it. */
export interface Tab {
  readonly page: Page;
  /** Uncaught errors and console errors so far. */
  readonly complaints: readonly string[];
  /** URLs of other servers than the test's own that the page asked for; must stay empty. */
  readonly strayRequests: readonly string[];
  /** Closes it; throws if a request left for another host or if the page threw. */
  close(): Promise<void>;
}

export interface TabOptions {
  /** Hosts, with port, besides that of `url` that the page may talk to. */
  readonly allowed?: readonly string[];
  /** What the page may complain about: an uncaught error that the test provokes. */
  readonly tolerate?: RegExp;
  /** In the browser's own profile: a context of its own keeps the page's files in memory, as private windows do. */
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

/** WebSockets are no requests to puppeteer. Firefox (BiDi) reports them as requests already. */
async function watchSockets(page: Page, check: (url: string) => void) {
  if (!isChromium(page)) return;
  const session = await page.createCDPSession();
  await session.send('Network.enable');
  session.on('Network.webSocketCreated', ({url}) => check(url));
}

export const isChromium = (page: Page) =>
  !('bidi' in page.browser()) && page.browser().process()?.spawnfile.includes('firefox') !== true;

/** A change of the network under one page of Chromium. */
export interface Network {
  /** ms that each packet waits on its way out, and again on its way in. */
  readonly latency: number;
  /** Nothing passes at all. */
  readonly offline?: boolean;
  /** Percent of WebRTC packets that vanish. */
  readonly packetLoss?: number;
  /** bit/s each way; unlimited by default. */
  readonly rate?: number;
}

/**
 * Puts a network between this page and everything else, WebRTC included. Only connections made after the first call of
 * what it returns are ever affected.
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
