import {readFile, readdir} from 'node:fs/promises';
import {basename, join} from 'node:path';
import type {Metafile} from 'esbuild';
import {beforeAll, describe, expect, it} from 'vitest';

/** Bytes, as a broker sends them: before anybody calls, and all that two people load to talk to each other. */
const FIRST_LIMIT = 28_000;
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

/** What is imported later, by all who call without opening the chat. */
const CALL = ['all-views', 'engine', 'peerjs-signaling'];

/** The name of a chunk without its hash. */
const nameOf = (file: string) => file.replace(/-[A-Z0-9]{8}\.js$/, '');

/** What is loaded before and, where `later` says so, after somebody calls. */
function filesOf(later: readonly string[]): string[] {
  const main = [...outputs.keys()].filter(file => nameOf(file) === 'main');
  return [
    'rtc-call.js',
    ...closure(main, (kind, file) => kind === 'import-statement' || later.includes(nameOf(file))),
  ];
}

/** Bytes, as a broker sends them. */
async function gzipped(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map(async file => (await readFile(`${path(file)}.gz`)).length));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Namespaces of SVG and MathML, a link in a message of Lit's, an example in a hint, and peerjs's defaults: we replace them. */
const NEVER_FETCHED =
  /^(?:www\.w3\.org|lit\.dev|calls\.example\.com|stun\.l\.google\.com|(?:eu|us)-0\.turn\.peerjs\.com)$/;

describe('What a broker serves', () => {
  it(`loads at most ${FIRST_LIMIT / 1_000} kB at first`, async () => {
    const files = filesOf([]);
    expect(files.map(nameOf)).toContain('main');
    expect(await gzipped(files)).toBeLessThanOrEqual(FIRST_LIMIT);
  });

  it(`loads at most ${CALL_LIMIT / 1_000} kB for a call of two`, async () => {
    const files = filesOf(CALL);
    expect(files.map(nameOf)).toEqual(expect.arrayContaining(CALL));
    expect(await gzipped(files)).toBeLessThanOrEqual(CALL_LIMIT);
  });

  it('names all that a call loads in its first file, and imports only the first load', async () => {
    const entry = await readFile(path('rtc-call.js'), 'utf8');
    const named = (pattern: RegExp) =>
      new Set(['rtc-call.js', ...[...entry.matchAll(pattern)].map(([, file]) => file!)]);
    expect(named(/["']\.\/chunks\/([^"']+)["']/g)).toEqual(new Set(filesOf(CALL)));
    expect(named(/(?:import|from) '\.\/chunks\/([^']+)'/g)).toEqual(new Set(filesOf([])));
  });

  it('has every chunk that it names, and no other', async () => {
    const files = [...outputs.keys()];
    const there = (await readdir(join(dist, 'bundle/chunks'))).filter(file => file.endsWith('.js'));
    expect(there.toSorted()).toEqual(files.toSorted());
  });

  it('leaves out what only a broker says', async () => {
    for (const file of outputs.keys())
      expect(await readFile(path(file), 'utf8'), file).not.toContain('range-not-satisfiable');
  });

  it('names no other host', async () => {
    for (const file of ['rtc-call.js', ...outputs.keys()]) {
      const text = await readFile(path(file), 'utf8');
      const hosts = [
        ...text.matchAll(/(?:https?|wss?|stuns?|turns?):(?:\/\/)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)/gi),
      ].map(([, host]) => host);
      expect(hosts.filter(host => !NEVER_FETCHED.test(host ?? ''))).toEqual([]);
    }
  });

  it('carries the licences of what it contains', async () => {
    const licenses = await readFile(join(dist, 'bundle/third-party-licenses.txt'), 'utf8');
    for (const name of ['lit', 'lit-html', 'peerjs', 'lucide-static'])
      expect(licenses).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });
});
