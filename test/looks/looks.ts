/**
 * Takes screenshots of the element for people to look at, in test-artifacts/looks: `pnpm looks [scene …]`. Reports what axe
 * finds in each of them, and fails if that is anything.
 *
 * Without options, every scene, and every pair of number of people, size and look. `--sizes=phone,tiny --looks=dark` takes
 * the scenes in all of these, `--themes=paper` with these themes of docs/gallery. `--gallery` takes those of docs/gallery. `--compare=HEAD~1` takes no screenshots but compares with that commit, and fails if one differs.
 */
import {mkdir, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import puppeteer from 'puppeteer-core';
import {chromiumFlags, requireChromium} from '../../scripts/browser.js';
import {findingsIn} from './axe.js';
import {difference, openStudioOf} from './compare.js';
import {GALLERY} from './gallery.js';
import {
  allOf,
  LOOKS,
  nameOf,
  planOf,
  SIZES,
  THEMES,
  type Image,
  type Look,
  type Size,
  type Theme,
} from './plan.js';
import {openStudio, type Studio} from './studio.js';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'test-artifacts/looks');

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    sizes: {type: 'string'},
    looks: {type: 'string'},
    themes: {type: 'string'},
    compare: {type: 'string'},
    gallery: {type: 'boolean'},
  },
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

/** The images that the arguments choose. */
function chosenImages(studio: Studio): Image[] {
  const all = Object.fromEntries(studio.scenes.map(name => [name, name]));
  const scenes = positionals.length > 0 ? chosen(positionals.join(), all) : studio.scenes;
  const {sizes, looks, themes} = values;
  if (positionals.length + [sizes, looks, themes].filter(value => value !== undefined).length === 0)
    return planOf(scenes);
  const known = Object.fromEntries(THEMES.map(name => [name, name]));
  const wanted = themes === undefined ? [undefined] : chosen(themes, known);
  const images = allOf(scenes, chosen<Size>(sizes, SIZES), chosen<Look>(looks, LOOKS));
  return images.flatMap(image => wanted.map(theme => ({...image, theme: theme as Theme | undefined})));
}

/** Limit of an image in the gallery, in bytes. */
const GALLERY_LIMIT = 60_000;

async function takeGallery(studio: Studio) {
  for (const [name, image] of Object.entries(GALLERY)) {
    const page = await studio.show(image);
    // A click by a script leaves a focus ring, one of a visitor doesn't.
    await page.evaluate(() => {
      for (const {shadowRoot} of document.querySelectorAll('rtc-call'))
        (shadowRoot!.activeElement as HTMLElement | null)?.blur();
    });
    const path = join(root, 'docs/gallery', `${name}.webp`);
    await page.screenshot({path, type: 'webp', quality: 76});
    const {size} = await stat(path);
    console.log(`${name}.webp: ${Math.ceil(size / 1_000)} kB`);
    if (size > GALLERY_LIMIT) process.exitCode = 1;
  }
}

/** Takes one image; returns what axe finds in it, or why it could not be taken. */
async function take(studio: Studio, image: Image): Promise<string[]> {
  try {
    const page = await studio.show(image);
    await page.screenshot({path: join(folder, `${nameOf(image)}.png`)});
    return await findingsIn(page);
  } catch (error) {
    return [String(error)];
  }
}

async function takeLooks(now: Studio, before: Studio | undefined) {
  const images = chosenImages(now);
  await rm(folder, {recursive: true, force: true});
  await mkdir(folder, {recursive: true});
  for (const image of images) {
    if (!before) {
      for (const finding of await take(now, image)) {
        console.log(`${nameOf(image)}: ${finding}`);
        process.exitCode = 1;
      }
    } else if (before.scenes.includes(image.scene)) {
      const share = await difference(before, now, image, folder);
      if (share > 0) console.log(`${nameOf(image)}: ${(share * 100).toFixed(2)}% of the pixels differ`);
      if (share > 0) process.exitCode = 1;
    } else console.log(`${nameOf(image)}: new`);
  }
  console.log(`${images.length} images. They are in ${folder}`);
}

const browser = await puppeteer.launch({
  executablePath: requireChromium(),
  args: [...chromiumFlags, '--hide-scrollbars', '--font-render-hinting=none'],
});
try {
  const now = await openStudio(browser, root);
  const before = values.compare === undefined ? undefined : await openStudioOf(browser, root, values.compare);
  try {
    await (values.gallery ? takeGallery(now) : takeLooks(now, before));
  } finally {
    await before?.close();
    await now.close();
  }
} finally {
  await browser.close();
}
