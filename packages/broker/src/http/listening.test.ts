/** Everywhere that a broker may listen, with real sockets. */
import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, statSync, writeFileSync} from 'node:fs';
import {request} from 'node:http';
import {createServer, type AddressInfo} from 'node:net';
import {networkInterfaces} from 'node:os';
import {rename} from 'node:fs/promises';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {describe, expect, onTestFinished, test} from 'vitest';
import {createBroker} from '../broker.js';
import {makeFolder} from '../testing/certificate.js';
import {connect, refusalOf} from '../testing/client.js';
import {BIN, follow, startProcess} from '../testing/processes.js';
import {startBroker} from '../testing/servers.js';

/** What `/rtc/health` says over a Unix socket. */
async function healthOver(socketPath: string, headers = {}): Promise<number | undefined> {
  const req = request({socketPath, path: '/rtc/health', headers}).end();
  const [res] = (await once(req, 'response')) as [{statusCode?: number; resume(): void}];
  res.resume();
  return res.statusCode;
}

const hasIpv6 = Object.values(networkInterfaces()).some(list => list?.some(({address}) => address === '::1'));

describe('a host', () => {
  test.each(['[::1]', '::1'])('%s is an IPv6 address', async host => {
    if (!hasIpv6) return;
    const {url, broker} = await startBroker({host});
    expect(url).toMatch(/^http:\/\/\[::1\]:\d+\/rtc$/);
    await connect(url);
    await broker.close();
  });

  test('that is not set means all addresses', async () => {
    const {url, port} = await startBroker({host: undefined});
    expect(url).toBe(`http://localhost:${port}/rtc`);
    await connect(`http://127.0.0.1:${port}/rtc`);
  });

  const canUnshare = (() => {
    try {
      execFileSync('unshare', ['-rn', 'true'], {stdio: 'ignore'});
      return true;
    } catch {
      return false;
    }
  })();

  test.skipIf(!canUnshare).each([
    ['no network is up', '', ''],
    ['there is no IPv6', 'echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6;', '--host ::'],
  ])('is found if %s', async (_name, setup, flags) => {
    // A network of its own, whose interfaces are all down.
    const command = `${setup} exec "${process.execPath}" "${BIN}" serve --port 9000 ${flags}`;
    const {url} = await follow(
      spawn('unshare', ['-rn', 'sh', '-c', command], {stdio: ['ignore', 'pipe', 'pipe']}),
    );
    expect(url).toBe('http://localhost:9000/rtc');
  });
});

describe('a Unix socket', () => {
  test('works for everything, and is removed afterwards', async () => {
    const socket = join(await makeFolder(), 'broker.sock');
    const {broker, origin, port} = await startBroker({socket, socketMode: '600'});
    expect([origin, port]).toEqual([`http://unix:${socket}:`, 0]);
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    expect(await healthOver(socket)).toBe(200);
    await connectOver(socket);
    await broker.close();
    expect(existsSync(socket)).toBe(false);
  });

  test('left behind by a killed process is replaced', async () => {
    const socket = join(await makeFolder(), 'broker.sock');
    const {child, exited} = await startProcess(['--socket', socket]);
    child.kill('SIGKILL');
    await exited;
    expect(existsSync(socket)).toBe(true);
    await startBroker({socket});
    expect(await healthOver(socket)).toBe(200);
  });

  test('in use is not replaced, and a regular file is never removed', async () => {
    const folder = await makeFolder();
    const [socket, file] = [join(folder, 'broker.sock'), join(folder, 'precious')];
    await startBroker({socket});
    writeFileSync(file, 'precious');
    for (const path of [socket, file]) {
      const second = createBroker({socket: path, logLevel: 'silent'});
      await expect(second.listen()).rejects.toThrow('EADDRINUSE');
      await second.close();
    }
    expect(await healthOver(socket)).toBe(200);
    expect(existsSync(file)).toBe(true);
  });

  test('counts as one client unless it is trusted', async () => {
    const socket = join(await makeFolder(), 'broker.sock');
    const limits = {connectionsPerAddress: 1};
    const {broker} = await startBroker({socket, limits});
    await connectOver(socket, '203.0.113.1');
    expect(await refusalOf(connectOver(socket, '203.0.113.2'))).toMatchObject({code: 'too-many-connections'});
    await broker.close();

    await startBroker({socket, limits, trustProxy: ['unix'], requireTls: true});
    for (const client of ['203.0.113.1', '203.0.113.2']) await connectOver(socket, client);
    expect(await refusalOf(connectOver(socket, '203.0.113.2'))).toMatchObject({code: 'too-many-connections'});
  });

  test('is named in the error if another process has it', async () => {
    const socket = join(await makeFolder(), 'broker.sock');
    await startBroker({socket});
    const child = spawn(process.execPath, [BIN, 'serve', '--socket', socket]);
    onTestFinished(() => void child.kill('SIGKILL'));
    expect(await text(child.stderr)).toContain(`${socket} is in use by another process`);
  });
});

describe('inherited sockets (LISTEN_FDS)', () => {
  /** Opens a socket that its process does not keep: it is `give`n away, or nobody would know who takes a connection. */
  async function openSocket(where: {port: number; host: string} | {path: string}) {
    const isUnix = 'path' in where;
    // Closing it removes the file under the name that it was made with.
    const server = createServer().listen(isUnix ? {path: `${where.path}.new`} : where);
    await once(server, 'listening');
    if (isUnix) await rename(`${where.path}.new`, where.path);
    onTestFinished(() => void server.close());
    const {fd} = (server as unknown as {_handle: {fd: number}})._handle;
    return {fd, address: server.address(), give: () => void server.close()};
  }

  /** Sets LISTEN_PID as systemd does, in the process that becomes the broker. */
  function activate(
    sockets: readonly {fd: number; give: () => void}[],
    env: Record<string, string>,
    flags = '',
  ) {
    const command = `LISTEN_PID=\${PID:-$$} exec "${process.execPath}" "${BIN}" serve ${flags}`;
    const child = spawn('sh', ['-c', command], {
      stdio: ['ignore', 'pipe', 'pipe', ...sockets.map(({fd}) => fd)],
      env: {...process.env, ...env},
    });
    for (const socket of sockets) socket.give();
    return follow(child);
  }

  test('are used instead of host and port', async () => {
    const socket = await openSocket({port: 0, host: '127.0.0.1'});
    const {port} = socket.address as AddressInfo;
    const {url, child, exited} = await activate([socket], {LISTEN_FDS: '1'}, '--port 1');
    expect(url).toBe(`http://127.0.0.1:${port}/rtc`);
    await connect(url);
    child.kill('SIGINT');
    expect(await exited).toBe(0);
  });

  test('can be several, of several kinds', async () => {
    const path = join(await makeFolder(), 'broker.sock');
    const [one, two, unix] = [
      await openSocket({port: 0, host: '127.0.0.1'}),
      await openSocket({port: 0, host: '127.0.0.1'}),
      await openSocket({path}),
    ];
    const {child, exited} = await activate([one, two, unix], {LISTEN_FDS: '3'});
    const clients = [];
    for (const {address} of [one, two])
      clients.push(await connect(`http://127.0.0.1:${(address as AddressInfo).port}/rtc`));
    await connectOver(path);
    clients[0]!.offer(clients[1]!.id);
    await clients[1]!.next('OFFER');
    child.kill('SIGINT');
    expect((await clients[1]!.closed).reason).toBe('draining');
    expect(await exited).toBe(0);
  });

  test('for another process are left alone', async () => {
    const socket = await openSocket({port: 0, host: '127.0.0.1'});
    const {url} = await activate([socket], {LISTEN_FDS: '1', PID: '1'}, '--port 0 --host 127.0.0.1');
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });
});

/** Over a Unix socket, as a proxy does for a client at this address. */
async function connectOver(path: string, client?: string) {
  const headers: Record<string, string> =
    client === undefined ? {} : {'X-Forwarded-For': client, 'X-Forwarded-Proto': 'https'};
  return connect(`http+unix://${path}:/rtc`, {headers});
}
