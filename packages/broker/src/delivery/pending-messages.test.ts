import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {Clock} from '../clock.js';
import {Mailroom} from './pending-messages.js';

const limits = {ageMs: 1_000, messagesPerSender: 3, bytesPerSender: 100, bytesTotal: 150};
const letter = (src: string, dst: string, payload?: unknown) => ({type: 'OFFER', src, dst, payload});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('hands out what came for somebody, in order, once', () => {
  const mailroom = new Mailroom(limits, new Clock(), () => {});
  mailroom.keep(letter('a', 'x', 1), 10);
  mailroom.keep(letter('b', 'x', 2), 10);
  mailroom.keep(letter('b', 'y', 3), 10);
  expect(mailroom.fetch('x').map(({payload}) => payload)).toEqual([1, 2]);
  expect(mailroom.fetch('x')).toEqual([]);
  expect({count: mailroom.count, bytes: mailroom.bytes}).toEqual({count: 1, bytes: 10});
  mailroom.close();
});

test('each message expires in its own time', () => {
  const expired: unknown[] = [];
  const mailroom = new Mailroom(limits, new Clock(), ({dst}) => expired.push(dst));
  mailroom.keep(letter('a', 'early'), 1);
  vi.advanceTimersByTime(600);
  mailroom.keep(letter('a', 'late'), 1);
  vi.advanceTimersByTime(400);
  expect(expired).toEqual(['early']);
  vi.advanceTimersByTime(599);
  expect(expired).toEqual(['early']);
  vi.advanceTimersByTime(2);
  expect(expired).toEqual(['early', 'late']);
  expect(vi.getTimerCount()).toBe(0);
});

test('keeps no more of a message than its text', () => {
  const mailroom = new Mailroom(limits, new Clock(), () => {});
  const payload = {type: 'x', list: [[], {}] as unknown[]};
  mailroom.keep(letter('a', 'x', payload), 1);
  payload.list.push('changed later');
  expect(mailroom.fetch('x')).toEqual([letter('a', 'x', {type: 'x', list: [[], {}]})]);
  mailroom.keep({type: 'EXPIRE', src: 'a', dst: 'x'}, 1);
  expect(mailroom.fetch('x')).toEqual([{type: 'EXPIRE', src: 'a', dst: 'x'}]);
  mailroom.close();
});

test('a sender has room for so many messages and bytes, and all of them together for so many', () => {
  const mailroom = new Mailroom(limits, new Clock(), () => {});
  expect([1, 2, 3, 4].map(() => mailroom.keep(letter('a', 'x'), 1))).toEqual([true, true, true, false]);
  expect(mailroom.keep(letter('b', 'x'), 101)).toBe(false);
  expect(mailroom.keep(letter('b', 'x'), 100)).toBe(true);
  expect(mailroom.keep(letter('c', 'x'), 50)).toBe(false);
  mailroom.fetch('x');
  expect(mailroom.keep(letter('a', 'x'), 1)).toBe(true);
  mailroom.close();
  expect(vi.getTimerCount()).toBe(0);
});

test('a message does not expire while the process stands still', () => {
  const expired: unknown[] = [];
  let pausedMs = 0;
  const clock = new Clock(() => performance.now() + pausedMs);
  const mailroom = new Mailroom(limits, clock, ({dst}) => expired.push(dst));
  mailroom.keep(letter('a', 'x'), 1);
  vi.advanceTimersByTime(500);
  pausedMs += 22_000;
  vi.advanceTimersByTime(250);
  expect(expired).toEqual([]);
  vi.advanceTimersByTime(1_000);
  expect(expired).toEqual(['x']);
});
