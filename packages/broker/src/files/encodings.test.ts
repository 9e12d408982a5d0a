import {mkdir, rm, symlink, utimes, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {startSite} from '../testing/site.js';
import {acceptedEncodings} from './encodings.js';

describe('a compressed version beside a file', () => {
  async function startEncoded() {
    const site = await startSite();
    // The same size and time, so that only the encoding tells them apart.
    const time = new Date('2026-01-01T00:00:00Z');
    for (const [name, body] of [
      ['page.html', 'plain'],
      ['page.html.br', 'brotl'],
      ['page.html.gz', 'gzipp'],
    ] as const) {
      await writeFile(join(site.dir, name), body);
      await utimes(join(site.dir, name), time, time);
    }
    return site;
  }

  test.each([
    ['br, gzip', 'brotl', 'br'],
    ['gzip, deflate, br, zstd', 'brotl', 'br'],
    ['GZIP', 'gzipp', 'gzip'],
    ['br;q=0.5, gzip', 'gzipp', 'gzip'],
    ['br;q=0, *', 'gzipp', 'gzip'],
    ['*', 'brotl', 'br'],
    ['identity, br;q=0.9', 'plain', undefined],
    ['br;q=0, gzip;q=0', 'plain', undefined],
    ['identity;q=0', 'plain', undefined],
    ['zstd', 'plain', undefined],
    ['', 'plain', undefined],
    [';;q=,', 'plain', undefined],
  ])('is chosen by Accept-Encoding: %s', async (accepted, body, encoding) => {
    const {get} = await startEncoded();
    const answer = await get('/page.html', {'Accept-Encoding': accepted});
    expect(answer).toMatchObject({
      status: 200,
      body,
      headers: {'content-type': 'text/html; charset=utf-8', vary: 'Accept-Encoding'},
    });
    expect(answer.headers['content-encoding']).toBe(encoding);
  });

  test('has its own ETag, which conditions and ranges use', async () => {
    const {get} = await startEncoded();
    const tagged = async (accepted: string) =>
      (await get('/page.html', {'Accept-Encoding': accepted})).headers.etag ?? '';
    const etags = await Promise.all(['br', 'gzip', 'identity'].map(tagged));
    expect(new Set(etags).size).toBe(3);
    const [br = '', gzip = ''] = etags;
    const headers = {'Accept-Encoding': 'br'};
    expect((await get('/page.html', {...headers, 'If-None-Match': br})).status).toBe(304);
    expect((await get('/page.html', {...headers, 'If-None-Match': gzip})).status).toBe(200);
    const range = {...headers, Range: 'bytes=3-'};
    expect(await get('/page.html', {...range, 'If-Range': br})).toMatchObject({status: 206, body: 'tl'});
    expect(await get('/page.html', {...range, 'If-Range': gzip})).toMatchObject({status: 200, body: 'brotl'});
  });

  test('is ignored if it is not a file, links outside, or has no plain file', async () => {
    const {root, dir, get} = await startEncoded();
    await rm(join(dir, 'page.html.br'));
    await mkdir(join(dir, 'page.html.br'));
    await rm(join(dir, 'page.html.gz'));
    await symlink(join(root, 'secret.txt'), join(dir, 'page.html.gz'));
    expect((await get('/page.html', {'Accept-Encoding': 'br, gzip'})).body).toBe('plain');
    await writeFile(join(dir, 'alone.html.br'), 'alone');
    expect((await get('/alone.html', {'Accept-Encoding': 'br'})).status).toBe(404);
  });

  test('is negotiated without an error, whatever the header contains', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z*;=., 0-9-]*$/)), header => {
        const names = acceptedEncodings({headers: {'accept-encoding': header}}).map(({name}) => name);
        expect(['', 'br', 'gzip', 'br,gzip', 'gzip,br']).toContain(names.join());
      }),
    );
  });
});
