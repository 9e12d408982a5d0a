// Serves the pages of Next and lets the browsers of a call find each other. With --dev, each change is shown at once.
import './ready.cjs';
import {spawnSync} from 'node:child_process';
import {createRequire} from 'node:module';
import next from 'next';
import {options} from './settings.js';
import {isStale} from './stale.js';
import {start} from './start.js';

const dir = import.meta.dirname;
const dev = process.argv.includes('--dev');
const isBuildOnly = process.argv.includes('--build');

// Next would tell its makers about each build.
process.env.NEXT_TELEMETRY_DISABLED ??= '1';

if (isBuildOnly || (!dev && isStale(dir, '.next/BUILD_ID'))) build();
if (!isBuildOnly) await serve();

function build() {
  const program = createRequire(import.meta.url).resolve('next/dist/bin/next');
  const {status} = spawnSync(process.execPath, [program, 'build'], {cwd: dir, stdio: 'inherit'});
  if (status !== 0) process.exit(1);
}

async function serve() {
  const app = next({dev, dir});
  await app.prepare();
  // Closing need not wait for the WebSockets over which Next shows changes.
  const {drainMs} = dev ? {drainMs: 200} : {};
  await start({...options, drainMs}, {app: app.getRequestHandler(), onStop: () => app.close()});
}
