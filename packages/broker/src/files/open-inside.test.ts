import {mkdir, readFile, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {Worker} from 'node:worker_threads';
import {describe, expect, onTestFinished, test} from 'vitest';
import {makeFolder} from '../testing/daemons.js';
import {openInside} from './open-inside.js';

/** Swaps what a name means, a folder or a file inside and a link out, as fast as it can. */
const SWAPPER = `
  const {renameSync} = require('node:fs');
  const {workerData: {name, inside, link}} = require('node:worker_threads');
  for (;;) {
    renameSync(name, inside);
    renameSync(link, name);
    renameSync(name, link);
    renameSync(inside, name);
  }
`;

/** A folder whose `name` is swapped all the time, with a secret that the link leads to. */
async function startSwapping(kind: 'folder' | 'file') {
  const root = await makeFolder();
  const dir = join(root, 'pages');
  const aside = join(root, 'aside');
  await mkdir(join(dir, 'sub', 'folder'), {recursive: true});
  await mkdir(join(root, 'outside'));
  await mkdir(aside);
  await writeFile(join(dir, 'sub', 'folder', 'file.txt'), 'public');
  await writeFile(join(root, 'outside', 'file.txt'), 'secret');
  const name = kind === 'folder' ? 'sub/folder' : 'sub/folder/file.txt';
  const link = join(aside, 'link');
  await symlink(join(root, 'outside', kind === 'folder' ? '' : 'file.txt'), link);
  const workerData = {name: join(dir, name), inside: join(aside, 'inside'), link};
  const worker = new Worker(SWAPPER, {eval: true, workerData});
  onTestFinished(async () => void (await worker.terminate()));
  return {dir, secret: await readFile(join(root, 'outside', 'file.txt'), 'utf8')};
}

async function read(dir: string): Promise<string> {
  try {
    const opened = await openInside(dir, '/sub/folder/file.txt');
    if (opened === undefined || opened === 'folder') return 'nothing';
    const content = await opened.handle.readFile('utf8');
    await opened.handle.close();
    return content;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'other';
  }
}

describe.each(['folder', 'file'] as const)(
  'a %s that is repeatedly swapped for a link to the outside and back',
  kind => {
    test('is read or not found, but never leads outside', async () => {
      const {dir, secret} = await startSwapping(kind);
      const seen = new Map<string, number>();
      const count = (content: string): number => seen.get(content) ?? 0;
      for (let round = 0; round < 4_000 || Math.min(count('public'), count('nothing')) < 100; round += 1) {
        const content = await read(dir);
        seen.set(content, count(content) + 1);
      }
      expect(count(secret)).toBe(0);
    });
  },
);
