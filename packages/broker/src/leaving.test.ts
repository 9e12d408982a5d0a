/** Pages that go away: the section of docs/protocol.md, on the wire. */
import {describe, expect, test} from 'vitest';
import {createToken} from './admission/tokens.js';
import {createLog} from './log.js';
import {createMemoryStore} from './registry/memory-registry.js';
import {connect, dial, until, type Client} from './testing/client.js';
import {startBroker} from './testing/servers.js';

const post = (url: string, body: unknown, init: RequestInit = {}) =>
  fetch(`${url}/leave`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...init,
  });

/** What the page of this client posts. */
const goodbye = ({id}: {readonly id: string}, fields: object = {}) => ({
  id,
  token: `token of ${id}`,
  session: `page-of-${id}`,
  ...fields,
});

/** Connects as a page does. */
async function load(url: string, id: string, session = `page-of-${id}`): Promise<Client> {
  const client = await connect(url, {id});
  client.sendToBroker('hello', {session});
  await client.nextFromBroker('welcome');
  return client;
}

async function pair(): Promise<{url: string; alice: Client; bob: Client}> {
  const {url} = await startBroker();
  const [alice, bob] = [await load(url, 'alice'), await load(url, 'bob')];
  alice.enter('r');
  await alice.nextFromBroker('room');
  bob.enter('r');
  await bob.nextFromBroker('room');
  await alice.nextFromBroker('entered');
  return {url, alice, bob};
}

const isBye = ({payload}: {payload?: {kind?: string}}) => payload?.kind === 'bye';

describe.each([
  ['with 1001, as a browser does', 1001],
  ['with 4001, as the element does', 4001],
])('a socket that a page closes %s', (_, code) => {
  test('takes its place in a room with it within 4 s', async () => {
    const {alice, bob} = await pair();
    const started = performance.now();
    bob.socket.close(code);
    expect(await alice.nextFromBroker('updated')).toMatchObject({member: {id: 'bob', away: true}});
    expect(await alice.nextFromBroker('exited')).toMatchObject({id: 'bob', reason: 'left'});
    expect(performance.now() - started).toBeGreaterThan(3_000);
  });

  test('leaves the id to its owner for a reload', async () => {
    const {url, alice, bob} = await pair();
    bob.socket.close(code);
    await alice.nextFromBroker('updated');
    expect(await refusalOfId(url, 'bob')).toBe('ID-TAKEN');
    const again = await load(url, 'bob', 'another-page');
    again.enter('r', {session: 'another-page'});
    expect(await alice.nextFromBroker('updated')).toMatchObject({
      member: {away: false, session: 'another-page'},
    });
    await again.settled();
    expect(alice.received.filter(({payload}) => payload?.kind === 'exited')).toEqual([]);
  });
});

/** What the broker sends to somebody else who wants this id. */
async function refusalOfId(url: string, id: string): Promise<string> {
  const stranger = await dial(url, {id, token: 'of a stranger'});
  return (await stranger.next('ID-TAKEN')).type;
}

describe('a page that goes away without a word while it rings, or is rung', () => {
  const isLeft = ({payload}: {payload?: {kind?: string}}) => payload?.kind === 'left';
  const left = async (client: Client) => (await client.next('OFFER', isLeft)).payload;

  test.each(['alice', 'bob'])('the other one hears of it at once (%s)', async id => {
    const {url} = await startBroker();
    const [alice, bob] = [await load(url, 'alice'), await load(url, 'bob')];
    alice.offer('bob');
    await bob.next('OFFER');
    const [gone, other] = id === 'alice' ? [alice, bob] : [bob, alice];
    gone.socket.close(1001);
    expect(await left(other)).toMatchObject({id, session: `page-of-${id}`});
  });

  test('also on another broker, and of a plain PeerJS page', async () => {
    const store = createMemoryStore({
      graceMs: 20_000,
      rooms: 9,
      roomMembers: 9,
      roomsPerPeer: 9,
      roomKnocks: 2,
      electsHosts: false,
    });
    const [one, two] = [
      await startBroker({}, {registry: store.join()}),
      await startBroker({}, {registry: store.join()}),
    ];
    const [alice, bob] = [await connect(one.url, {id: 'alice'}), await connect(two.url, {id: 'bob'})];
    alice.offer('bob');
    await bob.next('OFFER');
    alice.socket.close(1001);
    expect(await left(bob)).toEqual({type: 'rtc-call', kind: 'left', id: 'alice'});
  });

  test('who writes to it from another broker afterwards hears of it too, and how long ago', async () => {
    const store = createMemoryStore({
      graceMs: 20_000,
      rooms: 9,
      roomMembers: 9,
      roomsPerPeer: 9,
      roomKnocks: 2,
      electsHosts: false,
    });
    const [one, two] = [
      await startBroker({}, {registry: store.join()}),
      await startBroker({}, {registry: store.join()}),
    ];
    const [alice, bob] = [await load(one.url, 'alice'), await load(two.url, 'bob')];
    alice.socket.close(1001);
    await alice.closed;
    await until(async () => {
      bob.sendToBroker('hello');
      bob.send({type: 'OFFER', dst: 'alice', payload: {type: 'x'}});
      await bob.settled();
      return bob.received.some(isLeft);
    });
    expect(await left(bob)).toMatchObject({
      id: 'alice',
      session: 'page-of-alice',
      ago: expect.any(Number) as number,
    });
  });

  test('nobody else hears of it, and nobody of a lost connection or of the page before', async () => {
    const {url} = await startBroker();
    const [alice, bob, carol] = [await load(url, 'alice'), await load(url, 'bob'), await load(url, 'carol')];
    alice.offer('bob');
    await bob.next('OFFER');
    const again = await load(url, 'alice', 'next-page');
    again.socket.close(1001);
    await again.closed;
    bob.offer('carol');
    await carol.next('OFFER');
    bob.vanish();
    await bob.closed;
    await carol.settled();
    expect(carol.received).toEqual([]);
    expect(bob.received.filter(isLeft)).toEqual([]);
  });
});

describe('who writes to a page that has gone away', () => {
  const lefts = ({received}: Client) =>
    received.map(({payload}) => payload).filter(payload => payload?.kind === 'left');

  test('hears that it has, and when; the message waits for its return', async () => {
    const {url} = await startBroker();
    const [alice, bob] = [await load(url, 'alice'), await load(url, 'bob')];
    alice.socket.close(1001);
    await alice.closed;
    await until(async () => (await refusalOfId(url, 'alice')) === 'ID-TAKEN');
    bob.offer('alice');
    const {payload} = await bob.next('OFFER');
    expect(payload).toEqual({
      type: 'rtc-call',
      kind: 'left',
      id: 'alice',
      session: 'page-of-alice',
      ago: expect.any(Number),
    });
    expect((payload as {ago?: number}).ago).toBeLessThan(3_500);
    const again = await load(url, 'alice', 'next-page');
    expect(await again.next('OFFER')).toMatchObject({src: 'bob'});
    bob.offer('alice');
    await again.next('OFFER');
    await bob.settled();
    expect(lefts(bob)).toEqual([]);
  });

  test('does not hear it of a lost connection', async () => {
    const {url} = await startBroker();
    const [alice, bob] = [await load(url, 'alice'), await load(url, 'bob')];
    alice.vanish();
    await alice.closed;
    bob.offer('alice');
    await bob.settled();
    expect(lefts(bob)).toEqual([]);
  });
});

describe('a goodbye in a request', () => {
  test('ends the socket of its page, and takes its place in a room', async () => {
    const {url, alice, bob} = await pair();
    expect((await post(url, goodbye(bob))).status).toBe(204);
    await bob.closed;
    expect(await alice.nextFromBroker('updated')).toMatchObject({member: {id: 'bob', away: true}});
    expect(await alice.nextFromBroker('exited')).toMatchObject({id: 'bob', reason: 'left'});
  });

  test('says goodbye to the links that it names, in the words of either side', async () => {
    const {url, alice, bob} = await pair();
    const links = [
      {to: 'alice', link: 'mc_1'},
      {to: 'alice', link: 'mc_2', isPlain: true},
    ];
    await post(url, goodbye(bob, {links}));
    expect(await alice.next('OFFER', isBye)).toEqual({
      type: 'OFFER',
      src: 'bob',
      dst: 'alice',
      payload: {type: 'rtc-call', kind: 'bye', link: 'mc_1', reason: 'leaving'},
    });
    expect(await alice.next('LEAVE')).toMatchObject({src: 'bob', payload: {connectionId: 'mc_2'}});
  });

  test('works after the socket was lost, and shortens the time for which the id is held', async () => {
    const {url, alice, bob} = await pair();
    bob.vanish();
    await alice.nextFromBroker('updated');
    await post(url, goodbye(bob));
    expect(await alice.nextFromBroker('exited')).toMatchObject({id: 'bob', reason: 'left'});
  });

  test('works on another broker than the one that has the socket', async () => {
    const limits = {
      graceMs: 20_000,
      rooms: 9,
      roomMembers: 9,
      roomsPerPeer: 9,
      roomKnocks: 2,
      electsHosts: false,
    };
    const store = createMemoryStore(limits);
    const [one, two] = [
      await startBroker({}, {registry: store.join()}),
      await startBroker({}, {registry: store.join()}),
    ];
    const [alice, bob] = [await load(one.url, 'alice'), await load(two.url, 'bob')];
    await post(one.url, goodbye(bob, {links: [{to: 'alice', link: 'mc_1'}]}));
    await bob.closed;
    await alice.next('OFFER', isBye);
    const [carol] = [await load(one.url, 'carol')];
    await post(one.url, goodbye(carol, {links: [{to: 'alice', link: 'mc_2'}]}));
    await alice.next('OFFER', isBye);
  });

  test.each([
    ['of an older page load', {session: 'the-page-before'}],
    ['with another secret', {token: 'of a stranger'}],
    ['for an id that nobody has', {id: 'nobody'}],
  ])('%s changes nothing and says nothing', async (_, fields) => {
    const {url, alice, bob} = await pair();
    const links = [{to: 'alice', link: 'mc_1'}];
    const response = await post(url, goodbye(bob, {links, ...fields}));
    expect([response.status, await response.text()]).toEqual([204, '']);
    bob.offer('alice', 'still-here');
    await alice.next('OFFER', ({payload}) => payload?.connectionId === 'still-here');
    expect(alice.received).toEqual([]);
    expect(bob.isOpen).toBe(true);
  });

  test('of the page before does not end the one that has connected but not yet said hello', async () => {
    const {url, bob} = await pair();
    const again = await connect(url, {id: 'bob'});
    await bob.closed;
    await post(url, goodbye(bob));
    await again.settled();
    expect(again.isOpen).toBe(true);
  });

  test('of a client whose token names rooms reaches only the members of those', async () => {
    const secret = 'a secret of at least 32 bytes, really';
    const {url} = await startBroker({auth: {secret}});
    const sign = (id: string, rooms?: string[]) => createToken({secret, id, rooms});
    const [alice, bob] = await Promise.all([
      connect(url, {id: 'alice', token: await sign('alice')}),
      connect(url, {id: 'bob', token: await sign('bob', ['r'])}),
    ]);
    bob.sendToBroker('hello', {session: 's'});
    await bob.nextFromBroker('welcome');
    const links = [{to: 'alice', link: 'mc_1'}];
    const response = await post(url, {id: 'bob', token: await sign('bob', ['r']), session: 's', links});
    expect(response.status).toBe(204);
    await bob.closed;
    await alice.settled();
    expect(alice.received).toEqual([]);
    expect((await post(url, {id: 'alice', token: 'none', session: 's'})).status).toBe(401);
  });

  test.each([
    ['is no JSON', '{bad'],
    ['is null', 'null'],
    ['has no session', {id: 'bob', token: 'token of bob'}],
    ['has an endless session', goodbye({id: 'bob'}, {session: 's'.repeat(65)})],
    ['names the broker', goodbye({id: 'bob'}, {links: [{to: '@broker', link: 'l'}]})],
    ['names no id', goodbye({id: 'bob'}, {links: [{to: '<script>', link: 'l'}]})],
    [
      'names too many',
      goodbye({id: 'bob'}, {links: Array.from({length: 65}, () => ({to: 'alice', link: 'l'}))}),
    ],
    ['is too long', ' '.repeat(40_000)],
  ])('that %s is refused', async (_, body) => {
    const {url} = await startBroker();
    const response = await post(url, body);
    expect([response.status, await response.json()]).toMatchObject([400, {code: 'bad-goodbye'}]);
  });

  test('is refused without a valid id or secret, from another origin, and with GET', async () => {
    const {url} = await startBroker();
    const statusOf = async (answer: Promise<Response>) => (await answer).status;
    expect(await statusOf(post(url, goodbye({id: '<script>'})))).toBe(400);
    expect(await statusOf(post(url, goodbye({id: 'bob'}, {token: ''})))).toBe(400);
    expect(await statusOf(post(url, goodbye({id: 'bob'}), {headers: {Origin: 'https://evil.example'}}))).toBe(
      403,
    );
    expect(await statusOf(fetch(`${url}/leave`))).toBe(405);
  });

  test('is limited per address', async () => {
    const {url} = await startBroker({limits: {requestsPerAddress: 1}});
    const answers = await Promise.all(Array.from({length: 9}, () => post(url, goodbye({id: 'bob'}))));
    expect(answers.filter(({status}) => status === 429).length).toBeGreaterThan(0);
  });

  test('that never ends is cut off', async () => {
    const {url} = await startBroker({handshakeMs: 300});
    const body = new ReadableStream({start: controller => controller.enqueue(new TextEncoder().encode('{'))});
    const response = await post(url, '', {body, duplex: 'half'} as RequestInit).catch(() => undefined);
    expect(response?.ok ?? false).toBe(false);
  });

  test('leaves no secret in the log', async () => {
    const lines: string[] = [];
    const logger = createLog('trace', {write: line => void lines.push(line)});
    const {url} = await startBroker({}, {logger});
    const bob = await load(url, 'bob');
    await post(url, goodbye(bob, {session: 'wrong'}));
    await post(url, goodbye(bob));
    await post(url, {...goodbye(bob), session: 5});
    await bob.closed;
    await until(() => lines.some(line => line.includes('disconnected')));
    expect(lines.join('')).not.toMatch(/token of bob|page-of-bob/);
  });
});
