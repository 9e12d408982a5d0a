/** What check finds out about certificates, clocks and the headers of pages. */
import {execFile} from 'node:child_process';
import {writeFile} from 'node:fs/promises';
import {createServer} from 'node:https';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {createServer as createHttpServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {expect, onTestFinished, test} from 'vitest';
import {makeCertificate} from '../testing/certificate.js';
import {makeFolder} from '../testing/daemons.js';
import {startBroker} from '../testing/servers.js';
import {checkBroker} from './check-broker.js';
import {checkPageHeaders} from './page.js';

const bin = join(import.meta.dirname, '../../dist/bin.js');

/** An https server with this certificate, and what a process that trusts `ca` says about it. */
async function checkTls(cert: string, key: string, ca: string, host = 'localhost') {
  const server = createServer({cert: readFileSync(cert), key: readFileSync(key)}, (_req, res) => res.end());
  server.listen(0);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const url = `https://${host}:${(server.address() as AddressInfo).port}`;
  const env = {...process.env, NODE_EXTRA_CA_CERTS: ca};
  const {stdout} = await promisify(execFile)(process.execPath, [bin, 'check', url, '--json'], {env}).catch(
    (error: {stdout: string}) => error,
  );
  const report = JSON.parse(stdout) as {findings: {name: string; level: string}[]};
  return report.findings.find(({name}) => name === 'Certificate');
}

async function makeSigned(days: number, key = 'ec:prime256v1') {
  const folder = await makeFolder();
  const files = ['cert.pem', 'key.pem'].map(name => join(folder, name)) as [string, string];
  const [type, size] = key.split(':');
  const newKey = type === 'rsa' ? ['rsa:' + size] : ['ec', '-pkeyopt', `ec_paramgen_curve:${size}`];
  const args = [
    'req',
    '-x509',
    '-newkey',
    ...newKey,
    '-nodes',
    '-subj',
    '/CN=localhost',
    '-days',
    String(days),
  ];
  const names = ['-addext', 'subjectAltName=DNS:localhost'];
  await promisify(execFile)('openssl', [...args, ...names, '-out', files[0], '-keyout', files[1]]);
  return files;
}

test('a certificate is checked for its end, its name, its key and its authority', async () => {
  const [long, short, weak] = await Promise.all([makeSigned(60), makeSigned(5), makeSigned(60, 'rsa:1024')]);
  const other = (await makeCertificate()).cert;
  expect(await checkTls(...long, long[0])).toMatchObject({
    level: 'ok',
    detail: expect.stringMatching(/^for localhost, for (59|60) more days$/),
  });
  expect(await checkTls(...short, short[0])).toMatchObject({
    level: 'warning',
    hint: expect.stringContaining('Renew'),
  });
  expect(await checkTls(...long, long[0], '127.0.0.1')).toMatchObject({
    level: 'failed',
    detail: 'ERR_TLS_CERT_ALTNAME_INVALID: it is for localhost',
  });
  expect(await checkTls(...long, other)).toMatchObject({
    level: 'failed',
    hint: expect.stringContaining('self-signed'),
  });
  expect(await checkTls(...weak, weak[0])).toMatchObject({level: 'failed'});
});

test('a broker whose clock differs is reported', async () => {
  const server = createHttpServer((_req, res) => {
    res.setHeader('Date', new Date(Date.now() + 120_000).toUTCString());
    res.setHeader('Content-Type', 'application/json');
    res.end('{"live":true,"ready":true}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const findings = [];
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for await (const finding of checkBroker({url})) findings.push(finding);
  expect(findings).toContainEqual(
    expect.objectContaining({
      level: 'warning',
      name: 'Clock',
      detail: expect.stringMatching(/1(19|20|21) s ahead/),
    }),
  );
});

test('the page of a broker is checked, and a page that was named must be there', async () => {
  const folder = await makeFolder();
  await writeFile(join(folder, 'index.html'), 'a page');
  const {origin} = await startBroker({static: folder});
  const check = async (page?: string) => {
    const findings = [];
    for await (const finding of checkBroker({url: origin, page})) findings.push(finding);
    return findings.filter(({name}) => name === 'Page');
  };
  expect(await check()).toMatchObject([{level: 'ok'}]);
  expect(await check(`${origin}/nothing`)).toMatchObject([{level: 'failed'}]);
});

const BASE = 'https://calls.example.com/rtc';
const OWN = 'https://calls.example.com/page';
const OTHER = 'https://www.example.com/page';

test.each<[string, string, Record<string, string>, RegExp[]]>([
  ['no headers', OTHER, {}, []],
  [
    'camera=()',
    OWN,
    {'permissions-policy': 'geolocation=(), camera=(), microphone=(self)'},
    [/^camera=\(\)$/],
  ],
  ['everything', OWN, {'permissions-policy': 'camera=*, microphone=(self "https://a.example")'}, []],
  ['another origin', OWN, {'permissions-policy': 'camera=("https://a.example")'}, [/^camera=/]],
  ["'self', own broker", OWN, {'content-security-policy': "default-src 'self'"}, []],
  ["'none'", OWN, {'content-security-policy': "default-src 'none'"}, [/script-src|default-src/, /./, /wss:/]],
  [
    'another host',
    OTHER,
    {'content-security-policy': "script-src 'self'; connect-src *"},
    [/calls.example.com in script-src/],
  ],
  [
    'https without wss',
    OTHER,
    {'content-security-policy': 'connect-src https://calls.example.com'},
    [/wss:\/\/calls.example.com in connect-src/],
  ],
  [
    'what docs/guides/embedding.md says',
    OTHER,
    {
      'content-security-policy':
        "default-src 'none'; script-src 'self' https://calls.example.com; connect-src https://calls.example.com wss://calls.example.com",
    },
    [],
  ],
  ['a nonce', OTHER, {'content-security-policy': "script-src 'nonce-abc' 'strict-dynamic'"}, []],
  ['a wildcard', OTHER, {'content-security-policy': 'default-src *.example.com wss://*.example.com'}, []],
  [
    'another port',
    OTHER,
    {'content-security-policy': 'script-src https://calls.example.com:8443'},
    [/script-src/],
  ],
])('the headers of a page: %s', (_name, page, headers, wanted) => {
  const details = checkPageHeaders(page, BASE, new Headers(headers)).map(({detail}) => detail);
  expect(details).toHaveLength(wanted.length);
  wanted.forEach((pattern, index) => expect(details[index]).toMatch(pattern));
});
