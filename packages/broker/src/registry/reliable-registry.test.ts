/** What the layer believes and says while the registry behind it is slow, silent or forgetful. */
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {Clock} from '../clock.js';
import {createMemoryStore} from './memory-registry.js';
import type {Claim, Holding, Registry, RegistryEvent} from './registry.js';
import {makeReliable} from './reliable-registry.js';

const limits = {
  graceMs: 20_000,
  rooms: 10,
  roomMembers: 10,
  roomsPerPeer: 10,
  roomKnocks: 2,
  electsHosts: false,
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(methods: Partial<Registry> = {}) {
  const inner = {...createMemoryStore(limits).join(), ...methods};
  const registry = makeReliable({registry: inner, clock: new Clock(), onError() {}});
  const hold = async (id: string): Promise<number> =>
    ((await registry.claim(id, `owner of ${id}`)) as Extract<Claim, {lease: number}>).lease;
  const subscribe = () => registry.subscribe({onEvent() {}, deliver: () => ({status: 'absent'})});
  return {registry, inner, hold, subscribe};
}

/** Lets it restore itself as often as the test answers. */
function forgetful() {
  const sent: (readonly Holding[])[] = [];
  const answers: (() => void)[] = [];
  const opened = open({
    renew: async () => ({isKnown: false, lost: [], rooms: []}),
    restore: holdings => {
      sent.push(holdings);
      return new Promise(resolve => answers.push(() => resolve([])));
    },
  });
  return {...opened, sent, answers};
}

test('what ends while a batch is restored is not claimed again with the next one', async () => {
  const {registry, hold, subscribe, sent, answers} = forgetful();
  for (let index = 0; index < 300; index += 1) await hold(`id${index}`);
  const lease = await hold('last');
  subscribe();
  await vi.advanceTimersByTimeAsync(0);
  expect(sent.map(({length}) => length)).toEqual([250]);
  await registry.suspend('last', lease, 'leaving');
  answers[0]!();
  await vi.advanceTimersByTimeAsync(0);
  expect(sent[1]!.at(-1)).toMatchObject({id: 'last', suspension: 'leaving'});
  await registry.close();
});

test('a broker counts from when it asked, and pauses of its process too, as the others do', async () => {
  let answer = (): void => {};
  let asked = 0;
  const {registry, subscribe} = open({
    renew: () => {
      asked += 1;
      return new Promise(resolve => {
        answer = () => resolve({isKnown: true, lost: [], rooms: []});
        if (asked > 1) return;
        setTimeout(answer, 2_000);
      });
    },
  });
  subscribe();
  await vi.advanceTimersByTimeAsync(2_001);
  expect(registry.isReady()).toBe(true);
  await vi.advanceTimersByTimeAsync(3_900);
  expect(registry.isReady()).toBe(true);
  await vi.advanceTimersByTimeAsync(150);
  expect(registry.isReady()).toBe(false);
  answer();
  await registry.close();
});

test('why a socket was closed is still known when it is restored', async () => {
  const {registry, hold, subscribe, sent} = forgetful();
  const [left, lost] = [await hold('left'), await hold('lost')];
  await registry.suspend('left', left, 'leaving');
  await registry.suspend('lost', lost, 'lost');
  subscribe();
  await vi.advanceTimersByTimeAsync(0);
  expect(sent[0]!.map(({suspension}) => suspension)).toEqual(['leaving', 'lost']);
  await registry.close();
});

test('leaving rooms that a client was never in takes no memory', async () => {
  const exits: string[] = [];
  const {registry, hold} = open({exitAll: async () => {}, exit: async room => void exits.push(room)});
  const lease = await hold('alice');
  await registry.enter('r', lease, {id: 'alice', name: '', stage: 'in', session: 's'});
  for (let index = 0; index < 10; index += 1) await registry.exit(`never ${index}`, 'alice', lease);
  exits.length = 0;
  await registry.exitAll('alice', lease);
  expect(exits).toEqual(['r']);
  await registry.close();
});

test('a lease that ends before its claim is answered ends right after it', async () => {
  const {registry, inner} = open();
  const events: RegistryEvent[] = [];
  let tell = (_event: RegistryEvent): void => {};
  inner.subscribe = listener => (tell = event => listener.onEvent(event));
  inner.claim = async id => {
    await Promise.resolve();
    tell({type: 'released', id, lease: 7, reason: 'moved', rooms: []});
    return {status: 'new', lease: 7};
  };
  registry.subscribe({onEvent: event => events.push(event), deliver: () => ({status: 'absent'})});
  await registry.claim('alice', 'hers');
  await vi.advanceTimersByTimeAsync(1);
  expect(events).toMatchObject([{type: 'released', id: 'alice', lease: 7}]);
  await registry.close();
});
