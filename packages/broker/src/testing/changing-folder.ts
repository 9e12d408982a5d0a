/** A folder whose files appear, disappear, change, lose their permissions and become links, for fuzzing. */
import {spawnSync} from 'node:child_process';
import * as fs from 'node:fs';
import {createServer} from 'node:net';
import {join} from 'node:path';

/** A byte that occurs only in the canary files outside the folder: one such byte in an answer is a leak. */
export const CANARY = 0xc7;

/** Files that never change, by path. Their content is known, so answers can be checked. */
export const STABLE: Readonly<Record<string, Record<'identity' | 'br' | 'gzip', string>>> = {
  '/stable.txt': {identity: '0123456789'.repeat(4_000), br: 'br'.repeat(900), gzip: 'gzip'.repeat(800)},
  '/stable/': {identity: '<h1>stable</h1>', br: 'stable br', gzip: 'stable gzip'},
};

/** Files that change all the time. */
export const CHANGING = [
  'a.txt',
  'b.html',
  'c.js',
  'index.html',
  'sub/a.txt',
  'sub/index.html',
  'sub/deep/c.js',
];

const SIZES = [0, 1, 10, 1_000, 70_000, 200_000];

const write = (path: string, size: number): void => fs.writeFileSync(path, 'a'.repeat(size));

export interface ChangingFolder {
  /** The folder to serve. */
  readonly dir: string;
  /** Makes one random change. `random` returns whole numbers below its argument. */
  readonly change: (random: (below: number) => number) => void;
  /** Makes everything readable and removable again. */
  readonly close: () => void;
}

export function createChangingFolder(root: string): ChangingFolder {
  const [dir, outside, aside] = ['site', 'outside', 'aside'].map(name => join(root, name)) as [
    string,
    string,
    string,
  ];
  const server = createServer();
  prepare();

  function prepare(): void {
    fs.chmodSync(root, 0o755);
    for (const folder of [join(dir, 'stable'), join(dir, 'sub', 'deep'), join(outside, 'deep'), aside])
      fs.mkdirSync(folder, {recursive: true});
    for (const [path, {identity, br, gzip}] of Object.entries(STABLE)) {
      const file = join(dir, path.endsWith('/') ? `${path}index.html` : path);
      fs.writeFileSync(file, identity);
      fs.writeFileSync(`${file}.br`, br);
      fs.writeFileSync(`${file}.gz`, gzip);
    }
    const canary = Buffer.alloc(50_000, CANARY);
    for (const name of ['canary.txt', 'a.txt', 'index.html', 'index.html.br', 'deep/c.js'])
      fs.writeFileSync(join(outside, name), canary);
    fs.writeFileSync(join(dir, '.env'), canary);
    spawnSync('mkfifo', [join(aside, 'pipe')]);
    server.listen(join(aside, 'socket'));
  }

  /** Replaces `path` by a link in one step, as deployments do. */
  function link(path: string, target: string): void {
    const next = join(aside, 'next');
    fs.rmSync(next, {force: true});
    fs.symlinkSync(target, next);
    fs.renameSync(next, path);
  }

  /** Replaces the subfolder by a link to the outside, or puts it back. */
  function swapSub(): void {
    const [sub, real] = [join(dir, 'sub'), join(aside, 'sub')];
    if (fs.lstatSync(sub).isSymbolicLink()) {
      fs.unlinkSync(sub);
      fs.renameSync(real, sub);
    } else {
      fs.renameSync(sub, real);
      fs.symlinkSync(outside, sub);
    }
  }

  const CHANGES: readonly ((path: string, size: number) => void)[] = [
    write,
    write,
    write,
    path => fs.unlinkSync(path),
    path => fs.chmodSync(path, 0),
    path => fs.chmodSync(path, 0o644),
    (path, size) => fs.truncateSync(path, size),
    (path, size) => fs.appendFileSync(path, 'b'.repeat(size)),
    path => link(path, join(outside, 'canary.txt')),
    path => link(path, '../outside/canary.txt'),
    path => link(path, join(dir, 'stable.txt')),
    path => link(path, path),
    path => link(path, outside),
    path => link(path, '/dev/zero'),
    path => fs.rmSync(path, {recursive: true, force: true}),
    path => fs.mkdirSync(path),
    path => fs.linkSync(join(aside, 'pipe'), path),
    path => fs.linkSync(join(aside, 'socket'), path),
    swapSub,
    swapSub,
    () => fs.chmodSync(join(dir, 'sub'), 0),
    () => fs.chmodSync(join(dir, 'sub'), 0o755),
    path => {
      write(`${path}.br`, 100);
      write(`${path}.gz`, 200);
    },
    path => link(`${path}.br`, join(outside, 'canary.txt')),
    path => fs.chmodSync(`${path}.br`, 0),
    path => fs.rmSync(`${path}.gz`, {force: true}),
  ];

  return {
    dir,
    change(random) {
      const path = join(dir, CHANGING[random(CHANGING.length)] ?? '');
      // Files behind a link to the outside must not change.
      if (path.startsWith(join(dir, 'sub/')) && fs.lstatSync(join(dir, 'sub')).isSymbolicLink())
        return swapSub();
      // A write would follow a link, and would block on a pipe.
      const now = fs.lstatSync(path, {throwIfNoEntry: false});
      if (now && !now.isFile() && !now.isDirectory()) fs.unlinkSync(path);
      try {
        CHANGES[random(CHANGES.length)]?.(path, SIZES[random(SIZES.length)] ?? 0);
      } catch {
        // Not every change is possible on every file.
      }
    },
    close() {
      server.close();
      for (const folder of [join(dir, 'sub'), join(aside, 'sub')])
        if (fs.lstatSync(folder, {throwIfNoEntry: false})?.isDirectory()) fs.chmodSync(folder, 0o755);
    },
  };
}
