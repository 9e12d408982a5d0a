/** The repository's Markdown pages, and what is in them. */
import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {lexer, walkTokens, type MarkedToken} from 'marked';

export const root = join(import.meta.dirname, '../..');

/** All files that git tracks or would add, relative to the root. */
export const files: readonly string[] = execFileSync(
  'git',
  ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
  {cwd: root, encoding: 'utf8'},
)
  .split('\0')
  .filter(path => path && existsSync(join(root, path)));

export const markdownFiles = (): string[] => files.filter(path => path.endsWith('.md'));

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

export function tokensOf(markdown: string): MarkedToken[] {
  const tokens: MarkedToken[] = [];
  void walkTokens(lexer(markdown), token => {
    tokens.push(token as MarkedToken);
  });
  return tokens;
}

export interface Snippet {
  readonly page: string;
  /** `docs/guides/tokens.md:12`, the line of its first line of code. */
  readonly place: string;
  /** The word after the fence; empty for plain text. */
  readonly language: string;
  readonly code: string;
  /** The headings above it, outermost first. */
  readonly headings: readonly string[];
}

/** The fenced blocks of a page, in their order. */
export function snippetsOf(page: string): Snippet[] {
  const markdown = read(page);
  const headings: string[] = [];
  let offset = 0;
  return tokensOf(markdown).flatMap(token => {
    if (token.type === 'heading') headings.splice(token.depth - 1, Infinity, token.text);
    if (token.type !== 'code' || !token.raw.startsWith('```')) return [];
    offset = markdown.indexOf(token.raw, offset);
    const line = markdown.slice(0, offset).split('\n').length + 1;
    offset += token.raw.length;
    const {lang: language = '', text: code} = token;
    return [{page, place: `${page}:${line}`, language, code, headings: [...headings]}];
  });
}
