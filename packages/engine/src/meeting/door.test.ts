import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {CallError} from '../errors.js';
import type {Member, Moderation, Signaling} from '../signaling/index.js';
import {RoomDoor} from './door.js';

const room = 'standup';
const member = (id: string, more: Partial<Member> = {}): Member => ({
  id,
  name: id,
  stage: 'in',
  session: 's',
  seq: 1,
  away: false,
  ...more,
});
const asHost = (...members: Member[]) => {
  const door = new RoomDoor();
  door.apply({kind: 'room', room, seq: 1, members, self: member('me', {host: true, moderator: true})});
  return door;
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a door is unknown until the broker has answered', () => {
  const door = new RoomDoor();
  expect(door.snapshot).toBeNull();
  door.apply({kind: 'room', room, seq: 1, members: []});
  expect(door.snapshot).toEqual({
    isLocked: false,
    role: null,
    isKnockRequired: false,
    knocks: [],
    knockCount: 0,
  });
});

test.each([
  [{}, null],
  [{host: true}, 'elected'],
  [{host: true, moderator: true}, 'host'],
])('of %j, the role is %s', (self, role) => {
  const door = new RoomDoor();
  door.apply({kind: 'room', room, seq: 1, members: [], self: member('me', self)});
  expect(door.snapshot?.role).toBe(role);
});

test('only those who ask are listed, and a snapshot changes only if something has', () => {
  const door = asHost(
    member('ada', {knocking: true, text: 'hi'}),
    member('ben', {knocking: true, stage: 'lobby'}),
  );
  const {snapshot} = door;
  expect(snapshot?.knocks).toEqual([{id: 'ada', displayName: 'ada', text: 'hi'}]);
  door.apply({kind: 'entered', room, member: member('cleo')});
  door.apply({kind: 'updated', room, member: member('ada', {knocking: true, text: 'hi', away: true})});
  expect(door.snapshot).toBe(snapshot);
  door.apply({kind: 'updated', room, member: member('ben', {knocking: true})});
  expect(door.snapshot?.knocks.map(({id}) => id)).toEqual(['ada', 'ben']);
  door.apply({kind: 'updated', room, member: member('ada')});
  door.apply({kind: 'exited', room, id: 'ben', reason: 'left', by: 'host'});
  expect(door.snapshot?.knockCount).toBe(0);
});

test('at most 50 are listed, but all are counted', () => {
  const door = asHost(...Array.from({length: 1_000}, (_, i) => member(`guest${i}`, {knocking: true})));
  expect(door.snapshot?.knocks).toHaveLength(50);
  expect(door.snapshot?.knockCount).toBe(1_000);
  door.apply({kind: 'updated', room, member: member('guest0')});
  expect(door.snapshot?.knocks.at(-1)?.id).toBe('guest50');
});

test('what a host does to me is news once, until I turn it on again', () => {
  const door = asHost();
  const muted = {kind: 'self', room, member: member('me', {muted: true})} as const;
  expect(door.lift('muted')).toBe(false);
  expect(door.apply(muted)).toEqual(['muted']);
  expect(door.isMuted).toBe(true);
  expect(door.apply(muted)).toEqual([]);
  expect(door.lift('muted')).toBe(true);
  expect(door.isMuted).toBe(false);
  expect(door.apply(muted)).toEqual(['muted']);
});

test('outside, everything that was known is void', () => {
  const door = asHost(member('ada', {knocking: true}));
  door.apply({kind: 'door', room, isLocked: true});
  expect(door.snapshot?.isLocked).toBe(true);
  door.apply({kind: 'knocking', room});
  expect(door.snapshot).toEqual({
    isLocked: false,
    role: null,
    isKnockRequired: true,
    knocks: [],
    knockCount: 0,
  });
});

test('an order is settled by its own answer only', async () => {
  const sent: Moderation[] = [];
  const signaling = {
    isOpen: true,
    moderate: (_: string, order: Moderation) => void sent.push(order),
  } as unknown as Signaling;
  const door = asHost();
  const [locking, muting] = [
    door.order(signaling, room, 'lock'),
    door.order(signaling, room, 'mute', ['ada']),
  ];
  expect(sent.map(({action, ids}) => [action, ids])).toEqual([
    ['lock', undefined],
    ['mute', ['ada']],
  ]);
  door.settle(undefined);
  door.settle(sent[1]!.n, new CallError('no-such-member'));
  await expect(muting).rejects.toMatchObject({code: 'no-such-member'});
  door.settle(sent[0]!.n);
  await locking;

  const slow = door.order(signaling, room, 'unlock');
  vi.advanceTimersByTime(10_000);
  await expect(slow).rejects.toMatchObject({code: 'broker-unreachable'});
  const late = door.order(signaling, room, 'unlock');
  door.close(new CallError('hung-up'));
  await expect(late).rejects.toMatchObject({code: 'hung-up'});
  await expect(door.order(null, room, 'lock')).rejects.toMatchObject({code: 'broker-unreachable'});
  expect(vi.getTimerCount()).toBe(0);
});
