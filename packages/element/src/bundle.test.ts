import {readFile, readdir} from 'node:fs/promises';
import {basename, join} from 'node:path';
import type {Metafile} from 'esbuild';
import {beforeAll, describe, expect, it} from 'vitest';

/** Bytes. The goal is 45,000: the engine has 24,000, the interface 21,000, Lit 7,000 and peerjs 6,000. */
const CALL_LIMIT = 49_000;

const dist = join(import.meta.dirname, '../dist');
const path = (file: string) => join(dist, 'bundle', file === 'rtc-call.js' ? file : `chunks/${file}`);

/** esbuild's record of what imports what, by file name. */
let outputs: Map<string, Metafile['outputs'][string]>;

beforeAll(async () => {
  const json = JSON.parse(await readFile(join(dist, 'bundle-meta.json'), 'utf8')) as Metafile['outputs'];
  outputs = new Map(Object.entries(json).map(([file, output]) => [basename(file), output]));
});

/** The files that are loaded, starting from some, when `isFollowed` says which imports are. */
function closure(roots: readonly string[], isFollowed: (kind: string, file: string) => boolean): string[] {
  const files = new Set(roots);
  for (const file of files)
    for (const {path: imported, kind} of outputs.get(file)?.imports ?? [])
      if (isFollowed(kind, basename(imported))) files.add(basename(imported));
  return [...files];
}

/** All that is loaded when one rings another, or two meet in a room. */
const callFiles = () =>
  closure(['rtc-call.js'], (kind, file) => kind === 'import-statement' || file.startsWith('call-'));

/** Bytes, as a broker sends them. */
async function gzipped(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map(async file => (await readFile(`${path(file)}.gz`)).length));
  return sizes.reduce((sum, size) => sum + size, 0);
}

describe('What a broker serves', () => {
  it('loads at most 25 kB at first', async () => {
    const files = closure(['rtc-call.js'], kind => kind === 'import-statement');
    expect(files.length).toBeGreaterThan(1);
    expect(await gzipped(files)).toBeLessThanOrEqual(25_000);
  });

  it(`loads at most ${CALL_LIMIT / 1000} kB for a call of two`, async () => {
    expect(await gzipped(callFiles())).toBeLessThanOrEqual(CALL_LIMIT);
  });

  it('loads all that a call of two needs with one more request', async () => {
    expect(callFiles().map(file => file.replace(/-[0-9a-f]{8}\.js$/, ''))).toEqual([
      'rtc-call.js',
      'main',
      'call',
    ]);
  });

  it('has every chunk that it names, and no other', async () => {
    const files = closure(['rtc-call.js'], () => true);
    const there = (await readdir(join(dist, 'bundle/chunks'))).filter(file => file.endsWith('.js'));
    expect(there.toSorted()).toEqual(files.filter(file => file !== 'rtc-call.js').toSorted());
  });

  it('names no other host', async () => {
    for (const file of closure(['rtc-call.js'], () => true)) {
      const text = await readFile(path(file), 'utf8');
      const hosts = [
        ...text.matchAll(/(?:https?|wss?|stuns?|turns?):(?:\/\/)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)/gi),
      ].map(([, host]) => host);
      // Namespaces of SVG and MathML, a link in a message of Lit's and an example in a hint: nothing is fetched.
      expect(
        hosts.filter(host => !['www.w3.org', 'lit.dev', 'calls.example.com'].includes(host ?? '')),
      ).toEqual([]);
    }
  });

  it('carries the licences of what it contains', async () => {
    const licenses = await readFile(join(dist, 'bundle/third-party-licenses.txt'), 'utf8');
    for (const name of ['lit', 'lit-html', 'peerjs', 'lucide-static'])
      expect(licenses).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });
});
