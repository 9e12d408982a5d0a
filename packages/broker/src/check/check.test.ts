import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {createServer, request} from 'node:http';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import {describe, expect, onTestFinished, test} from 'vitest';
import {createToken} from '../admission/tokens.js';
import {iceServersFor} from '../ice.js';
import {makeCertificate} from '../testing/certificate.js';
import {until} from '../testing/client.js';
import {freePort, isInstalled, startDaemon} from '../testing/daemons.js';
import {startBroker, startStock} from '../testing/servers.js';
import {checkBroker, type Target} from './check-broker.js';
import type {Finding} from './findings.js';
import {allocate, bind, readIceUrl, type Relay} from './turn.js';

async function check(target: Target): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const finding of checkBroker(target)) findings.push(finding);
  return findings;
}

const failures = (findings: readonly Finding[]) => findings.filter(({level}) => level === 'failed');

test('a working broker passes, with a warning about what is missing', async () => {
  const {origin} = await startBroker();
  const findings = await check({url: origin});
  expect(failures(findings)).toEqual([]);
  expect(findings.map(({name}) => name)).toEqual([
    'Node',
    'Address',
    'Health',
    'Script',
    'Peer id',
    'ICE servers',
    'WebSocket',
    'Relay',
  ]);
  expect(findings.find(({name}) => name === 'ICE servers')).toMatchObject({level: 'warning', detail: 'none'});
});

/** A proxy for plain requests, which adds these headers, or puts them in the place of those that it got. */
async function startProxy(brokerPort: number, headers: Record<string, string> = {}): Promise<string> {
  const proxy = createServer((req, res) => {
    const options = {
      host: '127.0.0.1',
      port: brokerPort,
      path: req.url,
      headers: {...req.headers, ...headers},
    };
    // As proxies do with headers that are for one connection only.
    for (const name of ['connection', 'upgrade']) delete options.headers[name];
    request(options, answer => {
      res.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(res);
    }).end();
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => {
    proxy.close();
    proxy.closeAllConnections();
  });
  return `http://127.0.0.1:${(proxy.address() as {port: number}).port}/rtc`;
}

describe('a problem is reported with a hint on how to fix it', () => {
  test('not a URL', async () => {
    expect(failures(await check({url: 'calls.example.com'}))).toMatchObject([{name: 'Address'}]);
  });

  test('nothing is listening', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    expect(failures(await check({url}))).toMatchObject(
      [{name: 'Health', hint: /^Nothing is listening there/}].map(loosely),
    );
  });

  test('a broker that can not use its Redis', async () => {
    const {origin, url} = await startBroker({redis: `redis://127.0.0.1:${await freePort()}`});
    // It has tried at least once.
    await until(async () => (await (await fetch(`${url}/health`)).text()).includes('redis-unreachable'));
    expect(failures(await check({url: origin}))).toMatchObject(
      [{name: 'Health', detail: '503 redis-unreachable: Redis can’t be reached', hint: /option redis/}].map(
        loosely,
      ),
    );
  });

  test('another server answers', async () => {
    const server = createServer((_req, res) => res.end('hello')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as {port: number}).port}`;
    expect(failures(await check({url}))).toMatchObject(
      [{name: 'Health', hint: /^Another server answers/}].map(loosely),
    );
  });

  test('a token is required', async () => {
    const secret = 'a secret of thirty-two bytes or more';
    const {url} = await startBroker({auth: {secret}});
    expect(failures(await check({url}))).toMatchObject([{name: 'ICE servers', detail: '401 unauthorized'}]);
    expect(
      failures(await check({url, token: await createToken({secret, id: 'alice', rooms: ['r']})})),
    ).toEqual([]);
  });

  test('the page’s origin is not allowed', async () => {
    const {url} = await startBroker();
    expect(failures(await check({url, origin: 'https://page.example'}))).toMatchObject([
      {
        name: 'Peer id',
        detail: '403 origin-forbidden',
        hint: expect.stringMatching(
          /--origins https:\/\/page\.example .* See https:\S+\/docs\/errors\.md#origin-forbidden$/,
        ) as string,
      },
    ]);
  });

  test('the proxy in front is not trusted, so all its clients share the limits of one address', async () => {
    const {url, port} = await startBroker();
    const proxied = await startProxy(port, {'x-forwarded-for': '203.0.113.1'});
    expect(failures(await check({url: proxied}))).toContainEqual(
      expect.objectContaining(loosely({name: 'Proxy', hint: /--trust-proxy/})),
    );
    expect(failures(await check({url}))).toEqual([]);
    const trusting = await startBroker({trustProxy: ['127.0.0.1']});
    const through = await startProxy(trusting.port, {'x-forwarded-for': '203.0.113.1'});
    expect(failures(await check({url: through})).map(({name}) => name)).not.toContain('Proxy');
  });

  test('the proxy in front changes the Host header', async () => {
    const {port} = await startBroker();
    const url = await startProxy(port, {host: 'upstream:9000'});
    expect(failures(await check({url}))).toMatchObject([
      loosely({name: 'Peer id', hint: /make it forward the Host/}),
    ]);
  });

  test('the proxy in front exposes the metrics', async () => {
    const {port} = await startBroker({metricsToken: 'north'});
    const url = await startProxy(port, {authorization: 'Bearer north'});
    expect(failures(await check({url}))).toContainEqual(
      expect.objectContaining(loosely({name: 'Metrics', hint: /metricsToken/})),
    );
  });

  test('a proxy swallows the upgrade', async () => {
    const {port} = await startBroker();
    const findings = await check({url: await startProxy(port)});
    expect(failures(findings)).toMatchObject([{name: 'WebSocket', detail: '400 bad-upgrade'}]);
  });

  test('it is a stock PeerServer', async () => {
    const {url} = await startStock();
    expect(failures(await check({url}))).toMatchObject([{name: 'Health', detail: 'answered 404'}]);
  });
});

describe.skipIf(!isInstalled('turnserver'))(
  'a real TURN server (to run these: apt-get install coturn)',
  () => {
    const SECRET = 'north';

    /** `more`: lines of its configuration file, as arguments. */
    async function startTurn(more: readonly string[] = []) {
      const [port, tlsPort] = [await freePort(), await freePort()];
      const {cert, key} = await makeCertificate();
      const args =
        `-n --no-cli --no-dtls --log-file=stdout --simple-log --pidfile=/dev/null --listening-ip=127.0.0.1 ` +
        `--relay-ip=127.0.0.1 --relay-ip=::1 --realm=test --use-auth-secret --static-auth-secret=${SECRET} ` +
        `--listening-port=${port} --tls-listening-port=${tlsPort} --cert=${cert} --pkey=${key}`;
      await startDaemon('turnserver', [...args.split(' '), ...more], port);
      // It listens over TCP a moment before it does over UDP.
      await until(() => bind(readIceUrl(`stun:127.0.0.1:${port}`)!).then(Boolean, () => false));
      const urls = [
        `turn:127.0.0.1:${port}`,
        `turn:127.0.0.1:${port}?transport=tcp`,
        `turns:localhost:${tlsPort}?transport=tcp`,
      ];
      return {urls, stun: [`stun:127.0.0.1:${port}`], cert};
    }

    test('accepts the broker’s credentials over UDP, TCP and TLS', async () => {
      const {urls, stun, cert} = await startTurn(await ourLimits());
      const {url} = await startBroker({stun, turn: {urls, secret: SECRET}});
      const bin = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));
      const env = {...process.env, NODE_EXTRA_CA_CERTS: cert};
      const output = await new Promise<string>((resolve, reject) => {
        execFile(process.execPath, [bin, 'check', url], {env}, (error, stdout) => {
          if (error) reject(new Error(stdout, {cause: error}));
          else resolve(stdout);
        });
      });
      expect(output).toMatch(new RegExp(`✓ ${stun[0]}: sees this machine as 127\\.0\\.0\\.1:\\d+`));
      for (const turn of urls) expect(output).toContain(`✓ ${turn}: relays at 127.0.0.1:`);
      expect(output).toMatch(/No problems found\.\n$/);
    });

    /** The limits of the configuration that init writes. */
    async function ourLimits(): Promise<string[]> {
      const config = await readFile(new URL('../../deploy/turnserver.conf', import.meta.url), 'utf8');
      const lines = config.split('\n').filter(line => /^(denied-peer-ip|user-quota|total-quota)=/.test(line));
      return lines.map(line => `--${line}`);
    }

    test('with our configuration relays to no internal address', async () => {
      const {urls} = await startTurn(await ourLimits());
      const {username = '', credential = ''} = iceServersFor(
        {stun: [], turn: {urls, secret: SECRET, ttl: 60}},
        'a',
      ).iceServers[0]!;
      const relay = await allocate(readIceUrl(urls[0]!)!, username, credential);
      const internal = [
        '127.0.0.1',
        '10.1.2.3',
        '169.254.169.254',
        '172.16.0.1',
        '192.168.1.1',
        '0.0.0.1',
        '100.64.0.1',
        '192.0.0.8',
        '192.0.2.1',
        '198.18.0.1',
        '198.51.100.1',
        '203.0.113.1',
        '224.0.0.251',
        '240.0.0.1',
        '255.255.255.255',
      ];
      expect(await Promise.all(internal.map(relay.permits))).toEqual(internal.map(() => false));
      expect(await relay.permits('93.184.215.14')).toBe(true);
      await relay.close();

      const relay6 = await allocate(readIceUrl(urls[0]!)!, username, credential, 6);
      const internal6 = [
        '::',
        '::1',
        'fc00::1',
        'fe80::1',
        'fec0::1',
        'ff02::1',
        '100::1',
        '2001:db8::1',
        '::ffff:127.0.0.1',
        '::ffff:10.1.2.3',
        '64:ff9b::10.1.2.3',
        '64:ff9b:1::1',
        '2002:a01:203::1',
      ];
      expect(await Promise.all(internal6.map(relay6.permits))).toEqual(internal6.map(() => false));
      expect(await relay6.permits('2606:2800:21f:cb07:6820:80da:af6b:8b2c')).toBe(true);
      await relay6.close();
    });

    test('with the README’s configuration limits the relays of one client', async () => {
      const {urls} = await startTurn(await ourLimits());
      const {username = '', credential = ''} = iceServersFor(
        {stun: [], turn: {urls, secret: SECRET, ttl: 60}},
        'a',
      ).iceServers[0]!;
      const ask = () => allocate(readIceUrl(urls[0]!)!, username, credential);
      const relays: Relay[] = [];
      for (let index = 0; index < 12; index += 1) relays.push(await ask());
      await expect(ask()).rejects.toThrow('486');
      await Promise.all(relays.map(relay => relay.close()));
    });

    test('that relays into its own network is reported', async () => {
      const {urls} = await startTurn(['--allow-loopback-peers']);
      const {url} = await startBroker({turn: {urls: urls.slice(0, 1), secret: SECRET}});
      const findings = await check({url});
      expect(findings.at(-1)).toMatchObject({
        level: 'warning',
        name: urls[0],
        hint: expect.stringContaining('internal network'),
      });
    });

    test('rejects credentials of another secret, and the hint names the option', async () => {
      const {urls} = await startTurn();
      const {url} = await startBroker({turn: {urls: urls.slice(0, 2), secret: 'south'}});
      const found = failures(await check({url}));
      expect(found).toMatchObject(
        urls.slice(0, 2).map(name => loosely({name, hint: /^The secret or the clock differs/})),
      );
    });

    test('with an untrusted certificate is reported', async () => {
      const {urls} = await startTurn();
      const {url} = await startBroker({turn: {urls: urls.slice(2), secret: SECRET}});
      expect(failures(await check({url}))).toMatchObject([loosely({name: urls[2]!, hint: /self-signed/})]);
    });

    test('that does not answer is reported', async () => {
      const {url} = await startBroker({turn: {urls: [`turn:127.0.0.1:${await freePort()}`], secret: SECRET}});
      expect(failures(await check({url}))).toHaveLength(1);
    });
  },
);

test.each([
  ['stun:a', {scheme: 'stun', host: 'a', port: 3478, transport: 'udp'}],
  ['turn:a:1?transport=tcp', {scheme: 'turn', host: 'a', port: 1, transport: 'tcp'}],
  ['turns:a', {scheme: 'turns', host: 'a', port: 5349, transport: 'tls'}],
  ['turn:[::1]:2', {scheme: 'turn', host: '::1', port: 2, transport: 'udp'}],
  ['http://a', undefined],
])('parses %s as %j', (url, expected) => {
  expect(readIceUrl(url)).toEqual(expected);
});

function loosely({name, hint}: {name: string; hint: RegExp}) {
  return {name, hint: expect.stringMatching(hint) as string};
}
