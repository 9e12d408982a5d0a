/**
 * What every registry promises, as tests: for the one in memory, and for any other. Time passes only through `pass`, and
 * events and answers may take a while, so nothing here depends on either being immediate.
 */
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {Message} from '../protocol/index.js';
import {describeDoor} from './door-contract.js';
import type {Store} from './registry-store.js';
import {mayExchange} from '../registry/door.js';
import type {RegistryLimits} from '../registry/holder-table.js';
import type {Claim, Delivery, RegistryEvent, ReliableRegistry} from '../registry/registry.js';

const entry = (id: string, fields: object = {}) => ({
  id,
  name: id,
  stage: 'in' as const,
  session: 's',
  ...fields,
});

/** One broker: its registry, the events that it got, and the messages that were delivered to it. */
interface Node {
  readonly registry: ReliableRegistry;
  readonly events: RegistryEvent[];
  readonly messages: Message[];
  /** Claims an id; returns the lease. */
  readonly hold: (id: string, owner?: string) => Promise<number>;
  delivery: Delivery;
}

/** `GRACE_MS`, the grace period, is longer than 500 ms, which a test lets pass. */
export function describeRegistry(
  name: string,
  open: (limits: RegistryLimits) => Promise<Store>,
  GRACE_MS = 2_000,
): void {
  const limits = {
    graceMs: GRACE_MS,
    rooms: 3,
    roomMembers: 2,
    roomsPerPeer: 2,
    roomKnocks: 2,
    electsHosts: false,
  };
  describe(`the contract of a registry: ${name}`, () => {
    let store: Store;
    let nodes: Node[] = [];
    beforeEach(async () => {
      store = await open(limits);
    });
    afterEach(async () => {
      await Promise.all(nodes.map(({registry}) => registry.close()));
      nodes = [];
      await store.close();
    });

    async function join(): Promise<Node> {
      const registry = await store.join();
      const node: Node = {
        registry,
        events: [],
        messages: [],
        delivery: {status: 'delivered'},
        hold: async (id, owner = `owner of ${id}`) => leaseOf(await registry.claim(id, owner)),
      };
      registry.subscribe({
        onEvent: event => void node.events.push(event),
        deliver(message) {
          node.messages.push(message);
          return node.delivery;
        },
      });
      nodes.push(node);
      await store.pass(0);
      return node;
    }
    const settle = () => store.pass(0);
    const about = (node: Node, ...types: string[]) => node.events.filter(({type}) => types.includes(type));

    /** A page that has said hello and is in a room. */
    const load = async () => {
      const node = await join();
      const lease = await node.hold('alice', 'hers');
      await node.registry.identify('alice', lease, 'first');
      await node.registry.enter('r', lease, entry('alice', {session: 'first'}));
      await settle();
      node.events.length = 0;
      return Object.assign(node, {lease});
    };

    describe('an id', () => {
      test('belongs to the first claimant, until the grace period after its socket closes is over', async () => {
        const {registry, hold, events} = await join();
        const lease = await hold('alice', 'hers');
        expect(await registry.claim('alice', 'his')).toEqual({status: 'taken'});
        await registry.suspend('alice', lease, 'lost');
        expect(await registry.claim('alice', 'his')).toEqual({status: 'taken'});
        await store.pass(GRACE_MS);
        expect(events).toMatchObject([{type: 'released', id: 'alice', lease, reason: 'expired'}]);
        expect(await registry.claim('alice', 'his')).toMatchObject({status: 'new'});
      });

      test('is resumed by its owner with a higher lease, and then outlives the grace period', async () => {
        const {registry, hold} = await join();
        const lease = await hold('alice', 'hers');
        await registry.suspend('alice', lease, 'lost');
        const claim = await registry.claim('alice', 'hers');
        expect(claim.status).toBe('resumed');
        expect(leaseOf(claim)).toBeGreaterThan(lease);
        await store.pass(2 * GRACE_MS);
        expect(await registry.claim('alice', 'his')).toEqual({status: 'taken'});
      });

      test('is free at once if its owner releases it', async () => {
        const {registry, hold, events} = await join();
        const lease = await hold('alice', 'hers');
        await registry.release('alice', lease);
        await settle();
        expect(events).toMatchObject([{type: 'released', id: 'alice', lease}]);
        expect(await registry.claim('alice', 'his')).toMatchObject({status: 'new'});
      });

      test('that was free has a higher lease than ever before', async () => {
        const {registry, hold} = await join();
        const lease = await hold('alice', 'hers');
        await registry.release('alice', lease);
        await settle();
        expect(await hold('alice', 'his')).toBeGreaterThan(lease);
      });

      test('moves to another broker, and the first one is told', async () => {
        const [one, two] = [await join(), await join()];
        const lease = await one.hold('alice');
        await two.hold('alice');
        await settle();
        expect(about(one, 'released')).toMatchObject([{id: 'alice', lease, reason: 'moved'}]);
      });

      test('is claimed by two brokers at once for different owners: one gets it', async () => {
        const [one, two] = [await join(), await join()];
        for (let index = 0; index < 20; index += 1) {
          const claims = await Promise.all([
            one.registry.claim(`id${index}`, 'hers'),
            two.registry.claim(`id${index}`, 'his'),
          ]);
          expect(claims.map(({status}) => status).toSorted()).toEqual(['new', 'taken']);
        }
      });
    });

    describe('an older lease changes nothing', () => {
      test('neither suspends, releases, identifies nor enters', async () => {
        const {registry, hold, events} = await join();
        const old = await hold('alice', 'hers');
        const lease = await hold('alice', 'hers');
        await registry.enter('r', lease, entry('alice'));
        await settle();
        events.length = 0;
        await registry.suspend('alice', old, 'lost');
        await registry.release('alice', old);
        await registry.identify('alice', old, 'old page');
        expect(await registry.enter('r2', old, entry('alice'))).toBe('stale');
        expect(await registry.update('r', 'alice', old, {name: 'Al'})).toBe(false);
        await registry.exit('r', 'alice', old);
        await registry.exitAll('alice', old);
        expect(await registry.leave('alice', 'hers', 'old page')).toBe(false);
        await store.pass(2 * GRACE_MS);
        expect(events).toEqual([]);
        expect(await registry.claim('alice', 'his')).toEqual({status: 'taken'});
      });

      test('of a broker from which the owner has moved on neither', async () => {
        const [one, two] = [await join(), await join()];
        const old = await one.hold('alice', 'hers');
        const lease = await two.hold('alice', 'hers');
        await one.registry.suspend('alice', old, 'lost');
        await two.registry.enter('r', lease, entry('alice'));
        await store.pass(2 * GRACE_MS);
        expect(await one.registry.claim('alice', 'his')).toEqual({status: 'taken'});
        expect(about(two, 'exited', 'updated', 'released')).toEqual([]);
      });
    });

    describe('a page that goes away', () => {
      test('is gone after the time that a reload takes, its id too', async () => {
        const {registry, events, lease} = await load();
        expect(await registry.leave('alice', 'hers', 'first')).toBe(true);
        await settle();
        expect(events).toMatchObject([
          {type: 'updated', member: {away: true}},
          {type: 'left', id: 'alice', lease},
        ]);
        await store.pass(GRACE_MS);
        expect(events.slice(2)).toMatchObject([
          {type: 'exited', room: 'r', id: 'alice', reason: 'left'},
          {type: 'released', id: 'alice', lease},
        ]);
      });

      test('keeps its place if it is back by then', async () => {
        const one = await load();
        expect(await one.registry.leave('alice', 'hers', 'first')).toBe(true);
        const again = await one.hold('alice', 'hers');
        await one.registry.enter('r', again, entry('alice', {session: 'second'}));
        await store.pass(3 * GRACE_MS);
        await settle();
        expect(about(one, 'exited', 'released')).toEqual([]);
        expect(about(one, 'updated').at(-1)).toMatchObject({member: {away: false, session: 'second'}});
      });

      test('may say so on any broker', async () => {
        const one = await load();
        const two = await join();
        expect(await two.registry.leave('alice', 'hers', 'first')).toBe(true);
        await settle();
        expect(about(one, 'left')).toEqual([{type: 'left', id: 'alice', lease: one.lease}]);
      });

      test.each([
        ['the page load before', 'hers', 'zeroth'],
        ['somebody else', 'his', 'first'],
      ])('is not taken at the word of %s', async (_, owner, session) => {
        const {registry, events} = await load();
        expect(await registry.leave('alice', owner, session)).toBe(false);
        expect(await registry.leave('bob', owner, session)).toBe(false);
        await store.pass(2 * GRACE_MS);
        expect(events).toEqual([]);
      });

      test('says nothing any more once the next page load has connected', async () => {
        const {registry, hold, events} = await load();
        const lease = await hold('alice', 'hers');
        expect(await registry.leave('alice', 'hers', 'first')).toBe(false);
        await registry.identify('alice', lease, 'second');
        expect(await registry.leave('alice', 'hers', 'first')).toBe(false);
        await settle();
        expect(events).toEqual([]);
      });

      test('is not delivered to, but its last broker says what its sender may know', async () => {
        const one = await load();
        const two = await join();
        await one.registry.suspend('alice', one.lease, 'leaving');
        one.delivery = {status: 'absent', left: {session: 'first', ago: 500}};
        const message = {type: 'OFFER', src: 'bob', dst: 'alice'};
        expect(await two.registry.forward(message, 1_000)).toEqual(one.delivery);
        expect(one.messages).toEqual([message]);
      });
    });

    describeDoor(open, GRACE_MS);

    describe('a room', () => {
      test('lists its members, numbered in the order of entry, and grows by a revision with each', async () => {
        const {registry, hold} = await join();
        const [alice, bob] = [await hold('alice'), await hold('bob')];
        const first = await registry.enter('r', alice, entry('alice'));
        const second = await registry.enter('r', bob, entry('bob'));
        expect(second).toMatchObject({
          members: [
            {id: 'alice', away: false},
            {id: 'bob', away: false},
          ],
        });
        const [{revision: before}, {revision, members}] = [viewOf(first), viewOf(second)];
        expect(revision).toBe(before + 1);
        expect(members[1]?.seq).toBeGreaterThan(members[0]?.seq ?? 0);
        const mayReach = (id: string): boolean => mayExchange(registry, 'alice', id, true);
        expect([mayReach('bob'), mayReach('carol')]).toEqual([true, false]);
      });

      test('reports each change with the next revision, on each broker with a member in it', async () => {
        const [one, two] = [await join(), await join()];
        const [alice, bob] = [await one.hold('alice'), await two.hold('bob')];
        const {revision} = viewOf(await one.registry.enter('r', alice, entry('alice')));
        await two.registry.enter('r', bob, entry('bob'));
        await two.registry.update('r', 'bob', bob, {name: 'Robert'});
        await two.registry.exit('r', 'bob', bob);
        await settle();
        const changes = about(one, 'entered', 'updated', 'exited').filter(
          event => (event as {revision: number}).revision > revision,
        );
        expect(changes).toMatchObject([
          {type: 'entered', revision: revision + 1, member: {id: 'bob'}},
          {type: 'updated', revision: revision + 2, member: {name: 'Robert'}},
          {type: 'exited', revision: revision + 3, id: 'bob', reason: 'left'},
        ]);
      });

      test('that is empty and comes back continues with a higher revision', async () => {
        const {registry, hold} = await join();
        const alice = await hold('alice');
        const {revision} = viewOf(await registry.enter('r', alice, entry('alice')));
        await registry.exit('r', 'alice', alice);
        await settle();
        expect(viewOf(await registry.enter('r', alice, entry('alice'))).revision).toBeGreaterThan(revision);
      });

      test('keeps the entry of a lost socket, including its seq, for the grace period', async () => {
        const {registry, hold, events} = await join();
        const lease = await hold('alice');
        const {members} = viewOf(await registry.enter('r', lease, entry('alice')));
        await registry.suspend('alice', lease, 'lost');
        const next = await hold('alice');
        await registry.enter('r', next, entry('alice'));
        await store.pass(2 * GRACE_MS);
        expect(events.filter(({type}) => type !== 'entered')).toMatchObject([
          {type: 'updated', member: {away: true}},
          {type: 'updated', member: {away: false}},
        ]);
        const again = viewOf(await registry.enter('r', next, entry('alice')));
        expect(again.members[0]?.seq).toBe(members[0]?.seq);
      });

      test.each([
        ['after its socket was lost', true],
        ['after a reload that was quicker than the broker', false],
      ])('loses a member that does not enter again within the grace period, %s', async (_, isLost) => {
        const {registry, hold, events} = await join();
        const lease = await hold('alice');
        await registry.enter('r', lease, entry('alice'));
        if (isLost) await registry.suspend('alice', lease, 'lost');
        await hold('alice');
        await store.pass(GRACE_MS + 100);
        expect(events.at(-1)).toMatchObject({type: 'exited', room: 'r', id: 'alice', reason: 'lost'});
        expect(await registry.claim('alice', 'his')).toEqual({status: 'taken'});
      });

      test('sends no event if nothing changes', async () => {
        const {registry, hold, events} = await join();
        const lease = await hold('alice');
        await registry.enter('r', lease, entry('alice'));
        await registry.enter('r', lease, entry('alice'));
        await registry.update('r', 'alice', lease, {stage: 'in'});
        await settle();
        expect(events.filter(({type}) => type !== 'entered')).toEqual([]);
      });

      test('has limits', async () => {
        const {registry, hold} = await join();
        const [a, b, c, d] = [await hold('a'), await hold('b'), await hold('c'), await hold('d')];
        await registry.enter('r1', a, entry('a'));
        await registry.enter('r1', b, entry('b'));
        expect(await registry.enter('r1', c, entry('c'))).toBe('room-full');
        await registry.enter('r2', a, entry('a'));
        expect(await registry.enter('r3', a, entry('a'))).toBe('too-many-rooms');
        await registry.enter('r3', c, entry('c'));
        expect(await registry.enter('r4', d, entry('d'))).toBe('too-many-rooms');
        // Who is in already comes back to a full room.
        expect(viewOf(await registry.enter('r1', b, entry('b', {session: 't'}))).members).toHaveLength(2);
      });

      test('is kept for a client that disconnects deliberately without leaving it', async () => {
        const {registry, hold, events} = await join();
        const lease = await hold('alice');
        await registry.enter('r', lease, entry('alice'));
        await registry.release('alice', lease);
        await settle();
        expect(events.at(-1)).toMatchObject({type: 'updated', member: {away: true}});
        expect(await registry.claim('alice', 'other')).toEqual({status: 'taken'});
      });

      test('is left by a client that exits all', async () => {
        const {registry, hold, events} = await join();
        const lease = await hold('alice');
        await registry.enter('r1', lease, entry('alice'));
        await registry.enter('r2', lease, entry('alice'));
        await registry.exitAll('alice', lease);
        await settle();
        expect(events.slice(-2)).toMatchObject([
          {type: 'exited', reason: 'left'},
          {type: 'exited', reason: 'left'},
        ]);
      });
    });

    describe('a message', () => {
      const message = {type: 'OFFER', src: 'alice', dst: 'bob', payload: {type: 'x'}};

      test('reaches the broker of its recipient, which says what became of it', async () => {
        const [one, two] = [await join(), await join()];
        await two.hold('bob');
        expect(await one.registry.forward(message, 1_000)).toMatchObject({status: 'delivered'});
        expect(two.messages).toEqual([message]);
        two.delivery = {status: 'refused'};
        expect(await one.registry.forward(message, 1_000)).toMatchObject({status: 'refused'});
      });

      test('for an id that nobody holds, or that is disconnected, is not delivered', async () => {
        const [one, two] = [await join(), await join()];
        expect(await one.registry.forward(message, 1_000)).toMatchObject({status: 'absent'});
        const lease = await two.hold('bob');
        await two.registry.suspend('bob', lease, 'lost');
        expect(await one.registry.forward(message, 1_000)).toMatchObject({status: 'absent'});
        expect(two.messages).toEqual([]);
      });

      test('that was not delivered can be when its recipient connects: its broker is told', async () => {
        const [one, two] = [await join(), await join()];
        await one.registry.forward(message, 1_000);
        await two.hold('bob');
        await settle();
        expect(about(one, 'reachable')).toContainEqual({type: 'reachable', id: 'bob'});
        one.events.length = 0;
        two.delivery = {status: 'absent'};
        await one.registry.forward(message, 1_000);
        await two.registry.announce('bob');
        await settle();
        expect(about(one, 'reachable')).toContainEqual({type: 'reachable', id: 'bob'});
      });
    });

    test('a broker that closes leaves its ids and places to the grace period, for other brokers', async () => {
      const [one, two] = [await join(), await join()];
      const [alice, bob] = [await one.hold('alice', 'hers'), await two.hold('bob')];
      await two.registry.enter('r', bob, entry('bob'));
      await one.registry.enter('r', alice, entry('alice'));
      await one.registry.close();
      await settle();
      expect(two.events.at(-1)).toMatchObject({type: 'updated', member: {id: 'alice', away: true}});
      expect(await two.registry.claim('alice', 'his')).toEqual({status: 'taken'});
      await store.pass(GRACE_MS);
      expect(two.events.at(-1)).toMatchObject({type: 'exited', id: 'alice', reason: 'lost'});
      expect(await two.registry.claim('alice', 'his')).toMatchObject({status: 'new'});
    });

    test('is ready', async () => {
      expect((await join()).registry.isReady()).toBe(true);
    });
  });
}

function leaseOf(claim: Claim): number {
  if (claim.status === 'taken') throw new Error('The id is taken.');
  return claim.lease;
}

function viewOf(answer: Awaited<ReturnType<ReliableRegistry['enter']>>) {
  if (typeof answer === 'string') throw new Error(answer);
  return answer;
}
