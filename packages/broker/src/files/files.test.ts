import {spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {chmod, mkdir, rename, symlink, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, onTestFinished, test} from 'vitest';
import {makeFolder} from '../testing/daemons.js';
import {isBoundByPermissions, startBound} from '../testing/processes.js';
import {startBroker} from '../testing/servers.js';
import {codeOf, get, makeSite, startSite} from '../testing/site.js';
import {readPath} from './read-path.js';

describe('a folder', () => {
  test('is served at /, by its index and by file names', async () => {
    const {dir, get} = await startSite();
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

  test('redirects a folder’s URL to the one with a slash, never to another host', async () => {
    const {dir, get} = await startSite();
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
  ])('serves nothing for %s', async path => {
    const {dir, get} = await startSite();
    await mkdir(join(dir, '.git'));
    await writeFile(join(dir, '.env'), 'secret');
    await writeFile(join(dir, '.git', 'config'), 'secret');
    const answer = await get(path);
    expect(codeOf(answer)).toEqual([404, 'not-found']);
    expect(answer.body).not.toContain('secret');
  });
});

describe('a link', () => {
  test('inside the folder is followed, including the links of a Kubernetes ConfigMap', async () => {
    const {dir, get} = await startSite();
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
    const {root, dir, get} = await startSite();
    await symlink(join(root, 'secret.txt'), join(dir, 'chain'));
    await symlink(target(root), join(dir, 'link'));
    expect(codeOf(await get(`/link${rest}`))).toEqual([404, 'not-found']);
  });

  test('in place of the folder can be pointed to another folder at any time', async () => {
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

describe('anything but a regular file is not found', () => {
  test('a pipe, which would block', async () => {
    const {dir, get} = await startSite();
    expect(spawnSync('mkfifo', [join(dir, 'pipe')]).status).toBe(0);
    expect(codeOf(await get('/pipe'))).toEqual([404, 'not-found']);
  });

  test('a socket', async () => {
    const {dir, get} = await startSite();
    const server = createServer().listen(join(dir, 'socket'));
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    expect(codeOf(await get('/socket'))).toEqual([404, 'not-found']);
  });

  test('a folder in place of an index', async () => {
    const {dir, get} = await startSite();
    await mkdir(join(dir, 'a', 'index.html'), {recursive: true});
    expect(codeOf(await get('/a/'))).toEqual([404, 'not-found']);
  });

  test('a name that is too long', async () => {
    const {get} = await startSite();
    expect(codeOf(await get(`/${'x'.repeat(300)}`))).toEqual([404, 'not-found']);
  });
});

describe.skipIf(!isBoundByPermissions())('as a user who does not own the files', () => {
  test('an unreadable file, or one in an unreadable folder, is refused with 403', async () => {
    const {root, dir} = await makeSite();
    const {origin} = await startBound({flags: [dir]});
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

test('no path leads outside the folder', () => {
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
