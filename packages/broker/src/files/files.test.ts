import {spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {chmod, mkdir, open, rename, rm, symlink, truncate, unlink, utimes, writeFile} from 'node:fs/promises';
import {
  createServer as createHttpServer,
  request,
  type IncomingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import {createServer, type AddressInfo} from 'node:net';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import fc from 'fast-check';
import {describe, expect, onTestFinished, test} from 'vitest';
import {makeFolder} from '../testing/daemons.js';
import {isBoundByPermissions, startBrokerProcess} from '../testing/processes.js';
import {startBroker} from '../testing/servers.js';
import {acceptedEncodings} from './encodings.js';
import {readPath} from './read-path.js';
import {sendFile} from './send-file.js';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends the path as it is, which fetch would tidy up. */
function get(
  origin: string,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Answer> {
  const {hostname: host, port} = new URL(origin);
  return new Promise((resolve, reject) => {
    request({host, port, path, headers, method}, res => {
      text(res).then(body => resolve({status: res.statusCode!, headers: res.headers, body}), reject);
    })
      .on('error', reject)
      .end();
  });
}

/** A folder of pages with secrets beside it. */
async function makeSite(): Promise<{root: string; dir: string}> {
  const root = await makeFolder();
  const dir = join(root, 'pages');
  await mkdir(dir);
  await mkdir(join(root, 'pages-private'));
  await writeFile(join(root, 'secret.txt'), 'secret');
  await writeFile(join(root, 'pages-private', 'secret.txt'), 'secret');
  await writeFile(join(dir, 'index.html'), '<h1>Hello</h1>');
  await writeFile(join(dir, 'ten.txt'), '0123456789');
  // Whoever runs the broker may read all of it.
  await chmod(root, 0o755);
  return {root, dir};
}

/** A broker that serves such a folder. */
async function start() {
  const site = await makeSite();
  const {origin} = await startBroker({static: site.dir});
  return {...site, get: (...args: Rest<typeof get>) => get(origin, ...args)};
}

type Rest<T> = T extends (first: string, ...rest: infer R) => unknown ? R : never;

const codeOf = ({status, body}: Answer) => [status, (JSON.parse(body) as {code: string}).code];

describe('a folder', () => {
  test('is served at /, by its index and by the names of its files', async () => {
    const {dir, get} = await start();
    await mkdir(join(dir, 'about us'));
    await writeFile(join(dir, 'about us', 'index.html'), 'about us');
    await writeFile(join(dir, 'contact.html'), 'contact');
    await mkdir(join(dir, '.well-known'));
    await writeFile(join(dir, '.well-known', 'security.txt'), 'security');
    expect(await get('/')).toMatchObject({
      status: 200,
      body: '<h1>Hello</h1>',
      headers: {'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache'},
    });
    expect((await get('/?query')).body).toBe('<h1>Hello</h1>');
    expect((await get('/contact')).body).toBe('contact');
    expect((await get('/about%20us/')).body).toBe('about us');
    expect((await get('/.well-known/security.txt')).body).toBe('security');
    // As a client of a proxy asks (RFC 9112 §3.2.2).
    expect((await get('http://any.example/ten.txt')).body).toBe('0123456789');
    expect(codeOf(await get('/ten.txt/'))).toEqual([404, 'not-found']);
    expect(codeOf(await get('/.well-known/'))).toEqual([404, 'not-found']);
    expect(codeOf(await get('/ten.txt', {}, 'POST'))).toEqual([405, 'method-not-allowed']);
  });

  test('sends the address of a folder on to the one with a slash, never to another host', async () => {
    const {dir, get} = await start();
    await mkdir(join(dir, 'a', 'evil.example'), {recursive: true});
    for (const [path, location] of [
      ['/a', './a/'],
      ['/a?b=c', './a/?b=c'],
      ['//a', './a/'],
      ['/a//evil.example', './evil.example/'],
    ] as const) {
      expect(await get(path)).toMatchObject({status: 301, headers: {location}});
    }
  });

  test.each([
    '/.env',
    '/%2eenv',
    '/.git/config',
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/../pages-private/secret.txt',
    '/..%5csecret.txt',
    '/nothing.html',
    '//secret.txt',
    '/%',
    '/ten.txt%00',
    '/a/./../ten.txt',
    '*',
  ])('gives nothing for %s', async path => {
    const {dir, get} = await start();
    await mkdir(join(dir, '.git'));
    await writeFile(join(dir, '.env'), 'secret');
    await writeFile(join(dir, '.git', 'config'), 'secret');
    const answer = await get(path);
    expect(codeOf(answer)).toEqual([404, 'not-found']);
    expect(answer.body).not.toContain('secret');
  });
});

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
    const {get} = await start();
    const answer = await get('/ten.txt', {Range: range});
    expect([answer.status, answer.body, answer.headers['content-range']]).toEqual([
      status,
      body,
      contentRange,
    ]);
  });

  test.each(['bytes=5-2', 'bytes=10-', 'bytes=99-100', 'bytes=-0', 'bytes=nonsense'])(
    '%s, which no file holds, is refused, and the process goes on',
    async range => {
      const {get} = await start();
      const answer = await get('/ten.txt', {Range: range});
      expect(codeOf(answer)).toEqual([416, 'range-not-satisfiable']);
      expect(answer.headers).toMatchObject({'content-range': 'bytes */10'});
      expect(answer.headers.etag).toBeUndefined();
      expect((await get('/ten.txt')).body).toBe('0123456789');
    },
  );

  test('of an empty file is refused, and the empty file itself is sent', async () => {
    const {dir, get} = await start();
    await writeFile(join(dir, 'empty.txt'), '');
    expect(await get('/empty.txt')).toMatchObject({status: 200, body: '', headers: {'content-length': '0'}});
    expect((await get('/empty.txt', {Range: 'bytes=0-'})).status).toBe(416);
  });

  test('goes on only where the file is still the same (If-Range)', async () => {
    const {dir, get} = await start();
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
    const {get} = await start();
    const {etag = ''} = (await get('/ten.txt')).headers;
    for (const method of ['GET', 'HEAD']) {
      const answer = await get('/ten.txt', {[name]: value(etag)}, method);
      expect(answer.status).toBe(status);
      if (status === 304) expect(answer).toMatchObject({body: '', headers: {etag}});
    }
  });

  test('HEAD sends the headers of GET and no body', async () => {
    const {get} = await start();
    const [whole, head] = [await get('/ten.txt'), await get('/ten.txt', {}, 'HEAD')];
    expect(head).toMatchObject({status: 200, body: ''});
    for (const name of ['content-length', 'etag', 'last-modified', 'content-type', 'accept-ranges', 'vary'])
      expect(head.headers[name]).toBe(whole.headers[name]);
  });
});

describe('an encoding that lies beside the file', () => {
  async function startEncoded() {
    const site = await start();
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

  test('has an ETag of its own, which conditions and ranges go by', async () => {
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

  test('is passed over when it is no file, or leads out, and is none without its file', async () => {
    const {root, dir, get} = await startEncoded();
    await rm(join(dir, 'page.html.br'));
    await mkdir(join(dir, 'page.html.br'));
    await rm(join(dir, 'page.html.gz'));
    await symlink(join(root, 'secret.txt'), join(dir, 'page.html.gz'));
    expect((await get('/page.html', {'Accept-Encoding': 'br, gzip'})).body).toBe('plain');
    await writeFile(join(dir, 'alone.html.br'), 'alone');
    expect((await get('/alone.html', {'Accept-Encoding': 'br'})).status).toBe(404);
  });

  test('is negotiated without an error, whatever the header says', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z*;=., 0-9-]*$/)), header => {
        const names = acceptedEncodings({headers: {'accept-encoding': header}}).map(({name}) => name);
        expect(['', 'br', 'gzip', 'br,gzip', 'gzip,br']).toContain(names.join());
      }),
    );
  });
});

describe('a link', () => {
  test('inside the folder is followed, also as Kubernetes mounts its ConfigMaps', async () => {
    const {dir, get} = await start();
    await symlink('ten.txt', join(dir, 'linked.txt'));
    await mkdir(join(dir, '..2026_01_01'));
    await writeFile(join(dir, '..2026_01_01', 'config.json'), '{}');
    await symlink('..2026_01_01', join(dir, '..data'));
    await symlink(join('..data', 'config.json'), join(dir, 'config.json'));
    expect((await get('/linked.txt')).body).toBe('0123456789');
    expect((await get('/config.json')).body).toBe('{}');
  });

  test.each([
    ['to a file', (root: string) => join(root, 'secret.txt'), ''],
    ['to a file, relatively', () => '../secret.txt', ''],
    ['to a folder whose name begins like ours', () => '../pages-private', '/secret.txt'],
    ['to the root', () => '/', '/etc/passwd'],
    ['to a device', () => '/dev/zero', ''],
    ['to nothing', () => 'gone.txt', ''],
    ['to itself', () => 'link', ''],
    ['to a link out', () => 'chain', ''],
  ])('%s is not there', async (_name, target, rest) => {
    const {root, dir, get} = await start();
    await symlink(join(root, 'secret.txt'), join(dir, 'chain'));
    await symlink(target(root), join(dir, 'link'));
    expect(codeOf(await get(`/link${rest}`))).toEqual([404, 'not-found']);
  });

  test('that the folder itself is may be turned to another one at any time', async () => {
    const root = await makeFolder();
    for (const release of ['one', 'two']) {
      await mkdir(join(root, release));
      await writeFile(join(root, release, 'index.html'), release);
    }
    await symlink('one', join(root, 'current'));
    const {origin} = await startBroker({static: join(root, 'current')});
    expect(await (await fetch(origin)).text()).toBe('one');
    await symlink('two', join(root, 'next'));
    await rename(join(root, 'next'), join(root, 'current'));
    expect(await (await fetch(origin)).text()).toBe('two');
  });
});

describe('what is no regular file is not there', () => {
  test('a pipe, which would be waited for', async () => {
    const {dir, get} = await start();
    expect(spawnSync('mkfifo', [join(dir, 'pipe')]).status).toBe(0);
    expect(codeOf(await get('/pipe'))).toEqual([404, 'not-found']);
  });

  test('a socket', async () => {
    const {dir, get} = await start();
    const server = createServer().listen(join(dir, 'socket'));
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    expect(codeOf(await get('/socket'))).toEqual([404, 'not-found']);
  });

  test('a folder in place of an index', async () => {
    const {dir, get} = await start();
    await mkdir(join(dir, 'a', 'index.html'), {recursive: true});
    expect(codeOf(await get('/a/'))).toEqual([404, 'not-found']);
  });

  test('a name that is too long', async () => {
    const {get} = await start();
    expect(codeOf(await get(`/${'x'.repeat(300)}`))).toEqual([404, 'not-found']);
  });
});

describe('a file that changes while it is sent', () => {
  /** Serves `name` of a new folder by `sendFile` alone; `between` runs when the file is open, before it is read. */
  async function startChanging(content: string, between: (path: string) => Promise<void>) {
    const path = join(await makeFolder(), 'file.bin');
    await writeFile(path, content);
    const responses: ServerResponse[] = [];
    const server = createHttpServer(async (req, res) => {
      responses.push(res);
      const handle = await open(path);
      const stats = await handle.stat();
      await between(path);
      await sendFile(req, res, {handle, stats}, 'file.bin', {});
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.close();
      server.closeAllConnections();
    });
    return {path, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`};
  }

  test('and shrinks ends the connection, so that nobody takes the next response for the rest', async () => {
    const {url} = await startChanging('x'.repeat(1_000_000), path => truncate(path, 10));
    await expect(fetch(url).then(response => response.text())).rejects.toThrow();
  });

  test('and grows is sent as long as it was said to be', async () => {
    const {url} = await startChanging('x'.repeat(10), path => writeFile(path, 'y'.repeat(1_000)));
    expect(await (await fetch(url)).text()).toBe('y'.repeat(10));
  });

  test('and is empty no more is sent as empty', async () => {
    const {path, url} = await startChanging('', path => writeFile(path, 'y'));
    // One byte too many would be taken for the beginning of the next response.
    for (let round = 0; round < 3; round += 1) {
      await truncate(path);
      const response = await fetch(url);
      expect([response.status, await response.text()]).toEqual([200, '']);
    }
  });

  test('and is removed is sent to its end', async () => {
    const {url} = await startChanging('x'.repeat(1_000), unlink);
    expect(await (await fetch(url)).text()).toBe('x'.repeat(1_000));
  });
});

test('a client that goes away in the middle leaves no descriptor open', async () => {
  const path = join(await makeFolder(), 'big.bin');
  await writeFile(path, 'x'.repeat(10_000_000));
  const results: Promise<unknown>[] = [];
  const server = createHttpServer((req, res) => {
    results.push(
      (async () => {
        const handle = await open(path);
        await sendFile(req, res, {handle, stats: await handle.stat()}, 'big.bin', {});
        return handle.fd;
      })(),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  for (let index = 0; index < 5; index += 1) {
    const req = request({port: (server.address() as AddressInfo).port, host: '127.0.0.1'}).end();
    req.on('error', () => {});
    await once(req, 'response');
    req.destroy();
  }
  expect(await Promise.all(results)).toEqual([-1, -1, -1, -1, -1]);
});

describe.skipIf(!isBoundByPermissions())('as another user than the owner of the files', () => {
  test('a file that may not be read is refused with 403, and so is what lies in such a folder', async () => {
    const {root, dir} = await makeSite();
    const {origin} = await startBrokerProcess({args: [dir]});
    await mkdir(join(dir, 'closed'));
    await writeFile(join(dir, 'closed', 'file.txt'), 'closed');
    await writeFile(join(dir, 'readable.txt'), 'readable');
    await writeFile(join(dir, 'readable.txt.br'), 'closed');
    const closed = ['ten.txt', 'closed', 'readable.txt.br'];
    for (const name of closed) await chmod(join(dir, name), 0);
    for (const path of ['/ten.txt', '/closed/', '/closed/file.txt', '/readable.txt.br'])
      expect(codeOf(await get(origin, path))).toEqual([403, 'file-forbidden']);
    // An encoding that can't be read is as good as none.
    expect((await get(origin, '/readable.txt', {'Accept-Encoding': 'br'})).body).toBe('readable');
    for (const name of closed) await chmod(join(dir, name), 0o755);
    expect((await get(origin, '/ten.txt')).body).toBe('0123456789');
    await symlink(join(root, 'secret.txt'), join(dir, 'link'));
    await chmod(join(root, 'secret.txt'), 0);
    expect(codeOf(await get(origin, '/link'))).toEqual([404, 'not-found']);
  });
});

test('every path that is read stays below its folder', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('..', '.', '%2e', '%2f', '/', '\\', 'a', '%5c', '?', '#', '%00')),
      parts => {
        const path = readPath(parts.join(''));
        if (path === undefined) return;
        expect(path).toMatch(/^\//);
        expect(path.split('/')).not.toContain('..');
      },
    ),
  );
});
