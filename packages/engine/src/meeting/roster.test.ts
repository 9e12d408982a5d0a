import {expect, test} from 'vitest';
import {Roster} from './roster.js';
import type {Member} from '../signaling/messages.js';

const member = (id: string, seq: number, more: Partial<Member> = {}): Member => ({
  id,
  name: id,
  stage: 'in',
  session: 's',
  seq,
  away: false,
  ...more,
});
const room = 'standup';

test('a `room` event replaces all members, and returns every id that may have changed', () => {
  const roster = new Roster();
  expect(roster.apply({kind: 'room', room, seq: 3, members: [member('ada', 1), member('bob', 2)]})).toEqual([
    'ada',
    'bob',
  ]);
  const changed = roster.apply({kind: 'room', room, seq: 3, members: [member('bob', 2), member('cleo', 4)]});
  expect(changed.toSorted()).toEqual(['ada', 'bob', 'cleo']);
  expect(roster.get('ada')).toBeNull();
  expect(roster.get('cleo')).toMatchObject({seq: 4});
});

test('members enter, change and leave', () => {
  const roster = new Roster();
  roster.apply({kind: 'room', room, seq: 1, members: []});
  expect(roster.apply({kind: 'entered', room, member: member('ada', 2, {stage: 'lobby'})})).toEqual(['ada']);
  expect(roster.get('ada')?.stage).toBe('lobby');
  expect(roster.apply({kind: 'updated', room, member: member('ada', 2, {away: true})})).toEqual(['ada']);
  expect(roster.get('ada')).toMatchObject({stage: 'in', away: true});
  expect(roster.apply({kind: 'exited', room, id: 'ada', reason: 'left'})).toEqual(['ada']);
  expect(roster.get('ada')).toBeNull();
});

test('the list has everyone, and is another one only after a report', () => {
  const roster = new Roster();
  roster.apply({
    kind: 'room',
    room,
    seq: 1,
    members: [member('ada', 1, {host: true}), member('bob', 2, {stage: 'lobby'})],
  });
  const {list} = roster;
  expect(list).toEqual([
    {id: 'ada', displayName: 'ada', isIn: true, isHost: true},
    {id: 'bob', displayName: 'bob', isIn: false, isHost: false},
  ]);
  expect(roster.list).toBe(list);
  roster.apply({kind: 'exited', room, id: 'ada', reason: 'left'});
  expect(roster.list).toEqual([list[1]]);
});

test('of two members, only the one who entered later dials', () => {
  const [early, late] = [new Roster(), new Roster()];
  early.apply({kind: 'room', room, seq: 1, members: []});
  early.apply({kind: 'entered', room, member: member('late', 2)});
  late.apply({kind: 'room', room, seq: 2, members: [member('early', 1)]});
  expect(early.isDialer(early.get('late')!)).toBe(false);
  expect(late.isDialer(late.get('early')!)).toBe(true);
});

test('whoever knocks is no member, before and after', () => {
  const roster = new Roster();
  const knocker = member('cleo', 3, {knocking: true});
  roster.apply({kind: 'room', room, seq: 1, members: [member('ada', 1), knocker]});
  const {list} = roster;
  expect(list.map(({id}) => id)).toEqual(['ada']);
  expect(roster.apply({kind: 'entered', room, member: member('dora', 4, {knocking: true})})).toEqual([]);
  expect(roster.list).toBe(list);
  // Cleo is let in, and Ada, in the lobby, is locked out.
  expect(roster.apply({kind: 'updated', room, member: member('cleo', 3)})).toEqual(['cleo']);
  expect(roster.apply({kind: 'updated', room, member: member('ada', 1, {knocking: true})})).toEqual(['ada']);
  expect(roster.list.map(({id}) => id)).toEqual(['cleo']);
});

test('outside the door, nobody is known', () => {
  const roster = new Roster();
  roster.apply({kind: 'room', room, seq: 1, members: [member('ada', 1)]});
  expect(roster.apply({kind: 'knocking', room})).toEqual(['ada']);
  expect(roster.list).toEqual([]);
  expect(roster.apply({kind: 'door', room, isLocked: true})).toEqual([]);
});
