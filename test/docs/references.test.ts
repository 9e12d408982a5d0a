/** Relative links in Markdown resolve, and every file that docs and comments name exists. */
import {dirname, posix} from 'node:path';
import GithubSlugger from 'github-slugger';
import {describe, expect, it} from 'vitest';
import {files, markdownFiles, read, tokensOf} from './pages.js';

/** File names that may be mentioned although git doesn't track them, by the end of their path, with the reason. */
const UNTRACKED: Readonly<Record<string, string>> = {
  'bench-results.json': 'written by `pnpm bench`',
  'peerjs/index.js': 'written by the build of the engine',
  'rtc-call.js': 'written by the build of the element, served by a broker',
  'controls/x.ts': 'an example in CONTRIBUTING.md',
  'decisions/NNN-title.md': 'a pattern in CONTRIBUTING.md',
  'about.html': 'an example of a served file',
  'page.html': 'an example of a served file',
  'token/route.js': 'a route of a Next app',
  'render.yaml': 'a file of a project on Render',
  'Next.js': 'a framework',
  'x.js': 'an example of an import',
  'x.ts': 'an example of an import',
  'app.json': 'a file of the package `peer`',
};

const folders = new Set(files.flatMap(path => ancestors(path)));
/** Files that several templates share, where a project has them. */
const inProjects = files.flatMap(path => {
  const [, name] = /^templates\/[^/]+\/_pages\/(.+)$/.exec(path) ?? [];
  return name === undefined ? [] : [`app/${name}`, `src/${name}`];
});
/** Every ending of every path, so that `link/link.ts` finds packages/engine/src/link/link.ts. */
const endings = new Set(
  [...files, ...inProjects].flatMap(path =>
    path.split('/').map((_, index, parts) => parts.slice(index).join('/')),
  ),
);
const brokerFiles = new Set(
  files.filter(path => path.startsWith('packages/broker/')).map(path => posix.basename(path)),
);

describe('the docs', () => {
  it('link to pages and headings that exist', () => {
    const dead = markdownFiles().flatMap(path =>
      linksOf(path)
        .filter(link => !leadsSomewhere(path, link))
        .map(link => `${path}: ${link}`),
    );
    expect(dead).toEqual([]);
  });

  it('name files that exist', () => {
    expect(missing(markdownFiles(), path => proseOf(read(path)))).toEqual([]);
  });
});

describe('the comments', () => {
  it('name files that exist', () => {
    const code = files.filter(path => /\.[jt]s$/.test(path));
    expect(missing(code, path => commentsOf(read(path)))).toEqual([]);
  });
});

it('exceptions are only made for files that git does not track', () => {
  expect(Object.keys(UNTRACKED).filter(name => endings.has(name))).toEqual([]);
});

function ancestors(path: string): string[] {
  const folder = posix.dirname(path);
  return folder === '.' ? [folder] : [folder, ...ancestors(folder)];
}

/** Relative links of a page, and links to its own headings. */
function linksOf(path: string): string[] {
  return tokensOf(read(path))
    .filter(token => token.type === 'link' || token.type === 'image')
    .map(({href}) => href)
    .filter(href => !/^[a-z]+:/.test(href));
}

function leadsSomewhere(path: string, link: string): boolean {
  const [target = '', anchor] = decodeURIComponent(link).split('#');
  const found = target ? posix.join(dirname(path), target).replace(/\/$/, '') : path;
  if (!files.includes(found)) return folders.has(found) && anchor === undefined;
  return anchor === undefined || anchorsOf(found).has(anchor);
}

function anchorsOf(path: string): Set<string> {
  const slugger = new GithubSlugger();
  return new Set(
    tokensOf(read(path))
      .filter(token => token.type === 'heading')
      .map(({text}) => slugger.slug(text)),
  );
}

/** The text and inline code of a page, without code blocks and link targets. */
function proseOf(markdown: string): string {
  return tokensOf(markdown)
    .flatMap(token =>
      token.type === 'codespan' || (token.type === 'text' && !token.tokens) ? [token.text] : [],
    )
    .join('\n');
}

function commentsOf(source: string): string {
  return (source.match(/\/\*[^]*?\*\/|(?<=^|\s)\/\/.*/gm) ?? []).join('\n');
}

function missing(paths: readonly string[], textOf: (path: string) => string): string[] {
  return paths.flatMap(path =>
    namesIn(textOf(path))
      .filter(name => !isKnown(name, path))
      .map(name => `${path}: ${name}`),
  );
}

/** File names with an extension that we use. Globs, URLs and imported types are not names. */
function namesIn(text: string): string[] {
  const prose = text.replaceAll(/\w+:\/\/\S+|\bimport\('[^']*'\)/g, '');
  const candidates = prose.match(/[^\s`'"“”‘’()[\]<>,;:|=]+/g) ?? [];
  return candidates
    .map(word => word.replace(/^(?:\.{0,2}\/)+/, '').replace(/[.!?…]+$/, ''))
    .filter(word => /^(?:[\w.@-]+\/)*[\w-][\w.-]*\.(?:[cm]?[jt]s|md|html|css|json|ya?ml)$/.test(word));
}

/** Broker files are matched by name alone: its docs name many of them, without folders. */
function isKnown(path: string, mentionedIn: string): boolean {
  if (endings.has(path) || Object.keys(UNTRACKED).some(end => `/${path}`.endsWith(`/${end}`))) return true;
  const isBroker = mentionedIn.startsWith('packages/broker/') || /^(?:packages\/)?broker\//.test(path);
  return isBroker && brokerFiles.has(posix.basename(path));
}
