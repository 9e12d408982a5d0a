import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {Clock} from '../clock.js';
import {watchLiveness} from './liveness.js';
import type {Socket} from './socket.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A socket whose client does `onPing` when it is pinged. */
function fakeSocket(onPing: (socket: {seenAt: number; isThrottled: boolean}) => void = () => {}) {
  const socket = {
    seenAt: performance.now(),
    pingedAt: -1,
    isThrottled: false,
    ping: vi.fn((now: number) => {
      socket.pingedAt = now;
      onPing(socket);
    }),
    terminate: vi.fn(),
  };
  return socket;
}

function watch(socket: ReturnType<typeof fakeSocket>, clock = new Clock()) {
  return watchLiveness(new Set([socket as unknown as Socket]), 20_000, clock);
}

test('a silent client is pinged once after 10 s, and disconnected after 20 s', () => {
  const socket = fakeSocket();
  const stop = watch(socket);
  vi.advanceTimersByTime(9_999);
  expect(socket.ping).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10_000);
  expect(socket.ping).toHaveBeenCalledTimes(1);
  expect(socket.terminate).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(socket.terminate).toHaveBeenCalledExactlyOnceWith('silent');
  stop();
  expect(vi.getTimerCount()).toBe(0);
});

test('a client that answers stays connected', () => {
  const socket = fakeSocket(pinged => {
    pinged.seenAt = performance.now();
  });
  watch(socket);
  vi.advanceTimersByTime(60_000);
  expect(socket.ping).toHaveBeenCalledTimes(6);
  expect(socket.terminate).not.toHaveBeenCalled();
});

test('a client that sends a heartbeat every 5 s is not pinged', () => {
  const socket = fakeSocket();
  watch(socket);
  for (let index = 0; index < 20; index += 1) {
    vi.advanceTimersByTime(5_000);
    socket.seenAt = performance.now();
  }
  expect(socket.ping).not.toHaveBeenCalled();
});

test('after a pause of 22 s no client is considered silent, and dead ones are found later', () => {
  let pausedMs = 0;
  const clock = new Clock(() => performance.now() + pausedMs);
  const [live, dead] = [fakeSocket(), fakeSocket()];
  watch(live, clock);
  watch(dead, clock);
  vi.advanceTimersByTime(5_000);
  pausedMs += 22_000;
  vi.advanceTimersByTime(4_000);
  expect([live, dead].map(({terminate}) => terminate.mock.calls)).toEqual([[], []]);
  live.seenAt = clock.now();
  vi.advanceTimersByTime(12_000);
  expect(live.terminate).not.toHaveBeenCalled();
  expect(dead.terminate).toHaveBeenCalledExactlyOnceWith('silent');
});

test('a client that is not read because of a limit is not considered silent', () => {
  const socket = fakeSocket();
  socket.isThrottled = true;
  watch(socket);
  vi.advanceTimersByTime(60_000);
  expect(socket.ping).not.toHaveBeenCalled();
  expect(socket.terminate).not.toHaveBeenCalled();
});
