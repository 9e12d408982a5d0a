import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {Clock} from '../clock.js';
import {describeRegistry} from '../testing/registry-contract.js';
import {describeRestoredDoor} from '../testing/restored-door-contract.js';
import {createMemoryStore} from './memory-registry.js';
import type {Claim, Holding, Registry, RegistryEvent} from './registry.js';
import {makeReliable} from './reliable-registry.js';

const limits = {
  graceMs: 20_000,
  rooms: 3,
  roomMembers: 2,
  roomsPerPeer: 2,
  roomKnocks: 2,
  electsHosts: false,
};
const entry = (id: string) => ({id, name: id, stage: 'in' as const, session: 's'});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pass = async (ms: number) => void (await vi.advanceTimersByTimeAsync(ms));

describeRegistry('in memory', async limits => {
  const store = createMemoryStore(limits);
  return {
    join: async () => store.join(),
    pass,
    async close() {
      expect(vi.getTimerCount()).toBe(0);
    },
  };
});

describeRestoredDoor('in memory', async () => {
  const store = createMemoryStore({...limits, roomMembers: 9});
  return async () => join(store).registry;
});

describeRegistry('in memory, behind the layer that makes others reliable', async limits => {
  const store = createMemoryStore(limits);
  const clock = new Clock();
  return {
    join: async () =>
      makeReliable({registry: store.join(), clock, onError: error => expect.fail(String(error))}),
    pass,
    async close() {
      expect(vi.getTimerCount()).toBe(0);
    },
  };
});

function join(store = createMemoryStore(limits)): {registry: Registry; events: RegistryEvent[]} {
  const registry = store.join();
  const events: RegistryEvent[] = [];
  registry.subscribe({onEvent: event => events.push(event), deliver: () => ({status: 'delivered'})});
  return {registry, events};
}

const leaseOf = (claim: Claim): number => (claim as {lease: number}).lease;

async function load() {
  const joined = join();
  const lease = leaseOf(await joined.registry.claim('alice', 'hers'));
  await joined.registry.identify('alice', lease, 'first');
  return {...joined, lease};
}

describe('a page that goes away', () => {
  test('keeps its id for 3.5 s', async () => {
    const {registry, lease} = await load();
    await registry.suspend('alice', lease, 'leaving');
    vi.advanceTimersByTime(3_499);
    expect(await registry.claim('alice', 'his')).toEqual({status: 'taken'});
    vi.advanceTimersByTime(1);
    expect(await registry.claim('alice', 'his')).toMatchObject({status: 'new'});
  });

  test('says so as often as it likes, over any way: the first time counts', async () => {
    const {registry, events} = await load();
    await registry.leave('alice', 'hers', 'first');
    vi.advanceTimersByTime(3_000);
    expect(await registry.leave('alice', 'hers', 'first')).toBe(true);
    vi.advanceTimersByTime(500);
    expect(events.at(-1)).toMatchObject({type: 'released', id: 'alice'});
  });

  test('is not waited for any longer if its socket was lost before', async () => {
    const {registry, events, lease} = await load();
    await registry.suspend('alice', lease, 'lost');
    vi.advanceTimersByTime(10_000);
    await registry.leave('alice', 'hers', 'first');
    vi.advanceTimersByTime(3_500);
    expect(events.at(-1)).toMatchObject({type: 'released', id: 'alice'});
  });

  test('is expected no longer than the grace', async () => {
    const {registry} = join(createMemoryStore({...limits, graceMs: 500}));
    const lease = leaseOf(await registry.claim('alice', 'hers'));
    await registry.suspend('alice', lease, 'leaving');
    vi.advanceTimersByTime(500);
    expect(registry.counts().ids).toBe(0);
  });
});

test('the last broker that closes leaves nothing', async () => {
  const store = createMemoryStore(limits);
  const [one, two] = [join(store), join(store)];
  const lease = leaseOf(await one.registry.claim('alice', 'a'));
  await one.registry.enter('r', lease, entry('alice'));
  await one.registry.close();
  expect(two.registry.counts()).toMatchObject({ids: 1, rooms: 1});
  await two.registry.close();
  expect(two.registry.counts()).toMatchObject({ids: 0, rooms: 0});
  expect(vi.getTimerCount()).toBe(0);
});

describe('a claim whose answer did not arrive', () => {
  test('is suspended', async () => {
    const {registry, events} = join();
    await registry.claim('alice', 'hers');
    await registry.abandon('alice');
    vi.advanceTimersByTime(20_000);
    expect(events).toMatchObject([{type: 'released', id: 'alice'}]);
  });

  test('leaves the id to the socket that had it before', async () => {
    const {registry, events, lease} = await load();
    await registry.claim('alice', 'hers');
    await registry.abandon('alice', lease);
    vi.advanceTimersByTime(60_000);
    expect(events).toEqual([]);
    await registry.suspend('alice', lease, 'lost');
    vi.advanceTimersByTime(20_000);
    expect(registry.counts().ids).toBe(0);
  });

  test('is somebody else’s by now', async () => {
    const store = createMemoryStore(limits);
    const [one, two] = [join(store), join(store)];
    await one.registry.claim('alice', 'hers');
    await two.registry.claim('alice', 'hers');
    await one.registry.abandon('alice');
    vi.advanceTimersByTime(60_000);
    expect(two.registry.counts().ids).toBe(1);
  });
});

describe('what a broker believes', () => {
  const held = (fields: Partial<Holding>): Holding => ({
    id: 'alice',
    lease: 1,
    owner: 'hers',
    session: undefined,
    suspension: undefined,
    places: [],
    ...fields,
  });
  const member = {...entry('alice'), seq: 7, away: false};

  test('is compared with the store', async () => {
    const {registry, lease} = await load();
    const {revision} = (await registry.enter('r', lease, entry('alice'))) as {revision: number};
    const ask = (holdings: Holding[], rooms: {room: string; revision: number}[]) =>
      registry.renew({holdings, rooms});
    expect(await ask([held({lease})], [{room: 'r', revision}])).toEqual({isKnown: true, lost: [], rooms: []});
    expect(
      await ask(
        [held({lease: 0}), held({lease: 0, owner: 'his'}), held({id: 'bob', lease: 5})],
        [
          {room: 'r', revision: revision - 1},
          {room: 'gone', revision: 3},
        ],
      ),
    ).toEqual({
      isKnown: true,
      lost: [
        {id: 'alice', lease: 0, reason: 'moved'},
        {id: 'alice', lease: 0, reason: 'expired'},
        {id: 'bob', lease: 5, reason: 'expired'},
      ],
      rooms: ['r', 'gone'],
    });
    await registry.leave('alice', 'hers', 'first');
    expect((await ask([held({lease})], [])).lost).toEqual([{id: 'alice', lease, reason: 'left'}]);
  });

  test('is restored in an empty store, leases and places included', async () => {
    const {registry, events} = join();
    await registry.close();
    expect((await registry.renew({holdings: [], rooms: []})).isKnown).toBe(false);
    expect(await registry.restore([held({lease: 41, places: [{room: 'r', member}]})], true)).toEqual([]);
    expect((await registry.renew({holdings: [held({lease: 41})], rooms: []})).isKnown).toBe(true);
    expect(await registry.view('r')).toMatchObject({members: [{id: 'alice', seq: 7}]});
    expect(leaseOf(await registry.claim('bob', 'b'))).toBeGreaterThan(41);
    expect(events).toEqual([]);
  });

  test('is restored after the others have counted the broker as dead', async () => {
    const store = createMemoryStore(limits);
    const [one, two] = [join(store), join(store)];
    const lease = leaseOf(await one.registry.claim('alice', 'hers'));
    await one.registry.enter('r', lease, entry('alice'));
    await one.registry.close();
    expect(await one.registry.restore([held({lease, places: [{room: 'r', member}]})], true)).toEqual([]);
    vi.advanceTimersByTime(60_000);
    expect(two.events.filter(({type}) => type !== 'reachable').slice(1)).toMatchObject([
      {type: 'updated', member: {away: true}},
      {type: 'updated', member: {away: false, seq: 1}},
    ]);
  });

  test('is restored for the grace period if it is suspended', async () => {
    const {registry} = join();
    await registry.restore([held({suspension: 'lost'})], true);
    expect(await registry.claim('alice', 'his')).toEqual({status: 'taken'});
    vi.advanceTimersByTime(20_000);
    expect(await registry.claim('alice', 'his')).toMatchObject({status: 'new'});
  });

  test('yields to a newer lease, and wins over an older one, which the other broker is told', async () => {
    const store = createMemoryStore(limits);
    const [one, two] = [join(store), join(store)];
    const lease = leaseOf(await two.registry.claim('alice', 'his'));
    expect(await one.registry.restore([held({lease: lease - 1})], true)).toEqual([
      {id: 'alice', lease: lease - 1, reason: 'expired'},
    ]);
    expect(await one.registry.restore([held({lease: lease + 1})], true)).toEqual([]);
    expect(two.events.at(-1)).toMatchObject({type: 'released', id: 'alice', lease, reason: 'expired'});
    expect(await two.registry.claim('alice', 'his')).toEqual({status: 'taken'});
  });
});
