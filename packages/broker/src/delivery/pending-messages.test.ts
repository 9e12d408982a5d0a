import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {Clock} from '../clock.js';
import {PendingMessages, unpack} from './pending-messages.js';

const limits = {ageMs: 1_000, messagesPerSender: 3, bytesPerSender: 100, bytesTotal: 150};
const message = (src: string, dst: string, payload?: unknown) => ({type: 'OFFER', src, dst, payload});

const isKept = (pending: unknown): boolean => pending !== undefined;

/** Takes the messages for a peer, as for delivery. */
const fetch = (pending: PendingMessages, id: string) =>
  pending.due(id).map(message => {
    pending.remove(message);
    return unpack(message);
  });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('returns the messages for a peer in order, once', () => {
  const pending = new PendingMessages(limits, new Clock(), () => {});
  pending.keep(message('a', 'x', 1), 10);
  pending.keep(message('b', 'x', 2), 10);
  pending.keep(message('b', 'y', 3), 10);
  expect(fetch(pending, 'x').map(({payload}) => payload)).toEqual([1, 2]);
  expect(fetch(pending, 'x')).toEqual([]);
  expect({count: pending.count, bytes: pending.bytes}).toEqual({count: 1, bytes: 10});
  pending.close();
});

test('each message expires on its own', () => {
  const expired: unknown[] = [];
  const pending = new PendingMessages(limits, new Clock(), ({dst}) => expired.push(dst));
  pending.keep(message('a', 'early'), 1);
  vi.advanceTimersByTime(600);
  pending.keep(message('a', 'late'), 1);
  vi.advanceTimersByTime(400);
  expect(expired).toEqual(['early']);
  vi.advanceTimersByTime(599);
  expect(expired).toEqual(['early']);
  vi.advanceTimersByTime(2);
  expect(expired).toEqual(['early', 'late']);
  expect(vi.getTimerCount()).toBe(0);
});

test('keeps a message as text only', () => {
  const pending = new PendingMessages(limits, new Clock(), () => {});
  const payload = {type: 'x', list: [[], {}] as unknown[]};
  pending.keep(message('a', 'x', payload), 1);
  payload.list.push('changed later');
  expect(fetch(pending, 'x')).toEqual([message('a', 'x', {type: 'x', list: [[], {}]})]);
  pending.keep({type: 'EXPIRE', src: 'a', dst: 'x'}, 1);
  expect(fetch(pending, 'x')).toEqual([{type: 'EXPIRE', src: 'a', dst: 'x'}]);
  pending.close();
});

test('limits the messages and bytes of each sender, and the bytes of all', () => {
  const pending = new PendingMessages(limits, new Clock(), () => {});
  expect([1, 2, 3, 4].map(() => isKept(pending.keep(message('a', 'x'), 1)))).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(isKept(pending.keep(message('b', 'x'), 101))).toBe(false);
  expect(isKept(pending.keep(message('b', 'x'), 100))).toBe(true);
  expect(isKept(pending.keep(message('c', 'x'), 50))).toBe(false);
  fetch(pending, 'x');
  expect(isKept(pending.keep(message('a', 'x'), 1))).toBe(true);
  pending.close();
  expect(vi.getTimerCount()).toBe(0);
});

test('a message does not expire while the process is paused', () => {
  const expired: unknown[] = [];
  let pausedMs = 0;
  const clock = new Clock(() => performance.now() + pausedMs);
  const pending = new PendingMessages(limits, clock, ({dst}) => expired.push(dst));
  pending.keep(message('a', 'x'), 1);
  vi.advanceTimersByTime(500);
  pausedMs += 22_000;
  vi.advanceTimersByTime(250);
  expect(expired).toEqual([]);
  vi.advanceTimersByTime(1_000);
  expect(expired).toEqual(['x']);
});

test('a message that is in flight is not fetched, but marked, and expires in time all the same', () => {
  const expired: unknown[] = [];
  const pending = new PendingMessages(limits, new Clock(), ({dst}) => expired.push(dst));
  const kept = pending.keep(message('a', 'x'), 1)!;
  kept.isInFlight = true;
  expect(pending.due('x')).toEqual([]);
  expect(kept.isRetryDue).toBe(true);
  vi.advanceTimersByTime(1_000);
  expect(expired).toEqual(['x']);
  expect(pending.remove(kept)).toBe(false);
});
