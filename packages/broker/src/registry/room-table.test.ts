import {expect, test} from 'vitest';
import type {Member} from './members.js';
import type {RoomEvent} from './registry.js';
import {RoomTable} from './room-table.js';

test('a field that is gone is a change, the same fields again are none', () => {
  const events: RoomEvent[] = [];
  const rooms = new RoomTable(event => events.push(event));
  const member: Member = {id: 'a', name: 'A', stage: 'in', session: 's', seq: 1, away: false};
  rooms.put('r', {...member, moderator: true});
  rooms.put('r', {...member, moderator: true});
  rooms.put('r', member);
  rooms.put('r', {...member});
  expect(events.map(({type, revision}) => [type, revision])).toEqual([
    ['entered', 1],
    ['updated', 2],
  ]);
});
