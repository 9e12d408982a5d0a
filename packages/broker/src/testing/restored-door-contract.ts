/** What every registry makes of a door when a broker restores what it holds, which may be out of date. */
import {describe, expect, test} from 'vitest';
import type {Door, Member} from '../registry/members.js';
import type {Holding, Registry} from '../registry/registry.js';

const ROOM = 'r';
const owner = (id: string): string => `owner of ${id}`;

async function enter(registry: Registry, id: string, fields: Partial<Member> = {}): Promise<number> {
  const claim = await registry.claim(id, owner(id));
  if (claim.status === 'taken') throw new Error(`${id} is taken`);
  await registry.enter(ROOM, claim.lease, {id, name: id, stage: 'in', session: 's', ...fields});
  return claim.lease;
}
const membersOf = async (registry: Registry): Promise<Record<string, Member>> => {
  const {members} = await registry.view(ROOM);
  return Object.fromEntries(members.map(member => [member.id, member]));
};
const holding = (member: Member, lease: number, door?: Door): Holding => ({
  id: member.id,
  lease,
  owner: owner(member.id),
  session: 's',
  suspension: undefined,
  places: [{room: ROOM, member, door}],
});
const kept = (id: string, seq: number, more: Partial<Member> = {}): Member => ({
  id,
  name: id,
  stage: 'in',
  session: 's',
  seq,
  away: false,
  ...more,
});

/** `open` starts a store, and returns what joins it. */
export function describeRestoredDoor(name: string, open: () => Promise<() => Promise<Registry>>): void {
  describe(`a door that is restored ${name}`, () => {
    test('keeps what a host has ordered while the broker of the others heard nothing', async () => {
      const join = await open();
      const [here, there] = [await join(), await join()];
      const host = await enter(here, 'host', {moderator: true});
      const leases = new Map<string, number>();
      for (const [id, fields] of [
        ['removed', {marks: ['o:removed']}],
        ['muted', {}],
        ['gone', {}],
        ['lobby', {stage: 'lobby'}],
      ] as const)
        leases.set(id, await enter(there, id, fields));
      const before = await membersOf(there);
      await here.moderate(ROOM, 'host', host, {
        isLocked: true,
        bans: {'i:removed': 0, 'o:removed': 0},
        measures: {removed: 'removed', muted: 'mute', gone: 'ended'},
      });
      const stale = [...leases].map(([id, lease]) =>
        holding(before[id]!, lease, {isLocked: false, bans: {}}),
      );
      expect(await there.restore(stale, true)).toEqual([]);
      const {removed, gone, muted, lobby} = await membersOf(here);
      expect([removed, gone]).toEqual([undefined, undefined]);
      expect(muted).toMatchObject({muted: true});
      expect(lobby).toMatchObject({knocking: 'locked'});
      const {door} = await here.view(ROOM);
      expect(door?.isLocked).toBe(true);
      expect(Object.keys(door?.bans ?? {}).toSorted()).toEqual(['i:removed', 'o:removed']);
    });

    const strict: Door = {isLocked: true, bans: {'i:eve': -7, 'a:there': 9e12, 'a:here': 8e12}};
    const lax: Door = {isLocked: false, bans: {'i:eve': 9e12, 'a:here': 9e12}};
    test.each([
      ['the stricter one first', [strict, lax]],
      ['the stricter one last', [lax, strict]],
    ] as const)('is as strict as the strictest of two copies, %s', async (_, [first, second]) => {
      const join = await open();
      const [here, there] = [await join(), await join()];
      await here.restore([holding(kept('host', 1, {moderator: true}), 1, first)], true);
      const banned = holding(kept('eve', 3), 3, first);
      await there.restore([holding(kept('guest', 2), 2, second), banned], true);
      const {door, members} = await here.view(ROOM);
      expect(door).toEqual({isLocked: true, bans: {'i:eve': -7, 'a:there': 9e12, 'a:here': 9e12}});
      expect(members.map(({id}) => id)).toEqual(['host', 'guest']);
    });
  });
}
