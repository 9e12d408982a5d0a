/** Behind Debian's real nginx with TLS, with the very configuration that the README gives. */
import {execFile} from 'node:child_process';
import {readFile, writeFile} from 'node:fs/promises';
import {request} from 'node:https';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {promisify} from 'node:util';
import {expect, test} from 'vitest';
import {makeCertificate} from '../testing/certificate.js';
import {connect, dial, refusalOf, until} from '../testing/client.js';
import {startClusterProcess, untilJoined} from '../testing/cluster.js';
import {freePort, isInstalled, makeFolder, startDaemon} from '../testing/daemons.js';
import {BIN} from '../testing/processes.js';
import {startRedis} from '../testing/redis.js';
import {startBroker} from '../testing/servers.js';

/** The blocks for nginx in a document. */
async function blocksIn(path: string): Promise<string[]> {
  const page = await readFile(new URL(path, import.meta.url), 'utf8');
  return [...page.matchAll(/```nginx\n(.*?)```/gs)].map(([, block = '']) => block);
}

interface Nginx {
  readonly origin: string;
  readonly log: string;
  /** Its certificate. */
  readonly cert: string;
}

async function startNginx(proxyPass: string, upstream = ''): Promise<Nginx> {
  const dir = await makeFolder();
  const port = await freePort();
  const {cert, key} = await makeCertificate();
  const log = join(dir, 'calls.log');
  const [readme = ''] = await blocksIn('../../README.md');
  const site = readme
    .replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
    .replace('proxy_pass http://127.0.0.1:9000;', proxyPass)
    .replace(/(?<=ssl_certificate )\S+(?=;)/, cert)
    .replace(/(?<=ssl_certificate_key )\S+(?=;)/, key)
    .replace('/var/log/nginx/calls.log', log);
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    name => `${name}_temp_path ${dir}/${name};`,
  );
  const http = `http { ${folders.join(' ')} ${upstream} ${site} }`;
  const config = join(dir, 'nginx.conf');
  await writeFile(config, `daemon off; user root; pid ${dir}/pid; error_log stderr; events {} ${http}`);
  await startDaemon('nginx', ['-c', config, '-e', 'stderr'], port);
  return {origin: `https://localhost:${port}`, log, cert};
}

/** The certificate is our own. */
const trusting = {rejectUnauthorized: false};

const get = (url: string): Promise<{status: number; body: string}> =>
  new Promise((resolve, reject) => {
    request(url, trusting, res => {
      text(res).then(body => resolve({status: res.statusCode!, body}), reject);
    })
      .on('error', reject)
      .end();
  });

/** What `rtc-broker check` says, as [what was checked, how it is, what it is]. */
async function check(url: string, cert: string): Promise<string[][]> {
  const env = {...process.env, NODE_EXTRA_CA_CERTS: cert};
  const {stdout} = await promisify(execFile)(process.execPath, [BIN, 'check', url, '--json'], {env});
  const {findings} = JSON.parse(stdout) as {findings: {name: string; level: string; detail: string}[]};
  return findings.map(({name, level, detail}) => [name, level, detail]);
}

test.skipIf(!isInstalled('nginx'))(
  'works behind nginx (to run this test: apt-get install nginx)',
  async () => {
    const {port} = await startBroker({
      trustProxy: ['127.0.0.1'],
      requireTls: true,
      limits: {connectionsPerAddress: 1},
      // Half of it has to be enough for an answer through nginx, on a busy machine too.
      silenceMs: 4_000,
      metricsToken: undefined,
    });
    const {origin, log} = await startNginx(`proxy_pass http://127.0.0.1:${port};`);
    const url = `${origin}/rtc`;
    expect(await get(`${url}/health`)).toEqual({status: 200, body: '{"live":true,"ready":true}'});

    const alice = await connect(url, {...trusting, token: 'not-for-the-log', origin});
    let pings = 0;
    alice.socket.on('ping', () => (pings += 1));
    alice.offer(alice.id);
    await alice.next('OFFER');
    // The client that nginx tells of is counted, not nginx.
    expect(await refusalOf(dial(url, trusting))).toEqual({status: 429, code: 'too-many-connections'});
    await connect(`http://127.0.0.1:${port}/rtc`, {
      headers: {'X-Forwarded-For': '203.0.113.1', 'X-Forwarded-Proto': 'https'},
    });
    expect(await refusalOf(dial(url, {...trusting, origin: 'https://evil.example'}))).toMatchObject({
      status: 403,
    });
    expect((await get(`${url}/metrics`)).status).toBe(404);

    await until(() => pings > 0);
    expect(alice.isOpen).toBe(true);
    alice.vanish();
    await alice.closed;
    const lines = await readFile(log, 'utf8');
    expect(lines).toContain('"GET /rtc/health" 200');
    expect(lines).not.toContain('not-for-the-log');
  },
);

test.skipIf(!isInstalled('nginx'))(
  'several brokers behind nginx: one that is killed, or not ready, is skipped',
  async () => {
    const redis = await startRedis();
    const flags = ['--trust-proxy', '127.0.0.1', '--drain-delay-ms', '60000'];
    const brokers = await Promise.all([1, 2, 3].map(() => startClusterProcess(redis.url, 'rtc', flags)));
    await untilJoined(brokers.map(({url}) => url));
    const [upstream = '', proxyPass = ''] = await blocksIn('../../../../docs/cluster.md');
    let count = 0;
    const withPorts = upstream.replaceAll(/10\.0\.0\.\d:9000/g, () => new URL(brokers[count++]!.url).host);
    expect(count).toBe(3);
    const {origin, cert} = await startNginx(proxyPass, withPorts);
    const url = `${origin}/rtc`;
    const people = [];
    for (let index = 0; index < 6; index += 1) people.push(await connect(url, {...trusting, origin}));
    for (const person of people) person.enter('r');
    await Promise.all(people.map(person => person.nextFromBroker('room')));
    for (const person of people) {
      person.offer(people[0]!.id, `from-${person.id}`);
      await people[0]!.next('OFFER', ({payload}) => payload?.connectionId === `from-${person.id}`);
    }
    const found = await check(url, cert);
    expect(found).toContainEqual(['Health', 'ok', 'live and ready, 3 brokers act as one']);
    for (const name of ['Peer id', 'WebSocket', 'Relay'])
      expect(found).toContainEqual([name, 'ok', expect.any(String)]);

    brokers[0]!.child.kill('SIGKILL');
    brokers[1]!.child.kill('SIGTERM');
    await until(async () => (await fetch(`${brokers[1]!.url}/health`)).status === 503);
    for (let index = 0; index < 6; index += 1) {
      await connect(url, {...trusting, origin});
      expect((await get(`${url}/health`)).status).toBe(200);
    }
    // It rejects if the command says that anything has failed.
    await check(url, cert);
  },
);
