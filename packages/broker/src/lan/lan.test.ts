import {X509Certificate} from 'node:crypto';
import {once} from 'node:events';
import {request as requestPlain, type IncomingMessage, type RequestOptions} from 'node:http';
import {request as requestTls} from 'node:https';
import {connect as connectTcp} from 'node:net';
import {text as readText} from 'node:stream/consumers';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi} from 'vitest';
import {createBroker} from '../broker.js';
import {createLog} from '../log.js';
import type {BrokerOptions} from '../options/options.js';
import {makeFolder} from '../testing/certificate.js';
import {until} from '../testing/client.js';
import {canOpenPhoneNetwork, openPhoneNetwork, type PhoneNetwork} from '../testing/phone-network.js';
import {openLan} from './lan.js';
import {privateAddresses} from './network.js';

const log = createLog('silent');

afterEach(() => {
  vi.unstubAllEnvs();
});

/** The private interfaces of some laptop. */
const INTERFACES = {
  lo: [{address: '127.0.0.1', internal: true}],
  docker0: [{address: '172.17.0.1', internal: false}],
  wg0: [{address: '10.8.0.2', internal: false}],
  tailscale0: [{address: '100.90.1.2', internal: false}],
  tun0: [{address: '10.9.0.2', internal: false}],
  wlan0: [
    {address: 'fe80::1', internal: false, scopeid: 2},
    {address: 'fd00::5', internal: false, scopeid: 0},
    {address: '203.0.113.5', internal: false},
    {address: '192.168.1.5', internal: false},
  ],
} as unknown as Parameters<typeof privateAddresses>[1];

test('offers private addresses only, those of real networks first', () => {
  const virtual = ['172.17.0.1', '10.8.0.2', '100.90.1.2', '10.9.0.2'];
  expect(privateAddresses(undefined, INTERFACES)).toEqual(['192.168.1.5', 'fd00::5', ...virtual]);
  // The main route of some laptops goes through a tunnel.
  const [first, ...rest] = privateAddresses('10.9.0.2', INTERFACES);
  expect(first).toBe('192.168.1.5');
  expect(rest).toEqual(['fd00::5', '10.9.0.2', ...virtual.slice(0, 3)]);
});

describe('openLan', () => {
  const open = async (findAddresses: () => Promise<string[]>, checkMs?: number) => {
    const lan = await openLan({
      log,
      folder: join(await makeFolder(), 'c'),
      name: 'laptop',
      findAddresses,
      checkMs,
    });
    onTestFinished(() => lan.stop());
    return lan;
  };

  test('has an address to open, with a QR code and the SHA-256 to compare', async () => {
    const lan = await open(async () => ['192.168.1.5', 'fd00::5']);
    const address = lan.addressOf(9_000, '/rtc');
    expect(address).toMatchObject({
      url: 'https://192.168.1.5:9000',
      trustUrl: 'http://192.168.1.5:9000/rtc/trust',
      fingerprint: new X509Certificate(lan.identity.authority).fingerprint256,
    });
    const described = address.describe('/#room');
    for (const part of ['https://192.168.1.5:9000/#room', '█▀', address.trustUrl])
      expect(described).toContain(part);
    // In groups, which fit a narrow terminal.
    expect(described.replaceAll('\n', ':')).toContain(address.fingerprint);
    const texts = described.split('\n').filter(line => !/[█▀▄]/.test(line));
    expect(Math.max(...texts.map(line => line.length))).toBeLessThan(62);
    expect(described).not.toContain('\x1b');
  });

  test('puts an IPv6 address in brackets', async () => {
    const lan = await open(async () => ['fd00::5']);
    expect(lan.addressOf(9_000, '/rtc').url).toBe('https://[fd00::5]:9000');
  });

  test('refuses a machine without a private address', async () => {
    await expect(open(async () => [])).rejects.toMatchObject({
      code: 'bad-options',
      message: expect.stringContaining('lan: this machine has no address in a private network'),
    });
  });

  test('renews the certificate when the addresses change, and keeps it without a network', async () => {
    let addresses = ['192.168.1.5'];
    const find = vi.fn(async () => addresses);
    const lan = await open(find, 20);
    const renewed = vi.fn();
    lan.watch(renewed);
    addresses = [];
    const before = find.mock.calls.length;
    // The second check begins when the first is over.
    await until(() => find.mock.calls.length >= before + 3);
    expect(renewed).not.toHaveBeenCalled();
    addresses = ['10.0.0.7'];
    await until(() => renewed.mock.calls.length === 1);
    expect(new X509Certificate(renewed.mock.calls[0]![0].cert).checkIP('10.0.0.7')).toBe('10.0.0.7');
    expect(lan.addressOf(1, '/rtc').url).toBe('https://10.0.0.7:1');
  });
});

const [ownAddress] = privateAddresses();
const canRun = ownAddress !== undefined || canOpenPhoneNetwork;
describe.skipIf(!canRun)('a broker with lan (to run: join a private network, or be root)', () => {
  let network: PhoneNetwork | undefined;
  let host = ownAddress ?? '';

  beforeAll(() => {
    if (ownAddress !== undefined) return;
    network = openPhoneNetwork();
    host = network.address;
  });

  afterAll(() => network?.close());

  async function start(options: BrokerOptions = {}) {
    const config = await makeFolder();
    vi.stubEnv('XDG_CONFIG_HOME', config);
    const broker = createBroker({
      port: 0,
      host: 'localhost',
      logLevel: 'silent',
      handshakeMs: 500,
      drainMs: 500,
      ...options,
    });
    onTestFinished(() => broker.close());
    const listening = await broker.listen({lan: true});
    return {...listening, broker};
  }

  /** Sends a request to the private address, as a phone does, or to localhost. */
  async function get(
    port: number,
    path: string,
    options: RequestOptions & {tls?: boolean; ca?: string} = {},
  ) {
    const {tls = false, ...rest} = options;
    const request = (tls ? requestTls : requestPlain)({
      host,
      port,
      path,
      agent: false,
      rejectUnauthorized: false,
      ...rest,
    } as RequestOptions);
    const response = once(request.end(), 'response') as Promise<[IncomingMessage]>;
    const [res] = await response;
    return {status: res.statusCode, headers: res.headers, body: await readText(res)};
  }

  test('serves localhost over http and the network over https, on one port', async () => {
    const {port, url, lan} = await start();
    expect(url).toBe(`http://localhost:${port}`);
    expect(await (await fetch(`${url}/rtc/health`)).json()).toMatchObject({live: true});
    expect(await (await fetch(`${url}/rtc/lan`)).json()).toEqual({url: lan!.url});
    expect(await get(port, '/rtc/health', {tls: true})).toMatchObject({status: 200});
    // Many bytes in several packets arrive as they were sent.
    const {status} = await get(port, '/rtc/health', {tls: true, headers: {'x-long': 'x'.repeat(9_000)}});
    expect(status).toBe(200);
  });

  test('shows other devices without TLS the way, with the path that they wanted', async () => {
    const {port} = await start();
    const {status, headers} = await get(port, '/a"<b>?c=d');
    expect(status).toBe(302);
    expect(headers.location).toBe(`/rtc/trust?to=${encodeURIComponent('/a"<b>?c=d')}`);
    const page = await get(port, headers.location!);
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(page.body).toContain(`${port}/a&#34;&#60;b&#62;?c=d"`);
    expect(page.body).not.toContain('<b>');
  });

  test.each(['/rtc/trust?to=https://evil.example', '/rtc/trust?to=//evil.example/', '/rtc/trust'])(
    'leads from %s to itself only',
    async path => {
      const {port} = await start();
      const {body} = await get(port, path, {headers: {host: 'evil.example'}});
      const [, link] = /class="call button" href="([^"]+)"/.exec(body)!;
      expect(new URL(link!).host).toBe(host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`);
    },
  );

  test('offers the certificate, and never a key', async () => {
    const {port, lan} = await start();
    for (const tls of [false, true]) {
      const page = await get(port, '/rtc/trust', {tls});
      expect(page.body).toContain(lan!.fingerprint);
      expect(page.body).not.toContain('KEY');
      const [, download] = /href="([^"]+)" download/.exec(page.body)!;
      const {headers} = await get(port, download!, {tls});
      expect(headers['content-type']).toBe('application/x-x509-ca-cert');
    }
  });

  test('accepts no call without TLS from another device', async () => {
    const {port} = await start();
    const socket = connectTcp(port, host);
    socket.end(
      'GET /rtc/peerjs?key=peerjs HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    );
    expect(await readText(socket)).toMatch(/^HTTP\/1.1 426 .*tls-required/s);
    expect(await get(port, '/rtc/leave', {method: 'POST'})).toMatchObject({status: 426});
  });

  test('ends connections that send nothing, or neither HTTP nor TLS', async () => {
    const {port} = await start();
    const silent = connectTcp(port, host);
    const wrong = connectTcp(port, host);
    wrong.write('\x16nonsense');
    const gone = connectTcp(port, host, () => gone.resetAndDestroy());
    await Promise.all([silent, wrong].map(socket => once(socket.on('error', () => {}).resume(), 'close')));
    expect(await get(port, '/rtc/health', {tls: true})).toMatchObject({status: 200});
  });

  test('contradicts a certificate of its own, and a Unix socket', async () => {
    const files = {cert: '/a', key: '/b'};
    for (const options of [{tls: files}, {socket: '/tmp/x.sock'}]) {
      const broker = createBroker({port: 0, logLevel: 'silent', ...options});
      onTestFinished(() => broker.close());
      await expect(broker.listen({lan: true})).rejects.toMatchObject({
        code: 'bad-options',
        message: expect.stringContaining('lan: contradicts'),
      });
    }
  });

  test('closes', async () => {
    const {broker, port} = await start();
    const idle = connectTcp(port, host);
    await once(idle, 'connect');
    await broker.close();
    await expect(get(port, '/rtc/health', {tls: true})).rejects.toThrow();
    idle.resume();
    await once(idle, 'close');
  });
});

test('a broker without lan has no address for others', async () => {
  const broker = createBroker({port: 0, host: '127.0.0.1', logLevel: 'silent'});
  onTestFinished(() => broker.close());
  const {url, lan} = await broker.listen();
  expect(lan).toBeUndefined();
  expect(await (await fetch(`${url}/rtc/lan`)).json()).toEqual({url: null});
});
