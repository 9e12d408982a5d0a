import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {codeOf, startSite} from '../testing/site.js';

describe('a range', () => {
  test.each([
    // Range, status, body, Content-Range
    ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=5-200', 206, '56789', 'bytes 5-9/10'],
    ['bytes=0-1,2-3', 206, '0123', 'bytes 0-3/10'],
    ['bytes=0-1,8-9', 200, '0123456789', undefined],
    ['lines=1-2', 200, '0123456789', undefined],
  ])('%s is answered with %i and %s', async (range, status, body, contentRange) => {
    const {get} = await startSite();
    const answer = await get('/ten.txt', {Range: range});
    expect([answer.status, answer.body, answer.headers['content-range']]).toEqual([
      status,
      body,
      contentRange,
    ]);
  });

  test.each(['bytes=5-2', 'bytes=10-', 'bytes=99-100', 'bytes=-0', 'bytes=nonsense'])(
    '%s, which is outside the file, is refused, and the process keeps running',
    async range => {
      const {get} = await startSite();
      const answer = await get('/ten.txt', {Range: range});
      expect(codeOf(answer)).toEqual([416, 'range-not-satisfiable']);
      expect(answer.headers).toMatchObject({'content-range': 'bytes */10'});
      expect(answer.headers.etag).toBeUndefined();
      expect((await get('/ten.txt')).body).toBe('0123456789');
    },
  );

  test('of an empty file is refused, and the empty file itself is sent', async () => {
    const {dir, get} = await startSite();
    await writeFile(join(dir, 'empty.txt'), '');
    expect(await get('/empty.txt')).toMatchObject({status: 200, body: '', headers: {'content-length': '0'}});
    expect((await get('/empty.txt', {Range: 'bytes=0-'})).status).toBe(416);
  });

  test('is continued only if the file has not changed (If-Range)', async () => {
    const {dir, get} = await startSite();
    const {etag = ''} = (await get('/ten.txt')).headers;
    const next = {Range: 'bytes=5-', 'If-Range': etag};
    expect(await get('/ten.txt', next)).toMatchObject({status: 206, body: '56789'});
    await writeFile(join(dir, 'ten.txt'), 'abcdefghijk');
    expect(await get('/ten.txt', next)).toMatchObject({status: 200, body: 'abcdefghijk'});
  });
});

describe('a condition', () => {
  test.each([
    ['If-None-Match', (etag: string) => etag, 304],
    ['If-None-Match', () => '*', 304],
    ['If-None-Match', () => '"other"', 200],
    ['If-Modified-Since', () => new Date(Date.now() + 60_000).toUTCString(), 304],
    ['If-Modified-Since', () => new Date(0).toUTCString(), 200],
    ['If-Modified-Since', () => 'yesterday', 200],
    ['If-Match', (etag: string) => etag, 200],
    ['If-Match', () => '"other"', 412],
    ['If-Unmodified-Since', () => new Date(0).toUTCString(), 412],
  ])('%s is kept (%#)', async (name, value, status) => {
    const {get} = await startSite();
    const {etag = ''} = (await get('/ten.txt')).headers;
    for (const method of ['GET', 'HEAD']) {
      const answer = await get('/ten.txt', {[name]: value(etag)}, method);
      expect(answer.status).toBe(status);
      if (status === 304) expect(answer).toMatchObject({body: '', headers: {etag}});
    }
  });

  test('HEAD sends the headers of GET and no body', async () => {
    const {get} = await startSite();
    const [whole, head] = [await get('/ten.txt'), await get('/ten.txt', {}, 'HEAD')];
    expect(head).toMatchObject({status: 200, body: ''});
    for (const name of ['content-length', 'etag', 'last-modified', 'content-type', 'accept-ranges', 'vary'])
      expect(head.headers[name]).toBe(whole.headers[name]);
  });
});
