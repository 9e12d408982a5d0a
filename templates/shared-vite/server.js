// Serves the built page in ./dist and lets the browsers of a call find each other. With --dev, Vite serves the page.
import './ready.cjs';
import {join} from 'node:path';
import {createBroker} from '@rtc-call/broker';
import {options} from './settings.js';
import {isStale} from './stale.js';
import {start, stopWith} from './start.js';

const root = import.meta.dirname;

if (process.argv.includes('--dev')) await startVite();
else {
  if (isStale(root, 'dist/index.html')) {
    const {build} = await import('vite');
    await build({root, logLevel: 'warn'});
  }
  await start({...options, static: join(root, 'dist')});
}

/** Vite shows changes at once. The broker is behind it, on a port of its own. Phones need the built page. */
async function startVite() {
  const {createServer} = await import('vite');
  const broker = createBroker({...options, port: 0, host: 'localhost'});
  const {url} = await broker.listen();
  const {port, host} = options;
  const vite = await createServer({root, server: {port, host, proxy: {'/rtc': {target: url, ws: true}}}});
  await vite.listen();
  console.log(`Your call is ready: ${vite.resolvedUrls.local[0]}`);
  stopWith(() => Promise.all([vite.close(), broker.close()]));
}
