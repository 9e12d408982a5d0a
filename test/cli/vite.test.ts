/** `rtc-call` from npm, bundled with Vite as `npm create vite` configures it. */
import {mkdir, readFile, readdir, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {build} from 'vite';
import {afterAll, beforeAll, describe, expect} from 'vitest';
import {startBroker, type RunningBroker} from '../support/brokers.js';
import {test, type Person} from '../support/people.js';
import {createFreshMachine, type FreshMachine} from './packed.js';
import {run} from './processes.js';

const PAGE = `<!doctype html>
<html lang="en">
  <title>A call</title>
  <script type="module" src="/main.js"></script>
  <rtc-call room="vite" style="height: 400px"></rtc-call>
</html>
`;

/** Uses the packages' declarations, so that their types and all imported types are checked. */
const TYPES = `import {createCall} from '@rtc-call/engine';
import {CallError} from '@rtc-call/engine/errors';
import {RtcCall} from 'rtc-call';

export const isCall = (value: unknown) => value instanceof RtcCall || value instanceof CallError;
export const call = createCall({broker: 'https://calls.example.com/rtc'});
`;

const COMPILER_OPTIONS = {
  target: 'ES2022',
  module: 'ESNext',
  moduleResolution: 'Bundler',
  lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
  types: [],
  strict: true,
  noEmit: true,
  skipLibCheck: false,
};

describe('rtc-call from npm', () => {
  let machine: FreshMachine;
  let broker: RunningBroker;
  let dir: string;

  beforeAll(async () => {
    machine = await createFreshMachine();
    dir = join(machine.folder, 'site');
    await mkdir(dir);
    const files = {
      'package.json': JSON.stringify({private: true, type: 'module'}),
      'index.html': PAGE,
      'main.js': `import 'rtc-call';`,
      'types.ts': TYPES,
      'tsconfig.json': JSON.stringify({compilerOptions: COMPILER_OPTIONS, files: ['types.ts']}),
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
    const {env} = machine;
    const {code, stderr} = await run('npm', ['install', 'rtc-call', '@rtc-call/engine'], {cwd: dir, env});
    expect(code, stderr).toBe(0);
    await build({root: dir, configFile: false, logLevel: 'warn'});
    broker = await startBroker({static: join(dir, 'dist')});
  });

  afterAll(async () => {
    await broker?.close();
    await machine?.close();
  });

  test('doesn’t install peerjs or reference it in types', async () => {
    expect(await readdir(join(dir, 'node_modules'))).not.toContain('peerjs');
    const tsc = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');
    const {code, stdout} = await run(process.execPath, [tsc, '-p', dir], {cwd: dir});
    expect(code, stdout).toBe(0);
  });

  test('contains the licence of the bundled peerjs', async () => {
    const folder = join(dir, 'node_modules/@rtc-call/engine/peerjs');
    expect(await readdir(folder)).toContain('index.js');
    expect(await readFile(join(folder, 'LICENSE'), 'utf8')).toContain('Michelle Bu and Eric Zhang');
  });

  test('works in a Vite build, whose size is within 10% of the served bundle', async ({
    open,
    broker: ours,
  }) => {
    const vite = await sizeOfCall(
      await open('red', '', {at: broker.url}),
      await open('blue', '', {at: broker.url}),
    );
    const path = 'call.html?room=served';
    const served = await sizeOfCall(
      await open('red', path, {at: ours.url}),
      await open('blue', path, {at: ours.url}),
    );
    expect(served).toBeGreaterThan(0);
    expect(vite).toBeLessThanOrEqual(served * 1.1);
  });
});

/** Size in bytes (gzip) of the scripts that a page has loaded when two people are connected. */
async function sizeOfCall(red: Person, blue: Person): Promise<number> {
  await red.press('join-button');
  await blue.press('join-button');
  await Promise.all([red.meets('blue'), blue.meets('red')]);
  const urls = await red.page.evaluate(() =>
    performance.getEntriesByType('resource').flatMap(({name}) => (name.endsWith('.js') ? name : [])),
  );
  const texts = await Promise.all([...new Set(urls)].map(async url => (await fetch(url)).text()));
  return texts.reduce((sum, text) => sum + gzipSync(text, {level: 9}).length, 0);
}
