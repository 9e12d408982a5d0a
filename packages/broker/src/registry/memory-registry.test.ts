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
    await registry.suspend('alice');
    vi.advanceTimersByTime(19_999);
    expect(await registry.claim('alice', 'his')).toBe('taken');
    vi.advanceTimersByTime(1);
    expect(events).toEqual([{type: 'released', id: 'alice'}]);
    expect(await registry.claim('alice', 'his')).toBe('new');
  });

  test('is resumed by its owner, and then outlives the grace period', async () => {
    const {registry} = join();
    await registry.claim('alice', 'hers');
    await registry.suspend('alice');
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
    await registry.suspend('alice');
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
    await registry.suspend('alice');
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
    await one.registry.suspend('alice');
    await one.registry.close();
    expect(two.events.at(-1)).toEqual({type: 'exited', room: 'r', id: 'alice', reason: 'lost'});
    expect(vi.getTimerCount()).toBe(0);
    expect(two.registry.counts()).toEqual({ids: 0, rooms: 0});
  });
});
