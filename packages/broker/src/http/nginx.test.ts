/** Behind Debian's real nginx with TLS, with the very configuration that the README gives. */
import {readFile, writeFile} from 'node:fs/promises';
import {request} from 'node:https';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {expect, test} from 'vitest';
import {makeCertificate} from '../testing/certificate.js';
import {connect, dial, refusalOf, until} from '../testing/client.js';
import {freePort, isInstalled, makeFolder, startDaemon} from '../testing/daemons.js';
import {startBroker} from '../testing/servers.js';

async function startNginx(brokerPort: number): Promise<{origin: string; log: string}> {
  const dir = await makeFolder();
  const port = await freePort();
  const {cert, key} = await makeCertificate();
  const log = join(dir, 'calls.log');
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const site = /```nginx\n(.*?)```/s
    .exec(readme)![1]!
    .replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
    .replace('127.0.0.1:9000', `127.0.0.1:${brokerPort}`)
    .replace(/(?<=ssl_certificate )\S+(?=;)/, cert)
    .replace(/(?<=ssl_certificate_key )\S+(?=;)/, key)
    .replace('/var/log/nginx/calls.log', log);
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    name => `${name}_temp_path ${dir}/${name};`,
  );
  const http = `http { ${folders.join(' ')} ${site} }`;
  const config = join(dir, 'nginx.conf');
  await writeFile(config, `daemon off; user root; pid ${dir}/pid; error_log stderr; events {} ${http}`);
  await startDaemon('nginx', ['-c', config, '-e', 'stderr'], port);
  return {origin: `https://localhost:${port}`, log};
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
    const {origin, log} = await startNginx(port);
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
