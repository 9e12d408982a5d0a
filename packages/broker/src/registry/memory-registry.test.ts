import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {createMemoryStore} from './memory-registry.js';
import type {Registry, RegistryEvent} from './registry.js';

const limits = {graceMs: 20_000, rooms: 3, roomMembers: 2, roomsPerPeer: 2};
const entry = (id: string, fields: object = {}) => ({
  id,
  name: id,
  stage: 'in' as const,
  session: 's',
  ...fields,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function join(store = createMemoryStore(limits)): {registry: Registry; events: RegistryEvent[]} {
  const registry = store.join();
  const events: RegistryEvent[] = [];
  registry.subscribe(event => events.push(event));
  return {registry, events};
}

describe('an id', () => {
  test('belongs to the first claimant, until the grace period after its socket closes is over', async () => {
    const {registry, events} = join();
    expect(await registry.claim('alice', 'hers')).toBe('new');
    expect(await registry.claim('alice', 'his')).toBe('taken');
    await registry.suspend('alice', 'lost');
    vi.advanceTimersByTime(19_999);
    expect(await registry.claim('alice', 'his')).toBe('taken');
    vi.advanceTimersByTime(1);
    expect(events).toEqual([{type: 'released', id: 'alice'}]);
    expect(await registry.claim('alice', 'his')).toBe('new');
  });

  test('is resumed by its owner, and then outlives the grace period', async () => {
    const {registry} = join();
    await registry.claim('alice', 'hers');
    await registry.suspend('alice', 'lost');
    expect(await registry.claim('alice', 'hers')).toBe('resumed');
    vi.advanceTimersByTime(60_000);
    expect(await registry.claim('alice', 'his')).toBe('taken');
  });

  test('is free at once if its owner releases it', async () => {
    const {registry, events} = join();
    await registry.claim('alice', 'hers');
    await registry.release('alice');
    expect(events).toEqual([{type: 'released', id: 'alice'}]);
    expect(await registry.claim('alice', 'his')).toBe('new');
  });
});

describe('a page that goes away', () => {
  async function load(session = 'first') {
    const joined = join();
    await joined.registry.claim('alice', 'hers');
    await joined.registry.identify('alice', session);
    await joined.registry.enter('r', entry('alice', {session}));
    joined.events.length = 0;
    return joined;
  }
  const last = (events: RegistryEvent[]) => events.at(-1);

  test('is gone after 3.5 s, its id too', async () => {
    const {registry, events} = await load();
    expect(await registry.leave('alice', 'hers', 'first')).toBe(true);
    expect(events).toMatchObject([
      {type: 'updated', member: {away: true}},
      {type: 'left', id: 'alice'},
    ]);
    vi.advanceTimersByTime(3_499);
    expect(last(events)).toMatchObject({type: 'left'});
    expect(await registry.claim('alice', 'his')).toBe('taken');
    vi.advanceTimersByTime(1);
    expect(events.slice(2)).toEqual([
      {type: 'exited', room: 'r', id: 'alice', reason: 'left'},
      {type: 'released', id: 'alice'},
    ]);
    expect(await registry.claim('alice', 'his')).toBe('new');
  });

  test('keeps its place if it is back by then', async () => {
    const {registry, events} = await load();
    await registry.suspend('alice', 'leaving');
    await registry.claim('alice', 'hers');
    await registry.enter('r', entry('alice', {session: 'second'}));
    vi.advanceTimersByTime(60_000);
    expect(events.map(event => event.type)).toEqual(['updated', 'updated']);
  });

  test('says so as often as it likes, over any way: the first time counts', async () => {
    const {registry, events} = await load();
    await registry.leave('alice', 'hers', 'first');
    vi.advanceTimersByTime(3_000);
    expect(await registry.leave('alice', 'hers', 'first')).toBe(true);
    vi.advanceTimersByTime(500);
    expect(last(events)).toEqual({type: 'released', id: 'alice'});
  });

  test('is not waited for any longer if its socket was lost before', async () => {
    const {registry, events} = await load();
    await registry.suspend('alice', 'lost');
    vi.advanceTimersByTime(10_000);
    await registry.leave('alice', 'hers', 'first');
    vi.advanceTimersByTime(3_500);
    expect(last(events)).toEqual({type: 'released', id: 'alice'});
  });

  test.each([
    ['the page load before', 'hers', 'zeroth'],
    ['somebody else', 'his', 'first'],
  ])('is not taken at the word of %s', async (_, owner, session) => {
    const {registry, events} = await load();
    expect(await registry.leave('alice', owner, session)).toBe(false);
    expect(await registry.leave('bob', owner, session)).toBe(false);
    vi.advanceTimersByTime(60_000);
    expect(events).toEqual([]);
  });

  test('says nothing any more once the next page load has connected', async () => {
    const {registry, events} = await load();
    await registry.claim('alice', 'hers');
    expect(await registry.leave('alice', 'hers', 'first')).toBe(false);
    await registry.identify('alice', 'second');
    expect(await registry.leave('alice', 'hers', 'first')).toBe(false);
    expect(events).toEqual([]);
  });

  test('is expected no longer than the grace', async () => {
    const {registry} = join(createMemoryStore({...limits, graceMs: 500}));
    await registry.claim('alice', 'hers');
    await registry.suspend('alice', 'leaving');
    vi.advanceTimersByTime(500);
    expect(registry.counts().ids).toBe(0);
  });
});

describe('a room', () => {
  test('lists its members, numbered in the order of entry', async () => {
    const {registry} = join();
    await registry.claim('alice', 'a');
    await registry.claim('bob', 'b');
    await registry.enter('r', entry('alice'));
    expect(await registry.enter('r', entry('bob'))).toMatchObject([
      {id: 'alice', seq: 1, away: false},
      {id: 'bob', seq: 2, away: false},
    ]);
    expect([registry.sharesRoom('alice', 'bob'), registry.sharesRoom('alice', 'carol')]).toEqual([
      true,
      false,
    ]);
  });

  test('keeps the entry of a lost socket, including its seq, for the grace period', async () => {
    const {registry, events} = join();
    await registry.claim('alice', 'a');
    await registry.enter('r', entry('alice'));
    await registry.suspend('alice', 'lost');
    await registry.claim('alice', 'a');
    await registry.enter('r', entry('alice'));
    vi.advanceTimersByTime(60_000);
    expect(events.map(event => [event.type, 'member' in event && event.member.away])).toEqual([
      ['entered', false],
      ['updated', true],
      ['updated', false],
    ]);
    expect(await registry.enter('r', entry('alice'))).toMatchObject([{seq: 1}]);
  });

  test('removes a member that does not enter again within the grace period, even if its socket is back', async () => {
    const {registry, events} = join();
    await registry.claim('alice', 'a');
    await registry.enter('r', entry('alice'));
    await registry.suspend('alice', 'lost');
    await registry.claim('alice', 'a');
    vi.advanceTimersByTime(20_000);
    expect(events.at(-1)).toEqual({type: 'exited', room: 'r', id: 'alice', reason: 'lost'});
    expect(registry.counts()).toEqual({ids: 1, rooms: 0});
  });

  test('sends no event if nothing changes', async () => {
    const {registry, events} = join();
    await registry.claim('alice', 'a');
    await registry.enter('r', entry('alice'));
    await registry.enter('r', entry('alice'));
    await registry.update('r', 'alice', {stage: 'in'});
    expect(events).toHaveLength(1);
  });

  test('has limits', async () => {
    const {registry} = join();
    for (const id of ['a', 'b', 'c', 'd']) await registry.claim(id, id);
    await registry.enter('r1', entry('a'));
    await registry.enter('r1', entry('b'));
    expect(await registry.enter('r1', entry('c'))).toBe('room-full');
    await registry.enter('r2', entry('a'));
    expect(await registry.enter('r3', entry('a'))).toBe('too-many-rooms');
    await registry.enter('r3', entry('c'));
    expect(await registry.enter('r4', entry('d'))).toBe('too-many-rooms');
    // Who is in already comes back to a full room.
    expect(await registry.enter('r1', entry('b', {session: 't'}))).toHaveLength(2);
  });

  test('is kept for a client that disconnects deliberately without leaving it', async () => {
    const {registry, events} = join();
    await registry.claim('alice', 'a');
    await registry.enter('r', entry('alice'));
    await registry.release('alice');
    expect(events.at(-1)).toMatchObject({type: 'updated', member: {away: true}});
    expect(await registry.claim('alice', 'other')).toBe('taken');
  });
});

describe('two brokers on one store', () => {
  test('act as one: ids, rooms, messages, and moves from one to the other', async () => {
    const store = createMemoryStore(limits);
    const [one, two] = [join(store), join(store)];
    await one.registry.claim('alice', 'a');
    expect(await two.registry.claim('alice', 'x')).toBe('taken');
    await two.registry.claim('bob', 'b');
    await one.registry.enter('r', entry('alice'));
    await two.registry.enter('r', entry('bob'));
    expect(one.events.at(-1)).toMatchObject({type: 'entered', member: {id: 'bob'}});

    const message = {type: 'OFFER', src: 'alice', dst: 'bob'};
    expect(await one.registry.forward(message)).toBe(true);
    expect(two.events.at(-1)).toEqual({type: 'message', message});

    expect(await one.registry.claim('bob', 'b')).toBe('resumed');
    expect(two.events).toContainEqual({type: 'released', id: 'bob'});
    expect(two.events.at(-1)).toEqual({type: 'claimed', id: 'bob'});
  });

  test('one that closes removes its peers from the rooms and leaves no timer', async () => {
    const store = createMemoryStore(limits);
    const [one, two] = [join(store), join(store)];
    await one.registry.claim('alice', 'a');
    await one.registry.enter('r', entry('alice'));
    await one.registry.suspend('alice', 'lost');
    await one.registry.close();
    expect(two.events.at(-1)).toEqual({type: 'exited', room: 'r', id: 'alice', reason: 'lost'});
    expect(vi.getTimerCount()).toBe(0);
    expect(two.registry.counts()).toEqual({ids: 0, rooms: 0});
  });
});
