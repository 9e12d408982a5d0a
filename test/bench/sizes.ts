/** Download sizes (gzip): the first load, a call of two, and stock PeerJS. */
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {gzipSync} from 'node:zlib';
import {startBroker} from '../support/brokers.js';
import {launchChromium} from '../support/browsers.js';
import {LOOKS} from '../support/fake-devices.js';
import {buildSite} from '../support/site.js';
import {openTab} from '../support/tab.js';
import {against, summarize, type Row} from './figures.js';

export async function measureSizes(): Promise<Row[]> {
  const site = await buildSite();
  const broker = await startBroker({static: site.folder});
  const {browser, close} = await launchChromium({looks: LOOKS.red});
  try {
    const tab = await openTab(browser, `${broker.url}/call.html?room=sizes&prejoin=off`);
    await tab.page.waitForFunction(() => window.lab.call?.state === 'waiting');
    const urls = await tab.page.evaluate(() =>
      performance.getEntriesByType('resource').flatMap(({name}) => (name.endsWith('.js') ? name : [])),
    );
    await tab.close();
    const files = await Promise.all(
      // Files that are loaded on demand are fetched, then imported from the cache.
      [...new Set(urls)].map(async url => ({name: new URL(url).pathname, size: await fetched(url)})),
    );
    const peerjs = await readFile(
      createRequire(import.meta.url)
        .resolve('peerjs')
        .replace(/[^/]+$/, 'peerjs.min.js'),
    );
    const row = (what: string, bytes: number) => summarize(what, 'kB', [bytes / 1_000]);
    const stock = row('peerjs.min.js', gzipSync(peerjs).length);
    const all = row(
      'everything in a call',
      files.reduce((sum, {size}) => sum + size, 0),
    );
    return [...files.map(({name, size}) => row(name, size)), against(all, 'stock', stock), stock];
  } finally {
    await close();
    await broker.close();
    await site.remove();
  }
}

const fetched = async (url: string) => gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length;
