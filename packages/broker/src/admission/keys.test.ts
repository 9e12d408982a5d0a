/** The key server may be down: clients retry, and none gives up. */
import {once} from 'node:events';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {exportJWK, generateKeyPair, SignJWT, type CryptoKey} from 'jose';
import {afterEach, describe, expect, onTestFinished, test, vi} from 'vitest';
import {createLog} from '../log.js';
import {connect, dial, refusalOf} from '../testing/client.js';
import {startBroker} from '../testing/servers.js';

afterEach(() => void vi.useRealTimers());

const page = 'https://page.example';

type Answer = (req: IncomingMessage, res: ServerResponse) => void;

async function makeKey(kid: string) {
  const {publicKey, privateKey} = await generateKeyPair('ES256');
  return {privateKey, jwk: {...(await exportJWK(publicKey)), kid, alg: 'ES256'}};
}

const tokenOf = (kid: string, privateKey: CryptoKey): Promise<string> =>
  new SignJWT({}).setProtectedHeader({alg: 'ES256', kid}).setExpirationTime('30d').sign(privateKey);

/** A broker whose keys come from a server that answers as told. */
async function start(answer: Answer) {
  const state = {answer, requests: 0};
  const server = createServer((req, res) => {
    state.requests += 1;
    state.answer(req, res);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const jwks = `http://127.0.0.1:${(server.address() as {port: number}).port}/`;
  const lines: {level: number; msg: string}[] = [];
  const logger = createLog('warn', {write: line => void lines.push(JSON.parse(line) as (typeof lines)[0])});
  const {url} = await startBroker(
    {auth: {jwks, algorithm: 'ES256'}, handshakeMs: 1_000, origins: [page]},
    {logger},
  );
  return {url, state, lines};
}

const gives =
  (...keys: object[]): Answer =>
  (_req, res) =>
    void res.end(JSON.stringify({keys}));

const OUTAGES: [string, Answer][] = [
  ['answers 500', (_req, res) => void res.writeHead(500).end()],
  ['answers garbage', (_req, res) => void res.end('<html>')],
  ['answers JSON that is no list of keys', (_req, res) => void res.end('{"keys": "none"}')],
  ['redirects', (_req, res) => void res.writeHead(302, {Location: '/elsewhere'}).end()],
  ['hangs', () => {}],
  ['hangs up', req => void req.socket.destroy()],
];

describe.each(OUTAGES)('while the key server %s', (_how, outage) => {
  test('tokens are neither accepted nor rejected: 503, one line in the log, and recovery afterwards', async () => {
    const {privateKey, jwk} = await makeKey('one');
    const {url, state, lines} = await start(outage);
    const token = await tokenOf('one', privateKey);
    for (let index = 0; index < 3; index += 1)
      expect(await refusalOf(dial(url, {token}))).toEqual({status: 503, code: 'auth-unavailable'});
    const headers = {Authorization: `Bearer ${token}`, Origin: page};
    const response = await fetch(`${url}/ice?id=a`, {headers});
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({code: 'auth-unavailable'});
    // Its page can read the refusal and when to come back.
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'retry-after': '2',
      'access-control-allow-origin': page,
      'access-control-expose-headers': 'Retry-After',
    });
    expect(lines.filter(({level}) => level >= 50)).toHaveLength(1);

    state.answer = gives(jwk);
    await vi.waitFor(() => connect(url, {token}), {timeout: 5_000, interval: 200});
    expect(lines.at(-1)?.msg).toContain('again');
  });

  test('tokens that are invalid whatever the keys are rejected', async () => {
    const {url} = await start(outage);
    expect(await refusalOf(dial(url, {token: 'no token'}))).toEqual({status: 401, code: 'unauthorized'});
  });

  test('the last keys remain valid for a day', async () => {
    const {privateKey, jwk} = await makeKey('one');
    const {url, state, lines} = await start(gives(jwk));
    const token = await tokenOf('one', privateKey);
    await connect(url, {token});
    state.answer = outage;
    vi.useFakeTimers({toFake: ['Date'], now: Date.now() + 23 * 3_600_000});
    await connect(url, {token});
    const other = await makeKey('two');
    const refusal = await refusalOf(dial(url, {token: await tokenOf('two', other.privateKey)}));
    expect(refusal).toEqual({status: 503, code: 'auth-unavailable'});
    vi.setSystemTime(Date.now() + 2 * 3_600_000);
    expect(await refusalOf(dial(url, {token}))).toMatchObject({status: 503});
    expect(lines.filter(({level}) => level >= 50)).toHaveLength(1);
  });
});

test('many clients at once during an outage cause one request per second', async () => {
  const {privateKey} = await makeKey('one');
  const {url, state} = await start((_req, res) => void res.writeHead(500).end());
  const token = await tokenOf('one', privateKey);
  const refusals = await Promise.all(Array.from({length: 50}, () => refusalOf(dial(url, {token}))));
  expect(new Set(refusals.map(({code}) => code))).toEqual(new Set(['auth-unavailable']));
  expect(state.requests).toBeLessThan(5);
});

test('a key that is not in the JWKS is rejected, and a new one is found', async () => {
  const [one, two] = [await makeKey('one'), await makeKey('two')];
  const {url, state} = await start(gives(one.jwk));
  await connect(url, {token: await tokenOf('one', one.privateKey)});
  const token = await tokenOf('two', two.privateKey);
  expect(await refusalOf(dial(url, {token}))).toEqual({status: 401, code: 'unauthorized'});
  state.answer = gives(one.jwk, two.jwk);
  // Whatever a token says, the list is fetched every 30 s at most.
  vi.useFakeTimers({toFake: ['Date'], now: Date.now() + 31_000});
  await connect(url, {token});
});
