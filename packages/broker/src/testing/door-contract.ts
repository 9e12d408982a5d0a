/** What every registry promises about doors: a part of registry-contract.ts. */
import {afterEach, describe, expect, test} from 'vitest';
import type {Entry, Member, ReliableRegistry, RoomEvent, RoomView} from '../registry/index.js';
import type {RegistryLimits} from '../registry/holder-table.js';
import type {Store} from './registry-store.js';

export function describeDoor(open: (limits: RegistryLimits) => Promise<Store>, graceMs: number): void {
  const fields = {graceMs, rooms: 9, roomMembers: 4, roomsPerPeer: 9, roomKnocks: 2};

  describe('a door', () => {
    let store: Store | undefined;
    let registries: ReliableRegistry[] = [];
    afterEach(async () => {
      await Promise.all(registries.map(registry => registry.close()));
      registries = [];
      await store?.close();
    });

    async function house(electsHosts = false) {
      store = await open({...fields, electsHosts});
      const registry = await store.join();
      registries.push(registry);
      const events: RoomEvent[] = [];
      registry.subscribe({
        onEvent: event => void ('room' in event && events.push(event)),
        deliver: () => ({status: 'delivered'}),
      });
      await store.pass(0);
      const leases = new Map<string, number>();
      const enter = async (id: string, entry: Partial<Entry> = {}): Promise<RoomView | string> => {
        const claim = await registry.claim(id, `owner of ${id}`);
        if (claim.status === 'taken') throw new Error(`${id} is taken`);
        leases.set(id, claim.lease);
        return registry.enter('r', claim.lease, {id, name: id, stage: 'in', session: 's', ...entry});
      };
      const order = async (id: string, what: Parameters<ReliableRegistry['moderate']>[3]) => {
        const outcome = await registry.moderate('r', id, leases.get(id) ?? 0, what);
        await store?.pass(0);
        return outcome;
      };
      const suspend = (id: string) => registry.suspend(id, leases.get(id) ?? 0, 'lost');
      const update = async (id: string, change: Parameters<ReliableRegistry['update']>[3]) => {
        await registry.update('r', id, leases.get(id) ?? 0, change);
        await store?.pass(0);
      };
      const exit = async (id: string) => {
        await registry.exit('r', id, leases.get(id) ?? 0);
        await store?.pass(0);
      };
      const member = (id: string): Member | undefined => registry.look('r')?.members.get(id);
      const pass = async (ms: number) => store?.pass(ms);
      return {registry, events, enter, order, suspend, update, exit, member, pass};
    }
    const HOST = {moderator: true as const};

    test('that is locked lets nobody in, except whom a host admits, who may come back', async () => {
      const {enter, order, suspend, member, pass} = await house();
      await enter('host', HOST);
      expect(await order('host', {isLocked: true, measures: {}})).toBe('done');
      await enter('guest', {text: 'It is me'});
      expect(member('guest')).toMatchObject({knocking: 'locked', text: 'It is me', stage: 'in'});
      await enter('guest', {session: 't'});
      expect(member('guest')).toMatchObject({knocking: 'locked', session: 't'});
      expect(await order('host', {measures: {guest: 'admit'}})).toBe('done');
      expect(member('guest')).not.toHaveProperty('knocking');
      expect(member('guest')).not.toHaveProperty('text');
      await suspend('guest');
      await enter('guest', {session: 'u'});
      expect(member('guest')).not.toHaveProperty('knocking');
      await enter('second', HOST);
      expect(member('second')).not.toHaveProperty('knocking');
      await pass(0);
    });

    test('that is locked puts out the lobby, and lets it in again when it is unlocked', async () => {
      const {enter, order, member, events} = await house();
      await enter('host', HOST);
      await enter('inside');
      await enter('lobby', {stage: 'lobby'});
      events.length = 0;
      await order('host', {isLocked: true, measures: {}});
      expect(member('lobby')).toMatchObject({knocking: 'locked', stage: 'lobby'});
      expect(member('inside')).not.toHaveProperty('knocking');
      expect(events).toMatchObject([{type: 'door', door: {isLocked: true}}, {type: 'updated'}]);
      await order('host', {isLocked: false, measures: {}});
      expect(member('lobby')).not.toHaveProperty('knocking');
    });

    test('opens when its last host is gone, but not for those who must always knock', async () => {
      const {enter, order, suspend, registry, member, pass} = await house();
      await enter('host', HOST);
      await order('host', {isLocked: true, measures: {}});
      await enter('guest');
      await enter('visitor', {mustKnock: 'always'});
      await suspend('host');
      await pass(0);
      expect(member('guest')).toMatchObject({knocking: 'locked'});
      await pass(graceMs + 100);
      await pass(0);
      expect(registry.look('r')?.door?.isLocked).toBe(false);
      expect(member('guest')).not.toHaveProperty('knocking');
      expect(member('visitor')).toMatchObject({knocking: 'always'});
    });

    test('keeps out whom a host has removed: id and owner; from their address others must knock', async () => {
      const {enter, order, member, events, pass} = await house();
      await enter('host', HOST);
      await enter('rude', {marks: ['o:rude', 'a:home']});
      const bans = {'i:rude': 0, 'o:rude': 0, 'a:home': Date.now() + 600_000};
      events.length = 0;
      expect(await order('host', {measures: {rude: 'removed'}, bans})).toBe('done');
      expect(events).toMatchObject([{type: 'door'}, {type: 'exited', id: 'rude', reason: 'removed'}]);
      expect(await enter('rude', {marks: ['o:other', 'a:elsewhere']})).toBe('removed');
      expect(await enter('ruder', {marks: ['o:rude', 'a:elsewhere']})).toBe('removed');
      await enter('brother', {marks: ['o:brother', 'a:home']});
      expect(member('brother')).toMatchObject({knocking: 'address'});
      await enter('neighbour', {marks: ['o:neighbour', 'a:elsewhere']});
      expect(member('neighbour')).not.toHaveProperty('knocking');
      await pass(0);
    });

    test('forgets the oldest of too many whom it keeps out, those of an address first', async () => {
      const {enter, order, registry, pass} = await house();
      await enter('host', HOST);
      const ban = async (bans: Record<string, number>) => {
        await order('host', {measures: {}, bans});
        await pass(2);
      };
      const marks = (): string[] => Object.keys(registry.look('r')?.door?.bans ?? {});
      await ban({'a:home': 600_000, 'o:first': 0});
      await ban(Object.fromEntries(Array.from({length: 299}, (_, n) => [`o:${n}`, 0])));
      expect(marks()).toHaveLength(300);
      expect(marks()).not.toContain('a:home');
      await ban({'o:last': 0});
      expect(marks()).toHaveLength(300);
      expect(marks()).toContain('o:last');
      expect(marks()).not.toContain('o:first');
    });

    test('has a limited number of places before it, and those do not count as members', async () => {
      const {enter, order, member} = await house();
      await enter('host', HOST);
      await order('host', {isLocked: true, measures: {}});
      for (const id of ['a', 'b']) expect(await enter(id)).toBeTypeOf('object');
      expect(await enter('c')).toBe('too-many-knocks');
      expect(member('c')).toBeUndefined();
      // A few more hosts get in than others, so that nobody can fill the room against them.
      for (const id of ['d', 'e', 'f', 'g', 'h', 'i', 'j'])
        expect(await enter(id, HOST)).toBeTypeOf('object');
      expect(await enter('k', HOST)).toBe('room-full');
      expect(await order('host', {measures: {a: 'admit'}})).toBe('room-full');
      expect(member('a')).toMatchObject({knocking: 'locked'});
    });

    test('lets nobody in while the call ends for all', async () => {
      const {enter, order, events, registry} = await house();
      await enter('host', HOST);
      await enter('guest');
      await order('host', {isLocked: true, measures: {}});
      await enter('eve');
      events.length = 0;
      expect(await order('host', {measures: {host: 'ended', guest: 'ended', eve: 'ended'}})).toBe('done');
      expect(events.map(({type}) => type)).toEqual(['exited', 'exited', 'exited']);
      expect(registry.look('r')).toBeUndefined();
    });

    test('carries out only what still makes sense', async () => {
      const {enter, order, member, exit} = await house();
      await enter('host', HOST);
      await enter('other', HOST);
      await enter('guest');
      expect(await order('host', {measures: {guest: 'refused', other: 'removed'}})).toBe('absent');
      expect([member('guest'), member('other')]).toMatchObject([{id: 'guest'}, {id: 'other'}]);
      await exit('host');
      expect(await order('host', {measures: {guest: 'mute'}})).toBe('stale');
      expect(await order('guest', {isLocked: true, measures: {}})).toBe('stale');
    });

    test('lets the next one in if the elected host for whom others wait is gone', async () => {
      const {enter, exit, member, registry} = await house(true);
      await enter('first', {mustKnock: 'if-hosted'});
      await enter('second', {mustKnock: 'if-hosted'});
      await enter('visitor', {mustKnock: 'always'});
      expect(member('second')).toMatchObject({knocking: 'hosted'});
      await exit('first');
      expect(registry.look('r')?.elected).toBe('second');
      await enter('third', {mustKnock: 'if-hosted'});
      expect(member('third')).toMatchObject({knocking: 'hosted'});
      expect(member('visitor')).toMatchObject({knocking: 'always'});
    });

    test('keeps what a host orders of a member until the member takes it back', async () => {
      const {enter, order, update, member} = await house();
      await enter('host', HOST);
      await enter('loud');
      await order('host', {measures: {loud: 'mute'}});
      await order('host', {measures: {loud: 'stop-share'}});
      await enter('loud', {session: 't'});
      expect(member('loud')).toMatchObject({muted: true, shareStopped: true, session: 't'});
      await update('loud', {name: 'Loud'});
      expect(member('loud')).toMatchObject({muted: true, shareStopped: true, name: 'Loud'});
      await update('loud', {clear: ['muted']});
      expect(member('loud')).not.toHaveProperty('muted');
      expect(member('loud')).toMatchObject({shareStopped: true});
    });

    test('does not change for somebody who has gone, or whose lease has ended', async () => {
      const {enter, order, exit, registry} = await house();
      await enter('host', HOST);
      await enter('guest');
      await exit('guest');
      expect(await order('host', {measures: {guest: 'mute'}})).toBe('absent');
      expect(await registry.moderate('r', 'host', 999, {isLocked: true, measures: {}})).toBe('stale');
      expect(registry.look('r')?.door?.isLocked ?? false).toBe(false);
    });

    test('is kept by whoever has been in for the longest, if hosts are elected', async () => {
      const {enter, exit, update, order, registry, pass} = await house(true);
      const elected = () => registry.look('r')?.elected;
      await enter('looks', {stage: 'lobby'});
      expect(elected()).toBeUndefined();
      await enter('first', {mustKnock: 'if-hosted'});
      await enter('second');
      await update('looks', {stage: 'in'});
      expect(elected()).toBe('first');
      await order('first', {isLocked: true, measures: {}});
      await exit('first');
      await pass(0);
      expect(elected()).toBe('second');
      expect(registry.look('r')?.door?.isLocked).toBe(true);
      await enter('late');
      expect(registry.look('r')?.members.get('late')).toMatchObject({knocking: 'locked'});
      await exit('second');
      await exit('looks');
      await pass(0);
      expect(registry.look('r')?.door?.isLocked).toBe(false);
      expect(elected()).toBe('late');
    });
  });
}
