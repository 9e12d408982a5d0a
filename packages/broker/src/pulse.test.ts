import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {startPulse} from './pulse.js';
import type {Socket} from './socket.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A socket whose client does `onPing` when it is pinged. */
function fakeSocket(onPing: (socket: {seenAt: number}) => void = () => {}) {
  const socket = {
    seenAt: performance.now(),
    pingedAt: -1,
    ping: vi.fn((now: number) => {
      socket.pingedAt = now;
      onPing(socket);
    }),
    terminate: vi.fn(),
  };
  return socket;
}

function watch(socket: ReturnType<typeof fakeSocket>) {
  return startPulse(new Set([socket as unknown as Socket]), 20_000);
}

test('who is silent is pinged once after 10 s, and cut off after 20', () => {
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

test('who answers stays', () => {
  const socket = fakeSocket(pinged => {
    pinged.seenAt = performance.now();
  });
  watch(socket);
  vi.advanceTimersByTime(60_000);
  expect(socket.ping).toHaveBeenCalledTimes(6);
  expect(socket.terminate).not.toHaveBeenCalled();
});

test('who sends a heartbeat every 5 s costs no ping', () => {
  const socket = fakeSocket();
  watch(socket);
  for (let index = 0; index < 20; index += 1) {
    vi.advanceTimersByTime(5_000);
    socket.seenAt = performance.now();
  }
  expect(socket.ping).not.toHaveBeenCalled();
});
