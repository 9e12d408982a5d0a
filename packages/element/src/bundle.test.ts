import {readFile, readdir} from 'node:fs/promises';
import {basename, join} from 'node:path';
import type {Metafile} from 'esbuild';
import {beforeAll, describe, expect, it} from 'vitest';

/** Bytes, of what two people load to talk to each other. */
const CALL_LIMIT = 68_000;

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

/** The lazy chunks that two people fetch from before the call until after it, none of them opening the chat. */
const CALLS = {
  'in a room': ['call', 'room-views'],
  'where one rings the other': ['call', 'ring-views'],
};

/** All that such a call loads. */
const callFiles = (chunks: readonly string[]) =>
  closure(['rtc-call.js'], (kind, file) => kind === 'import-statement' || chunks.includes(nameOf(file)));

/** The name of a chunk without its hash. */
const nameOf = (file: string) => file.replace(/-[0-9a-f]{8}\.js$/, '');

/** Bytes, as a broker sends them. */
async function gzipped(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map(async file => (await readFile(`${path(file)}.gz`)).length));
  return sizes.reduce((sum, size) => sum + size, 0);
}

describe('What a broker serves', () => {
  it('loads at most 20 kB at first', async () => {
    const files = closure(['rtc-call.js'], kind => kind === 'import-statement');
    expect(files.length).toBeGreaterThan(1);
    expect(await gzipped(files)).toBeLessThanOrEqual(20_000);
  });

  it.each(Object.entries(CALLS))(
    `loads at most ${CALL_LIMIT / 1000} kB for a call of two %s`,
    async (_, chunks) => {
      const files = callFiles(chunks);
      expect(files.map(nameOf).toSorted()).toEqual([...chunks, 'main', 'rtc-call.js'].toSorted());
      expect(await gzipped(files)).toBeLessThanOrEqual(CALL_LIMIT);
    },
  );

  it('asks for all of a call at once, after the first load', () => {
    const main = [...outputs.keys()].find(file => nameOf(file) === 'main') ?? '';
    const later = outputs.get(main)?.imports.map(({path: imported}) => nameOf(basename(imported)));
    for (const chunks of Object.values(CALLS)) expect(later).toEqual(expect.arrayContaining(chunks));
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
