/** What `pnpm api` writes is up to date, and docs/llms.txt leads to every page. */
import {posix} from 'node:path';
import {describe, expect, it} from 'vitest';
import {renderAll} from '../../scripts/api/render.js';
import {files, read, root} from './pages.js';

describe('the pages that a command writes', async () => {
  const pages = await renderAll(root);

  it.each(Object.keys(pages))('%s is up to date (write it with pnpm api, after a build)', path => {
    expect(read(path)).toBe(pages[path]);
  });
});

it('the README leads to every guide and reference', () => {
  const pages = files.filter(path => /^docs\/(?:guides|api)\/[^/]+\.md$/.test(path));
  expect(pages.filter(path => !read('README.md').includes(`(${path})`))).toEqual([]);
});

describe('docs/llms.txt', () => {
  const links = [...read('docs/llms.txt').matchAll(/^- \[[^\]]+\]\(([^)]+)\): ./gm)].map(([, link = '']) =>
    posix.join('docs', link),
  );

  it('links to pages that exist', () => {
    expect(links.filter(path => !files.includes(path))).toEqual([]);
  });

  it('leads to every guide and reference', () => {
    const pages = files.filter(path => /^docs\/(?:guides|api)\/[^/]+\.md$|^docs\/[^/]+\.md$/.test(path));
    expect(pages.filter(path => !links.includes(path))).toEqual([]);
  });
});
