import {readFile, readdir} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {LANGUAGES} from './languages.js';

const root = join(import.meta.dirname, '..');

/** The sources of the interface, by their path. */
async function sources(): Promise<ReadonlyMap<string, string>> {
  const paths = (await readdir(root, {recursive: true})).filter(
    path => path.endsWith('.ts') && !/\.test\.ts$|^testing/.test(path),
  );
  return new Map(
    await Promise.all(paths.map(async path => [path, await readFile(join(root, path), 'utf8')] as const)),
  );
}

const isTranslation = (path: string) => Object.keys(LANGUAGES).includes(basename(path, '.ts').split('-')[0]!);

/** What the templates of a source contain, nested ones too; each expression is a `$`. */
function templatesIn(source: string): string[] {
  const found: string[] = [];
  /** Reads from behind the opening of a template, or of an expression in one, to its end. */
  const read = (start: number, isTemplate: boolean): number => {
    let text = '';
    let depth = 0;
    let at = start;
    for (; at < source.length; at += 1) {
      const char = source[at]!;
      if (char === '\\') at += 1;
      else if (isTemplate && char === '`') break;
      else if (isTemplate && source.startsWith('${', at)) {
        at = read(at + 2, false);
        text += '$';
      } else if (isTemplate) text += char;
      else if (char === '`') at = read(at + 1, true);
      else if (char === '}' && depth === 0) return at;
      else depth += Number(char === '{') - Number(char === '}');
    }
    if (source.slice(0, start - 1).endsWith('html')) found.push(text);
    return at;
  };
  for (let at = source.indexOf('html`'); at >= 0; at = source.indexOf('html`', at)) at = read(at + 5, true);
  return found;
}

const WORD = /\p{L}{2}/u;
const SPOKEN =
  /\s(?:aria-(?:label|description|roledescription)|title|placeholder|alt)=(?:"([^"]*)"|'([^']*)')/g;

/** The words in a template that no table of texts can translate. */
function wordsIn(template: string): string[] {
  const attributes = [...template.matchAll(SPOKEN)].map(([, one = '', other = '']) => one + other);
  return [...attributes, ...template.split(/<[^>]*>/)]
    .map(text => text.trim())
    .filter(text => WORD.test(text));
}

describe('A text of the interface', () => {
  it('is in the tables, never in a template', async () => {
    const found = [...(await sources())].flatMap(([path, source]) =>
      templatesIn(source)
        .flatMap(wordsIn)
        .map(text => `${path}: ${text}`),
    );
    expect(found).toEqual([]);
  });

  it('would be found in a template, also in a nested one', () => {
    const source = 'html`<p title="Say">${many ? html`<b>${{count}}</b> times` : `none`}</p>`';
    expect(templatesIn(source).flatMap(wordsIn)).toEqual(['times', 'Say']);
  });

  it('is shown somewhere', async () => {
    const all = [...(await sources())].filter(([path]) => !isTranslation(path));
    const tables = all.filter(([path]) => path.startsWith('strings/'));
    // A table also has types and functions that read it.
    const code = all.map(([, source]) => source.replaceAll(/^ {2}\w+:/gm, '')).join('\n');
    const unused = tables.flatMap(([path, source]) =>
      [...source.matchAll(/^ {2}(\w+):/gm)]
        .map(([, key = '']) => key)
        .filter(key => !new RegExp(`\\b${key}\\b`).test(code))
        .map(key => `${path}: ${key}`),
    );
    expect(unused).toEqual([]);
  });
});
