/** A registry that fails in every possible way: clients are told at once, nothing is lost, and nobody is disconnected. */
import {describe, expect, test} from 'vitest';
import {connect, dial, refusalOf, until} from '../testing/client.js';
import {startBroker} from '../testing/servers.js';
import {createMemoryStore} from './memory-registry.js';
import type {Registry} from './registry.js';

const limits = {rooms: 10, roomMembers: 10, roomsPerPeer: 10, roomKnocks: 2, electsHosts: false};
const down = (): never => {
  throw new Error('the network is down');
};

/** What a broken method does. */
const FAILURES: [string, () => Promise<never>][] = [
  ['rejects', async () => down()],
  ['throws', down],
];

/** A broker whose registry has the methods in `broken`, until `repair()`. */
async function start(broken: Partial<Registry>, graceMs = 1_000) {
  const working = createMemoryStore({graceMs, ...limits}).join();
  const registry = {...working, ...broken};
  const {url, broker} = await startBroker({graceMs, drainMs: 200}, {registry});
  return {url, broker, registry, repair: () => void Object.assign(registry, working)};
}

describe('a claim', () => {
  test.each(FAILURES)('that %s: the client is told at once to reconnect', async (_how, claim) => {
    const {url} = await start({claim});
    const start_ = performance.now();
    const client = await dial(url);
    expect(await client.closed).toEqual({code: 1013, reason: 'registry-unavailable'});
    expect(performance.now() - start_).toBeLessThan(1_000);
  });

  test('that hangs: the client is told after 3 s', async () => {
    const {url, broker} = await start({claim: () => new Promise(() => {})});
    const client = await dial(url);
    expect(await client.closed).toEqual({code: 1013, reason: 'registry-unavailable'});
    await broker.close();
  });

  test('that took effect although it failed reserves the id for no longer than the grace period', async () => {
    const working = createMemoryStore({graceMs: 100, ...limits}).join();
    const {url, repair} = await start({
      ...working,
      claim: async (id, owner) => {
        await working.claim(id, owner);
        return down();
      },
    });
    await (
      await dial(url, {id: 'alice', token: 'hers'})
    ).closed;
    repair();
    await until(async () => {
      const other = await dial(url, {id: 'alice', token: 'his'});
      return Promise.race([other.next('OPEN').then(() => true), other.next('ID-TAKEN').then(() => false)]);
    });
  });

  test('that is answered after its socket has closed does not affect a later socket', async () => {
    let answer = (): void => {};
    const working = createMemoryStore({graceMs: 100, ...limits}).join();
    let isFirst = true;
    const {url} = await start({
      ...working,
      async claim(id, owner) {
        const claim = await working.claim(id, owner);
        if (isFirst) {
          isFirst = false;
          await new Promise<void>(resolve => (answer = resolve));
        }
        return claim;
      },
    });
    const early = await dial(url, {id: 'alice'});
    early.vanish();
    const late = await connect(url, {id: 'alice'});
    answer();
    // Were it given away or given back, it would end within the grace.
    const bob = await connect(url);
    const start_ = performance.now();
    await until(() => performance.now() - start_ > 300);
    bob.offer('alice');
    await late.next('OFFER');
    expect(late.isOpen).toBe(true);
  });
});

describe('an entry', () => {
  test.each(FAILURES)('that %s is refused, and can be retried', async (_how, enter) => {
    const {url, repair} = await start({enter});
    const alice = await connect(url);
    alice.enter('r');
    expect(await alice.nextFromBroker('refused')).toMatchObject({
      of: 'enter',
      room: 'r',
      code: 'internal-error',
    });
    repair();
    alice.enter('r');
    await alice.nextFromBroker('room');
  });

  test('that hangs is refused after 3 s, as are too many messages behind it', async () => {
    const {url, repair} = await start({enter: () => new Promise(() => {})});
    const alice = await connect(url);
    alice.enter('r');
    for (let index = 0; index < 520; index += 1) alice.sendToBroker('exit', {room: 'r'});
    expect(await alice.nextFromBroker('refused')).toMatchObject({of: 'exit', code: 'rate-limited'});
    repair();
    await alice.next('OFFER', ({payload}) => payload?.of === 'enter' && payload.code === 'internal-error');
    await alice.settled();
    alice.enter('r');
    await alice.nextFromBroker('room');
  });

  test('that fails on a return keeps the entry: its owner still receives the room’s changes', async () => {
    const {url, registry, repair} = await start({});
    const [alice, bob] = [await connect(url), await connect(url)];
    alice.enter('r');
    await alice.nextFromBroker('room');
    registry.enter = async () => down();
    alice.enter('r');
    await alice.nextFromBroker('refused');
    repair();
    bob.enter('r');
    await alice.nextFromBroker('entered');
  });
});

describe.each(['suspend', 'release'])('%s', method => {
  test.each(FAILURES)('that %s is retried until the id is free', async (_how, fail) => {
    const {url, repair} = await start({suspend: fail, release: fail}, 100);
    const alice = await connect(url, {id: 'alice'});
    if (method === 'suspend') alice.vanish();
    else await alice.close();
    const thief = await dial(url, {id: 'alice', token: 'of a thief'});
    await thief.next('ID-TAKEN');
    repair();
    await until(async () => {
      const other = await dial(url, {id: 'alice', token: 'another'});
      return Promise.race([other.next('OPEN').then(() => true), other.next('ID-TAKEN').then(() => false)]);
    });
  });
});

test('a failed suspension does not affect an owner who has reconnected', async () => {
  const {url, repair} = await start({suspend: async () => down()}, 100);
  const alice = await connect(url, {id: 'alice'});
  alice.vanish();
  const again = await connect(url, {id: 'alice'});
  repair();
  const start_ = performance.now();
  await until(() => performance.now() - start_ > 1_500);
  again.offer('alice');
  await again.next('OFFER');
});

test.each(FAILURES)('a message whose forwarding %s comes back as EXPIRE', async (_how, forward) => {
  const {url} = await start({forward});
  const alice = await connect(url);
  alice.offer('nobody');
  expect(await alice.next('EXPIRE')).toMatchObject({src: 'nobody'});
});

test('a registry that does not close does not keep a broker from closing', async () => {
  const {broker} = await start({close: () => new Promise(() => {})});
  await broker.close();
});

describe('a registry that does not respond to a broker', () => {
  test('makes it take no new clients, disconnects nobody, and is waited for', async () => {
    const {url, repair} = await start({renew: async () => down()});
    const health = await fetch(`${url}/health`);
    expect([health.status, await health.json()]).toMatchObject([
      503,
      {live: true, ready: false, cluster: {}},
    ]);
    expect(await refusalOf(dial(url))).toEqual({status: 503, code: 'registry-unavailable'});
    repair();
    await until(async () => (await fetch(`${url}/health`)).ok);
    const alice = await connect(url);
    alice.offer(alice.id);
    await alice.next('OFFER');
  });

  test('and comes back empty: the broker claims its ids and enters their rooms again, unnoticed', async () => {
    const stores = [1, 2].map(() => createMemoryStore({graceMs: 1_000, ...limits}));
    const {url, registry} = await start(stores[0]!.join());
    const [alice, bob] = [await connect(url, {id: 'alice'}), await connect(url, {id: 'bob'})];
    alice.enter('r');
    await alice.nextFromBroker('room');
    bob.enter('r');
    await bob.nextFromBroker('room');
    await alice.nextFromBroker('entered');
    const next = stores[1]!.join();
    let isForgotten = true;
    Object.assign(registry, {
      ...next,
      async renew(beliefs: Parameters<Registry['renew']>[0]) {
        return {...(await next.renew(beliefs)), isKnown: !isForgotten};
      },
      async restore(...args: Parameters<Registry['restore']>) {
        isForgotten = false;
        return next.restore(...args);
      },
    });
    await until(async () => (await next.view('r')).members.length === 2);
    expect((await next.view('r')).members.map(({id, seq}) => [id, seq])).toEqual([
      ['alice', 1],
      ['bob', 2],
    ]);
    expect(await next.claim('alice', 'a stranger')).toEqual({status: 'taken'});
    await alice.settled();
    expect(alice.received).toEqual([]);
  });
});
