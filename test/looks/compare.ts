/** Compares the images of this working copy with those of another commit. */
import {execFileSync} from 'node:child_process';
import {mkdtemp, readdir, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import pixelmatch from 'pixelmatch';
import {PNG} from 'pngjs';
import type {Browser} from 'puppeteer-core';
import {nameOf, type Image} from './plan.js';
import {openStudio, type Studio} from './studio.js';

/** How much two pixels may differ, 0 to 1, and what share of the pixels may differ more: text is not drawn the same each time. */
const PIXEL_TOLERANCE = 0.1;
const SHARE_TOLERANCE = 0.0005;

/** The scenes of `commit`, in a working copy of its own with the packages installed here. */
export async function openStudioOf(browser: Browser, root: string, commit: string): Promise<Studio> {
  const copy = await mkdtemp(join(tmpdir(), 'rtc-call-looks-'));
  const git = (...args: string[]) => execFileSync('git', args, {cwd: root, stdio: 'pipe'});
  git('worktree', 'add', '--detach', '--force', copy, commit);
  const clean = async () => {
    await rm(copy, {recursive: true, force: true});
    git('worktree', 'prune');
  };
  try {
    const packages = (await readdir(join(root, 'packages'))).map(name => `packages/${name}`);
    for (const folder of ['.', ...packages]) {
      const target = join(root, folder, 'node_modules');
      await symlink(target, join(copy, folder, 'node_modules')).catch(() => {});
    }
    const studio = await openStudio(browser, copy);
    return {
      ...studio,
      close: async () => {
        await studio.close();
        await clean();
      },
    };
  } catch (error) {
    await clean();
    throw error;
  }
}

const shoot = async (studio: Studio, image: Image): Promise<PNG> => {
  const page = await studio.show(image);
  return PNG.sync.read(Buffer.from(await page.screenshot()));
};

/** Writes an image of the differences into `folder`, if there are any; returns their share, 0 to 1. */
export async function difference(
  before: Studio,
  after: Studio,
  image: Image,
  folder: string,
): Promise<number> {
  const [old, now] = [await shoot(before, image), await shoot(after, image)];
  const {width, height} = now;
  if (old.width !== width || old.height !== height) return 1;
  const marked = new PNG({width, height});
  const count = pixelmatch(old.data, now.data, marked.data, width, height, {threshold: PIXEL_TOLERANCE});
  const share = count / (width * height);
  if (share <= SHARE_TOLERANCE) return 0;
  const name = nameOf(image);
  await writeFile(join(folder, `${name}.before.png`), PNG.sync.write(old));
  await writeFile(join(folder, `${name}.after.png`), PNG.sync.write(now));
  await writeFile(join(folder, `${name}.difference.png`), PNG.sync.write(marked));
  return share;
}
