import {readFile, readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {beforeAll, describe, expect, it} from 'vitest';

/** Classes that several files style on purpose, such as in other sizes. */
const SHARED = ['avatar', 'layout', 'notice', 'tile', 'tiles'];

let styles: readonly (readonly [file: string, text: string])[];

beforeAll(async () => {
  const files = (await readdir(import.meta.dirname)).filter(file => !file.endsWith('.test.ts'));
  styles = await Promise.all(
    files.map(async file => [file, await readFile(join(import.meta.dirname, file), 'utf8')] as const),
  );
});

/** The classes at the start of a selector, as in `.card > .self`: rules for them are valid everywhere. */
const globalClasses = (text: string) =>
  [...text.replaceAll(/\/\*[^]*?\*\//g, '').matchAll(/^ +\.([\w-]+)(?:[:[][^\s{]*)?(?=,?$| \{)/gm)].map(
    ([, name]) => name!,
  );

describe('The styles', () => {
  it('use the element’s own unit and never rem, which follows the page’s root', () => {
    expect(styles.length).toBeGreaterThan(5);
    for (const [file, text] of styles) expect(text.match(/[\d.]+rem\b/g), file).toBeNull();
  });

  it('give each class one meaning: a style stays when a panel has been closed, and would change the next one', () => {
    const files = new Map<string, Set<string>>();
    for (const [file, text] of styles)
      for (const name of globalClasses(text)) files.set(name, (files.get(name) ?? new Set()).add(file));
    const several = [...files].filter(([, found]) => found.size > 1).map(([name]) => name);
    expect(several.toSorted()).toEqual(SHARED);
  });
});
