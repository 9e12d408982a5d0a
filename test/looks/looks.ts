/**
 * Takes screenshots of the element for people to look at, in test-artifacts/looks: `pnpm looks [scene …]`.
 *
 * Without options, every scene, and every pair of number of people, size and look. `--sizes=phone,tiny --looks=dark` takes
 * the scenes in all of these. `--compare=HEAD~1` takes no screenshots but compares with that commit, and fails if one differs.
 */
import {mkdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import puppeteer from 'puppeteer-core';
import {chromiumFlags, requireChromium} from '../../scripts/browser.js';
import {difference, openStudioOf} from './compare.js';
import {allOf, LOOKS, nameOf, planOf, SIZES, type Look, type Size} from './plan.js';
import {openStudio} from './studio.js';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'test-artifacts/looks');

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {sizes: {type: 'string'}, looks: {type: 'string'}, compare: {type: 'string'}},
});

function chosen<Name extends string>(
  list: string | undefined,
  known: Readonly<Record<Name, unknown>>,
): Name[] {
  const names = list?.split(',') ?? Object.keys(known);
  const unknown = names.find(name => !(name in known));
  if (unknown !== undefined) throw new Error(`${unknown} is none of ${Object.keys(known).join(', ')}`);
  return names as Name[];
}

const browser = await puppeteer.launch({
  executablePath: requireChromium(),
  args: [...chromiumFlags, '--hide-scrollbars', '--font-render-hinting=none'],
});
try {
  const now = await openStudio(browser, root);
  const before = values.compare === undefined ? undefined : await openStudioOf(browser, root, values.compare);
  try {
    const scenes = positionals.length > 0 ? positionals : now.scenes;
    const isAll = positionals.length > 0 || values.sizes !== undefined || values.looks !== undefined;
    const images = isAll
      ? allOf(scenes, chosen<Size>(values.sizes, SIZES), chosen<Look>(values.looks, LOOKS))
      : planOf(scenes);
    await rm(folder, {recursive: true, force: true});
    await mkdir(folder, {recursive: true});
    for (const image of images) {
      if (!before) {
        const page = await now.show(image);
        await page.screenshot({path: join(folder, `${nameOf(image)}.png`)});
      } else if (before.scenes.includes(image.scene)) {
        const share = await difference(before, now, image, folder);
        if (share > 0) console.log(`${nameOf(image)}: ${(share * 100).toFixed(2)}% of the pixels differ`);
        if (share > 0) process.exitCode = 1;
      } else console.log(`${nameOf(image)}: new`);
    }
    console.log(`${images.length} images. They are in ${folder}`);
  } finally {
    await before?.close();
    await now.close();
  }
} finally {
  await browser.close();
}
