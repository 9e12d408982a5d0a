import {once} from 'node:events';
import {createServer} from 'node:http';
import {exportJWK, generateKeyPair, SignJWT} from 'jose';
import {describe, expect, onTestFinished, test} from 'vitest';
import {createMemoryStore} from '../registry/memory-registry.js';
import {makeCertificate} from '../testing/certificate.js';
import {connect, dial, refusalOf, until} from '../testing/client.js';
import {startBroker} from '../testing/servers.js';
import {createToken} from './tokens.js';

const secret = 'a secret of thirty-two bytes or more';
const key = new TextEncoder().encode(secret);
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;
const sign = (claims: object, exp?: number, alg = 'HS256', signingKey: Uint8Array = key) => {
  const jwt = new SignJWT({...claims}).setProtectedHeader({alg});
  return (exp === undefined ? jwt : jwt.setExpirationTime(exp)).sign(signingKey);
};

describe('a broker with a secret', () => {
  test('accepts a valid token, and reports that everyone is authenticated', async () => {
    const {url} = await startBroker({auth: {secret}});
    const alice = await connect(url, {id: 'alice', token: await createToken({secret, id: 'alice'})});
    alice.sendToBroker('hello');
    expect(await alice.nextFromBroker('welcome')).toMatchObject({authenticated: true});
  });

  test.each([
    ['no token', () => ''],
    ['no JWT', () => 'just some text'],
    ['another secret', () => createToken({secret: 'another secret of thirty-two bytes or so'})],
    ['no expiry', () => sign({})],
    ['an expiry more than a minute ago', () => sign({}, inSeconds(-61))],
    ['another algorithm', () => sign({}, inSeconds(60), 'HS512', new TextEncoder().encode(secret.repeat(2)))],
    ['no signature', () => `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({exp: inSeconds(60)}))}.`],
    ['claims of the wrong type', () => sign({rooms: 'all of them'}, inSeconds(60))],
    ['endless length', () => 'x'.repeat(5_000)],
  ])('refuses %s with 401', async (_name, make) => {
    const {url} = await startBroker({auth: {secret}});
    const token = await make();
    expect(await refusalOf(dial(url, {token}))).toEqual({status: 401, code: 'unauthorized'});
    const response = await fetch(`${url}/ice?id=alice`, {
      headers: token ? {Authorization: `Bearer ${token}`} : {},
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await response.json()).toEqual({code: 'unauthorized', hint: expect.any(String) as string});
  });

  test('tolerates a clock difference of one minute', async () => {
    const {url} = await startBroker({auth: {secret}});
    await connect(url, {token: await sign({}, inSeconds(-50))});
  });

  test('a token for one peer id is refused for another', async () => {
    const {url} = await startBroker({auth: {secret}});
    const token = await createToken({secret, id: 'alice'});
    expect(await refusalOf(dial(url, {id: 'bob', token}))).toEqual({status: 403, code: 'id-forbidden'});
    expect((await fetch(`${url}/ice?id=bob&token=${token}`)).status).toBe(403);
    await connect(url, {id: 'alice', token});
  });

  test('a renewed token of the same person resumes their id', async () => {
    const {url} = await startBroker({auth: {secret}});
    const before = await connect(url, {id: 'alice', token: await createToken({secret, id: 'alice'})});
    await connect(url, {id: 'alice', token: await createToken({secret, id: 'alice', expiresIn: 60})});
    expect((await before.closed).reason).toBe('replaced');
  });

  test('others see the name in the token, and moderators are marked', async () => {
    const {url} = await startBroker({auth: {secret}});
    const boss = await connect(url, {token: await createToken({secret, name: 'The Boss', moderator: true})});
    boss.enter('r', {name: 'somebody'});
    await boss.nextFromBroker('room');
    boss.sendToBroker('update', {room: 'r', name: 'nobody', stage: 'lobby'});
    const guest = await connect(url, {token: await createToken({secret, name: 'Guest'})});
    guest.enter('r');
    expect((await guest.nextFromBroker('room')).members).toMatchObject([
      {name: 'The Boss', moderator: true, stage: 'lobby'},
    ]);
  });

  test('checks issuer and audience if they are set', async () => {
    const {url} = await startBroker({auth: {secret, issuer: 'me', audience: 'calls'}});
    await connect(url, {token: await createToken({secret, issuer: 'me', audience: 'calls'})});
    const foreign = await createToken({secret, issuer: 'me', audience: 'mail'});
    expect(await refusalOf(dial(url, {token: foreign}))).toMatchObject({status: 401});
  });
});

describe('tokens that name rooms', () => {
  const start = async () => {
    const {url} = await startBroker({auth: {secret}, limits: {queueMs: 300}});
    const come = async (id: string, rooms?: string[]) =>
      connect(url, {id, token: await createToken({secret, id, rooms})});
    return {url, come};
  };

  test('do not admit to any other room', async () => {
    const {come} = await start();
    const alice = await come('alice', ['a']);
    alice.enter('b');
    expect(await alice.nextFromBroker('refused')).toMatchObject({
      of: 'enter',
      room: 'b',
      code: 'room-forbidden',
    });
    alice.enter('a');
    await alice.nextFromBroker('room');
  });

  test('block messages between people who share no room, in both directions', async () => {
    const {come} = await start();
    const shut = await come('shut', ['a']);
    const free = await come('free');
    for (const [from, to] of [
      [shut, free],
      [free, shut],
      [shut, {id: 'nobody'}],
    ] as const) {
      from.offer(to.id);
      expect(await from.nextFromBroker('refused')).toMatchObject({of: 'OFFER', code: 'recipient-forbidden'});
      expect(await from.next('EXPIRE')).toMatchObject({src: to.id});
    }
    await shut.settled();
    await free.settled();
    expect([...shut.received, ...free.received]).toEqual([]);
  });

  test('allow messages between people who share a room', async () => {
    const {come} = await start();
    const [alice, bob] = [await come('alice', ['a']), await come('bob', ['a', 'b'])];
    for (const client of [alice, bob]) {
      client.enter('a');
      await client.nextFromBroker('room');
    }
    alice.offer('bob');
    expect((await bob.next('OFFER')).src).toBe('alice');
  });

  test('count no ring of somebody on another broker who may not call', async () => {
    const store = createMemoryStore({
      graceMs: 20_000,
      rooms: 10,
      roomMembers: 10,
      roomsPerPeer: 10,
      roomKnocks: 2,
      electsHosts: false,
    });
    const options = {auth: {secret}, limits: {queueMs: 300}};
    const [one, two] = [
      await startBroker(options, {registry: store.join()}),
      await startBroker(options, {registry: store.join()}),
    ];
    const free = await connect(one.url, {id: 'free', token: await createToken({secret, id: 'free'})});
    const token = await createToken({secret, id: 'shut', rooms: ['a']});
    const shut = await connect(two.url, {id: 'shut', token});
    shut.enter('a');
    await shut.nextFromBroker('room');
    free.offer('shut');
    await free.next('EXPIRE');
    await shut.settled();
    expect(shut.received).toEqual([]);
    shut.socket.close(1001);
    await shut.closed;
    await free.settled();
    expect(free.received).toEqual([]);
  });

  test('also block messages that were queued before the recipient connected', async () => {
    const {come} = await start();
    const free = await come('free');
    free.offer('shut');
    await free.settled();
    const shut = await come('shut', ['a']);
    await free.next('EXPIRE');
    await shut.settled();
    expect(shut.received).toEqual([]);
  });
});

test('a broker with public keys checks tokens with them, and accepts no other algorithm', async () => {
  const {publicKey, privateKey} = await generateKeyPair('ES256');
  const jwk = {...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256'};
  const keys = createServer((_req, res) => res.end(JSON.stringify({keys: [jwk]}))).listen(0, '127.0.0.1');
  onTestFinished(() => void keys.close());
  await once(keys, 'listening');
  const {port} = keys.address() as {port: number};
  const {url} = await startBroker({auth: {jwks: `http://127.0.0.1:${port}/`, algorithm: 'ES256'}});
  const token = (exp: number) =>
    new SignJWT({}).setProtectedHeader({alg: 'ES256', kid: 'one'}).setExpirationTime(exp).sign(privateKey);
  await connect(url, {token: await token(inSeconds(60))});
  expect(await refusalOf(dial(url, {token: await token(inSeconds(-120))}))).toMatchObject({status: 401});
  expect(await refusalOf(dial(url, {token: await createToken({secret})}))).toMatchObject({status: 401});
});

test('clients admitted while a token is being checked count towards the limits', async () => {
  const {publicKey, privateKey} = await generateKeyPair('RS256');
  const jwk = {...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256'};
  const answers: (() => void)[] = [];
  const keys = createServer((_req, res) => {
    answers.push(() => void res.end(JSON.stringify({keys: [jwk]})));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void keys.close());
  await once(keys, 'listening');
  const jwks = `http://127.0.0.1:${(keys.address() as {port: number}).port}/`;
  const {url} = await startBroker({auth: {jwks}, limits: {peers: 1}});
  const token = await new SignJWT({})
    .setProtectedHeader({alg: 'RS256', kid: 'one'})
    .setExpirationTime(inSeconds(60))
    .sign(privateKey);

  const attempts = [1, 2, 3].map(() =>
    dial(url, {token}).then(
      () => 'in',
      () => 'out',
    ),
  );
  await until(() => answers.length === 1);
  // A client that connects after these three had to wait until they were admitted.
  await fetch(`${url}/health`);
  for (const answer of answers) answer();
  expect((await Promise.all(attempts)).toSorted()).toEqual(['in', 'out', 'out']);
});

test('a client is not kept waiting by keys that can’t be fetched', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  onTestFinished(() => {
    silent.close();
    silent.closeAllConnections();
  });
  await once(silent, 'listening');
  const jwks = `http://127.0.0.1:${(silent.address() as {port: number}).port}/`;
  const {url} = await startBroker({auth: {jwks}, handshakeMs: 300});
  const token = `${btoa('{"alg":"RS256"}')}.${btoa('{}')}.x`;
  expect(await refusalOf(dial(url, {token}))).toEqual({status: 503, code: 'auth-unavailable'});
});

describe('pages of other origins', () => {
  test('are refused at the upgrade and at /ice', async () => {
    const {url} = await startBroker();
    const origin = 'https://evil.example';
    expect(await refusalOf(dial(url, {origin}))).toEqual({status: 403, code: 'origin-forbidden'});
    const response = await fetch(`${url}/ice?id=alice`, {headers: {Origin: origin}});
    expect(response.status).toBe(403);
  });

  test('are allowed if they are on the list, preflights included', async () => {
    const {url} = await startBroker({origins: ['https://page.example']});
    const origin = 'https://page.example';
    await connect(url, {origin});
    for (const [path, method] of [
      ['ice?id=a', 'GET'],
      ['peerjs/id', 'GET'],
      ['ice', 'OPTIONS'],
    ] as const) {
      const response = await fetch(`${url}/${path}`, {method, headers: {Origin: origin}});
      expect([response.ok, response.headers.get('access-control-allow-origin')]).toEqual([true, origin]);
      expect(response.headers.get('vary')).toContain('Origin');
    }
  });

  test('are allowed on any port of localhost', async () => {
    const {url} = await startBroker();
    await connect(url, {origin: 'http://localhost:5173'});
  });
});

describe('a broker that requires TLS', () => {
  test('refuses a socket without TLS', async () => {
    const {url} = await startBroker({requireTls: true});
    expect(await refusalOf(dial(url))).toEqual({status: 426, code: 'tls-required'});
    const pretending = dial(url, {headers: {'X-Forwarded-Proto': 'https'}});
    expect(await refusalOf(pretending)).toMatchObject({status: 426});
  });

  test('trusts the X-Forwarded-Proto of a trusted proxy', async () => {
    const {url} = await startBroker({requireTls: true, trustProxy: ['127.0.0.1']});
    await connect(url, {headers: {'X-Forwarded-Proto': 'https'}});
  });

  test('accepts a socket over its own TLS', async () => {
    const {url} = await startBroker({requireTls: true, tls: await makeCertificate()});
    await connect(url, {rejectUnauthorized: false});
  });
});
