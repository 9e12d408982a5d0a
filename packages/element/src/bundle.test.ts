import {readFile, readdir} from 'node:fs/promises';
import {basename, join} from 'node:path';
import type {Metafile} from 'esbuild';
import {beforeAll, describe, expect, it} from 'vitest';

/** Limits of the first load and of everything that a call of two loads, in bytes (gzip). */
const FIRST_LIMIT = 28_000;
const CALL_LIMIT = 68_000;

const dist = join(import.meta.dirname, '../dist');
const path = (file: string) => join(dist, 'bundle', file === 'rtc-call.js' ? file : `chunks/${file}`);

/** esbuild's metafile: the imports of each chunk, by file name. */
let outputs: Map<string, Metafile['outputs'][string]>;

beforeAll(async () => {
  const json = JSON.parse(await readFile(join(dist, 'bundle-meta.json'), 'utf8')) as Metafile['outputs'];
  outputs = new Map(Object.entries(json).map(([file, output]) => [basename(file), output]));
});

/** All files reachable from `roots` over the imports for which `isFollowed` is true. */
function closure(roots: readonly string[], isFollowed: (kind: string, file: string) => boolean): string[] {
  const files = new Set(roots);
  for (const file of files)
    for (const {path: imported, kind} of outputs.get(file)?.imports ?? [])
      if (isFollowed(kind, basename(imported))) files.add(basename(imported));
  return [...files];
}

/** The chunks that every call imports later. */
const CALL = ['all-views', 'engine', 'peerjs-signaling'];

/** The name of a chunk without its hash. */
const nameOf = (file: string) => file.replace(/-[A-Z0-9]{8}\.js$/, '');

/** The files of the first load, and those that load with the chunks in `later`. */
function filesOf(later: readonly string[]): string[] {
  const main = [...outputs.keys()].filter(file => nameOf(file) === 'main');
  return [
    'rtc-call.js',
    ...closure(main, (kind, file) => kind === 'import-statement' || later.includes(nameOf(file))),
  ];
}

/** Total size in bytes (gzip), as a broker sends it. */
async function gzipped(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map(async file => (await readFile(`${path(file)}.gz`)).length));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Hosts that are never requested: XML namespaces, a link in a Lit message, an example in a hint, and peerjs's defaults, which we replace. */
const NEVER_FETCHED =
  /^(?:www\.w3\.org|lit\.dev|calls\.example\.com|stun\.l\.google\.com|(?:eu|us)-0\.turn\.peerjs\.com)$/;

describe('The bundle that a broker serves', () => {
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

  it('lists all files of a call in its first file, and imports only the first load', async () => {
    const entry = await readFile(path('rtc-call.js'), 'utf8');
    const named = (pattern: RegExp) =>
      new Set(['rtc-call.js', ...[...entry.matchAll(pattern)].map(([, file]) => file!)]);
    expect(named(/["']\.\/chunks\/([^"']+)["']/g)).toEqual(new Set(filesOf(CALL)));
    expect(named(/(?:import|from) '\.\/chunks\/([^']+)'/g)).toEqual(new Set(filesOf([])));
  });

  it('contains exactly the chunks that it lists', async () => {
    const files = [...outputs.keys()];
    const there = (await readdir(join(dist, 'bundle/chunks'))).filter(file => file.endsWith('.js'));
    expect(there.toSorted()).toEqual(files.toSorted());
  });

  it('leaves out what only a broker says', async () => {
    for (const file of outputs.keys())
      expect(await readFile(path(file), 'utf8'), file).not.toContain('range-not-satisfiable');
  });

  it('contains no other host', async () => {
    for (const file of ['rtc-call.js', ...outputs.keys()]) {
      const text = await readFile(path(file), 'utf8');
      const hosts = [
        ...text.matchAll(/(?:https?|wss?|stuns?|turns?):(?:\/\/)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)/gi),
      ].map(([, host]) => host);
      expect(hosts.filter(host => !NEVER_FETCHED.test(host ?? ''))).toEqual([]);
    }
  });

  it('contains the licences of its dependencies', async () => {
    const licenses = await readFile(join(dist, 'bundle/third-party-licenses.txt'), 'utf8');
    for (const name of ['lit', 'lit-html', 'peerjs', 'lucide-static'])
      expect(licenses).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });
});
