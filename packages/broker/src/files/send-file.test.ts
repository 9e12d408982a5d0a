import {once} from 'node:events';
import {open, truncate, unlink, writeFile, type FileHandle} from 'node:fs/promises';
import {createServer, request} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {makeFolder} from '../testing/daemons.js';
import {sendFile} from './send-file.js';

describe('a file that changes while it is sent', () => {
  /** Serves `name` of a new folder by `sendFile` alone; `between` runs when the file is open, before it is read. */
  async function startChanging(content: string, between: (path: string) => Promise<void>) {
    const path = join(await makeFolder(), 'file.bin');
    await writeFile(path, content);
    const server = createServer(async (req, res) => {
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

  test('and shrinks ends the connection, so that the next response is not taken for the rest', async () => {
    const {url} = await startChanging('x'.repeat(1_000_000), path => truncate(path, 10));
    await expect(fetch(url).then(response => response.text())).rejects.toThrow();
  });

  test('and grows is sent with its announced length', async () => {
    const {url} = await startChanging('x'.repeat(10), path => writeFile(path, 'y'.repeat(1_000)));
    expect(await (await fetch(url)).text()).toBe('y'.repeat(10));
  });

  test('and is no longer empty is sent as empty', async () => {
    const {path, url} = await startChanging('', path => writeFile(path, 'y'));
    // One byte too many would be taken for the beginning of the next response.
    for (let round = 0; round < 3; round += 1) {
      await truncate(path);
      const response = await fetch(url);
      expect([response.status, await response.text()]).toEqual([200, '']);
    }
  });

  test('and is removed is sent completely', async () => {
    const {url} = await startChanging('x'.repeat(1_000), unlink);
    expect(await (await fetch(url)).text()).toBe('x'.repeat(1_000));
  });
});

test('a client that disconnects halfway leaves no descriptor open', async () => {
  const path = join(await makeFolder(), 'big.bin');
  await writeFile(path, 'x'.repeat(10_000_000));
  const results: Promise<unknown>[] = [];
  const server = createServer((req, res) => {
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

test('a handle that is not one of Node, as Yarn’s Plug’n’Play hands out, is read through its own methods', async () => {
  const path = join(await makeFolder(), 'page.html');
  await writeFile(path, 'a page');
  const server = createServer(async (req, res) => {
    const real = await open(path);
    const {fd} = real;
    const foreign = {fd, read: real.read.bind(real), close: () => real.close()} as unknown as FileHandle;
    await sendFile(req, res, {handle: foreign, stats: await real.stat()}, 'page.html', {});
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  expect(await response.text()).toBe('a page');
});
