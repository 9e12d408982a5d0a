import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {connect as connectTcp} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import {describe, expect, onTestFinished, test} from 'vitest';
import {createBroker, type Broker} from './broker.js';
import {connect, dial, refusalOf, until, type Client} from './testing/client.js';
import {startProcess} from './testing/processes.js';
import {startBroker} from './testing/servers.js';
import {withStoppedClock, type StoppedClock} from './testing/stopped-clock.js';

/** Closes the broker; returns after how many ms it was closed. */
async function timeToClose(broker: Broker, clock: StoppedClock): Promise<number> {
  const start = performance.now();
  const closed = broker.close().then(() => performance.now() - start);
  for (let passed = 0; passed < 5_000; passed += 10) {
    await clock.advance(10);
    // Let pending socket events arrive.
    await new Promise(resolve => setImmediate(resolve));
  }
  return closed;
}

test('close tells clients over how long to spread their reconnects, and refuses new ones', async () => {
  const {broker, url} = await startBroker({drainMs: 60_000});
  const alice = await connect(url);
  const deaf = await connect(url);
  // Does not answer the closing handshake, so that the drain goes on until it vanishes.
  deaf.socket.pause();
  const closing = broker.close();
  expect(await alice.nextFromBroker('drain')).toMatchObject({spreadMs: 1_000});
  expect(await alice.closed).toEqual({code: 1012, reason: 'draining'});
  expect(await refusalOf(dial(url))).toEqual({status: 503, code: 'draining'});
  const health = await fetch(`${url}/health`);
  expect([health.status, await health.json()]).toEqual([503, {live: true, ready: false}]);
  deaf.vanish();
  await closing;
  await expect(fetch(`${url}/health`)).rejects.toThrow();
});

describe('the drain delay', () => {
  test('keeps serving everyone, new clients too, while /health is 503; then the broker drains', async () => {
    const {broker, url} = await startBroker({drainDelayMs: 60_000});
    const alice = await connect(url, {id: 'alice'});
    let isClosed = false;
    const closing = broker.close().then(() => (isClosed = true));
    const health = await fetch(`${url}/health`);
    expect([health.status, await health.json()]).toEqual([503, {live: true, ready: false}]);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    const bob = await connect(url, {id: 'bob'});
    bob.offer('alice');
    await alice.next('OFFER');
    bob.enter('r');
    await bob.nextFromBroker('room');
    expect((await fetch(`${url}/ice?id=carol`)).status).toBe(200);
    expect(isClosed).toBe(false);

    await broker.close({isUrgent: true});
    await closing;
    expect((await alice.closed).reason).toBe('draining');
    expect((await bob.closed).reason).toBe('draining');
  });

  test('ends by itself', async () => {
    const {broker, url} = await startBroker({drainDelayMs: 300});
    const alice = await connect(url);
    const start = performance.now();
    await broker.close();
    expect(performance.now() - start).toBeGreaterThan(290);
    expect((await alice.closed).reason).toBe('draining');
  });

  test('is skipped without clients, and when close is urgent', async () => {
    const idle = createBroker({drainDelayMs: 60_000, logLevel: 'silent'});
    await idle.close();
    const {broker} = await startBroker({drainDelayMs: 60_000});
    await broker.close({isUrgent: true});
  });

  test.each([
    ['SIGTERM', 'SIGTERM'],
    ['SIGTERM', 'SIGINT'],
  ] as const)(
    'of a process starts with %s, is cut short by %s, and the process exits with 0',
    async (first, second) => {
      const {child, url, exited} = await startProcess(['--drain-delay-ms', '60000']);
      const alice = await connect(url);
      child.kill(first);
      await until(async () => (await fetch(`${url}/health`)).status === 503);
      alice.offer(alice.id);
      await alice.next('OFFER');
      child.kill(second);
      expect(await alice.closed).toEqual({code: 1012, reason: 'draining'});
      expect(await exited).toBe(0);
    },
  );

  test('of a process is 5 s, and is skipped after Ctrl-C', async () => {
    const [one, two] = [await startProcess(), await startProcess()];
    two.child.kill('SIGINT');
    expect(await two.exited).toBe(0);
    one.child.kill('SIGTERM');
    await until(async () => (await fetch(`${one.url}/health`)).status === 503);
    expect(await one.exited).toBe(0);
  });
});

test('the more peers there are, the longer the time over which they are asked to reconnect', async () => {
  const {broker, url} = await startBroker({limits: {connectionsPerAddress: 1_000, joinsPerAddress: 1_000}});
  const clients: Client[] = [];
  // Some at a time, so that none waits for all the others.
  while (clients.length < 750)
    clients.push(...(await Promise.all(Array.from({length: 50}, () => connect(url)))));
  const closing = broker.close();
  expect(await clients[0]!.nextFromBroker('drain')).toMatchObject({spreadMs: 1_500});
  await closing;
});

test('close waits no longer than drainMs', () =>
  withStoppedClock(async clock => {
    const {broker, url, port} = await startBroker({drainMs: 500});
    const deaf = await connect(url);
    deaf.socket.pause();
    // A request that never ends.
    const slow = connectTcp(port, '127.0.0.1').on('error', () => {});
    slow.write('POST /rtc/ice HTTP/1.1\r\nHost: x\r\n');
    await once(slow, 'connect');
    expect(await timeToClose(broker, clock)).toBeLessThan(2_000);
  }));

test('close waits for no connection without a request: opened ahead, or answered while the broker closes', async () => {
  const {broker, url, port} = await startBroker({drainMs: 60_000});
  const deaf = await connect(url);
  deaf.socket.pause();
  const unused = connectTcp(port, '127.0.0.1');
  const kept = connectTcp(port, '127.0.0.1');
  await Promise.all([once(unused, 'connect'), once(kept, 'connect')]);
  // The first half of a request, so that it is answered only after the server has stopped listening.
  kept.write('GET /rtc/ice?id=anna HTTP/1.1\r\n');
  await fetch(`${url}/health`);
  const closing = broker.close();
  deaf.vanish();
  await expect.poll(() => fetch(`${url}/health`).catch(() => undefined)).toBe(undefined);
  kept.write('Host: x\r\n\r\n');
  // It is answered, and closed.
  expect(await text(kept)).toMatch(/^HTTP\/1.1 200 /);
  await closing;
});

test('close waits neither for a client still being checked nor for one that does not read the answer to its upgrade', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  onTestFinished(() => {
    silent.close();
    silent.closeAllConnections();
  });
  const jwks = `http://127.0.0.1:${(silent.address() as {port: number}).port}/`;
  const folder = await mkdtemp(join(tmpdir(), 'rtc-broker-'));
  onTestFinished(() => rm(folder, {recursive: true, force: true}));
  await writeFile(join(folder, 'big'), Buffer.alloc(64 * 2 ** 20));
  await withStoppedClock(async clock => {
    const {broker, url, port} = await startBroker({auth: {jwks}, static: folder, drainMs: 300});
    const checked = refusalOf(dial(url, {token: `${btoa('{"alg":"RS256"}')}.${btoa('{}')}.x`}));
    const deaf = connectTcp(port, '127.0.0.1').pause();
    deaf.on('error', () => {});
    deaf.write('GET /big HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
    await once(silent, 'request');
    expect(await timeToClose(broker, clock)).toBeLessThan(2_000);
    expect(await checked).toEqual({status: 503, code: 'draining'});
  });
});

test('a refused upgrade is closed even if its client keeps it open', async () => {
  const {port} = await startBroker();
  const client = connectTcp({port, host: '127.0.0.1', allowHalfOpen: true});
  client.write(
    'GET /rtc/peerjs?id=%3F HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  );
  let isCutOff = false;
  client.on('error', () => (isCutOff = true));
  expect(await text(client)).toMatch(/^HTTP\/1.1 400 /);
  // Whatever else it says finds nobody.
  await until(() => {
    if (!isCutOff) client.write('x');
    return isCutOff;
  });
});

test('close leaves the server that it was attached to as it was', async () => {
  const server = createServer((_req, res) => res.end('the owner’s')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as {port: number}).port}/rtc`;
  const {emit} = server;
  const broker = createBroker({logLevel: 'silent'});
  broker.attach(server);
  const client = await connect(url);
  await broker.close();
  await client.closed;
  expect(server.emit).toBe(emit);
  expect(server.listenerCount('upgrade')).toBe(0);
  expect(await (await fetch(url)).text()).toBe('the owner’s');
});

test('close may be called twice', async () => {
  const {broker} = await startBroker();
  await Promise.all([broker.close(), broker.close()]);
  await broker.close();
});

test('after close nothing keeps the process alive, whatever was in progress', async () => {
  const program = `
    import {createBroker} from '${new URL('../dist/index.js', import.meta.url).href}';
    import {WebSocket} from 'ws';
    const broker = createBroker({port: 0, host: '127.0.0.1', limits: {messagesPerSocket: 1}, logLevel: 'silent'});
    const {url} = await broker.listen();
    const open = id => new Promise(resolve => {
      const socket = new WebSocket(url.replace('http', 'ws') + '/rtc/peerjs?key=peerjs&token=t&id=' + id);
      socket.once('message', () => resolve(socket));
    });
    const [alice, bob] = [await open('alice'), await open('bob')];
    const say = payload => alice.send(JSON.stringify({type: 'OFFER', dst: '@broker', payload: {type: 'rtc-call', ...payload}}));
    say({kind: 'enter', room: 'r', session: 's'});
    for (let index = 0; index < 12; index += 1) alice.send(JSON.stringify({type: 'OFFER', dst: 'nobody', payload: {type: 'x'}}));
    bob.terminate();
    await fetch(url + '/rtc/ice?id=a');
    await fetch(url + '/rtc/metrics');
    await broker.close();
    console.log('closed');
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [[code], output] = await Promise.all([once(child, 'exit'), text(child.stdout)]);
  expect([code, output]).toEqual([0, 'closed\n']);
});
