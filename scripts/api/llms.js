// @ts-check
/** docs/llms.txt, the list of pages for language models (llmstxt.org): each with its title and its first sentence. */
import {readdir, readFile} from 'node:fs/promises';
import {join, posix} from 'node:path';
import {lexer} from 'marked';

/** @typedef {import('marked').MarkedToken} Token */

/** Sections, with the pages of each relative to the root; a folder stands for all its pages. */
const SECTIONS = {
  Start: [
    'README.md',
    'packages/element/README.md',
    'packages/broker/README.md',
    'packages/create-rtc-call/README.md',
  ],
  Guides: ['docs/guides', 'docs/gallery/themes.md'],
  Reference: ['docs/api', 'docs/errors.md', 'docs/protocol.md', 'packages/engine/README.md'],
  Operation: ['docs/cluster.md', 'docs/security.md'],
  Optional: ['docs/architecture.md', 'CONTRIBUTING.md'],
};

/** @param {string} root the repository @returns {Promise<string>} */
export async function renderLlms(root) {
  const lines = ['# rtc-call', '', `> ${await summaryOf(join(root, 'README.md'))}`];
  for (const [name, entries] of Object.entries(SECTIONS)) {
    lines.push('', `## ${name}`, '');
    const pages = await Promise.all(entries.map(entry => pagesOf(root, entry)));
    for (const page of pages.flat()) {
      const {title, summary} = await describe(join(root, page));
      lines.push(`- [${title}](${posix.relative('docs', page)}): ${summary}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** @param {string} root @param {string} entry */
async function pagesOf(root, entry) {
  if (entry.endsWith('.md')) return [entry];
  const names = await readdir(join(root, entry));
  return names
    .filter(name => name.endsWith('.md'))
    .toSorted()
    .map(name => `${entry}/${name}`);
}

/** @param {string} path */
const summaryOf = async path => (await describe(path)).summary;

/** The first heading and the first sentence of a page. @param {string} path */
async function describe(path) {
  const tokens = /** @type {Token[]} */ (lexer(await readFile(path, 'utf8')));
  const heading = tokens.find(({type}) => type === 'heading');
  const paragraph = tokens.find(({type, raw}) => type === 'paragraph' && !/^(?:!\[|<)/.test(raw));
  if (!heading || !paragraph) throw new Error(`${path} has no heading, or nothing below it.`);
  const text = paragraph.raw
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return {
    title: heading.raw.replace(/^#+ /, '').trim(),
    summary: /^.*?[.:](?= |$)/.exec(text)?.[0].replace(/:$/, '.') ?? text,
  };
}
