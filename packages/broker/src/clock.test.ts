import fc from 'fast-check';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {Clock} from './clock.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A clock of a process that can be stopped: time goes on then, and no timer runs. */
function stoppable() {
  let stopped = 0;
  const clock = new Clock(() => performance.now() + stopped);
  return {clock, stopFor: (ms: number) => void (stopped += ms)};
}

test('advances with real time', () => {
  const {clock} = stoppable();
  const end = clock.every(1_000, () => {});
  const start = clock.now();
  vi.advanceTimersByTime(60_000);
  expect(clock.now() - start).toBe(60_000);
  end();
  expect(vi.getTimerCount()).toBe(0);
});

test('stops while the process is paused, and reports for how long', () => {
  const {clock, stopFor} = stoppable();
  const pauses: number[] = [];
  clock.onPaused(ms => pauses.push(ms));
  clock.every(1_000, () => {});
  vi.advanceTimersByTime(1_000);
  const before = clock.now();
  stopFor(22_000);
  // A tick may have been due: that much is not told from running.
  expect(clock.now() - before).toBeLessThanOrEqual(250);
  expect(pauses).toEqual([21_750]);
  vi.advanceTimersByTime(1_000);
  expect(clock.now() - before).toBeLessThanOrEqual(1_250);
  expect(pauses).toHaveLength(1);
});

test('late ticks of a busy process are not a pause', () => {
  const {clock, stopFor} = stoppable();
  const onPaused = vi.fn();
  clock.onPaused(onPaused);
  clock.every(1_000, () => {});
  const before = clock.now();
  for (let index = 0; index < 100; index += 1) {
    vi.advanceTimersByTime(250);
    stopFor(1_500);
    clock.now();
  }
  expect(onPaused).not.toHaveBeenCalled();
  expect(clock.now() - before).toBe(100 * 1_750);
});

test('a timer fires once, after its delay without the pause, or never if cleared', () => {
  const {clock, stopFor} = stoppable();
  const run = vi.fn();
  clock.after(1_000, run);
  const cancel = clock.after(1_000, run);
  vi.advanceTimersByTime(500);
  stopFor(5_000);
  cancel();
  vi.advanceTimersByTime(499);
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(500);
  expect(run).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(5_000);
  expect(run).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(0);
});

test('leaves no timer running after close', () => {
  const {clock} = stoppable();
  const run = vi.fn();
  clock.after(1_000, run);
  clock.every(1_000, run);
  clock.close();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(5_000);
  expect(run).not.toHaveBeenCalled();
});

test('whatever the pauses, no timer fires early, or later than its delay plus one tick', () => {
  const step = fc.record({runs: fc.integer({min: 1, max: 3_000}), stops: fc.integer({min: 0, max: 60_000})});
  fc.assert(
    fc.property(fc.array(step, {maxLength: 20}), fc.integer({min: 1, max: 20_000}), (steps, ms) => {
      const {clock, stopFor} = stoppable();
      let ran = 0;
      let isDone = false;
      let doneAt = 0;
      clock.after(ms, () => {
        isDone = true;
        doneAt = ran;
      });
      for (const {runs, stops} of steps) {
        for (let left = runs; left > 0; left -= 1) {
          vi.advanceTimersByTime(1);
          ran += 1;
        }
        // Shorter ones are not told from a busy process.
        if (stops > 2_000) stopFor(stops);
      }
      const slack = steps.length * 250 + 2;
      if (isDone) expect(Math.abs(doneAt - ms)).toBeLessThanOrEqual(slack);
      else expect(ran).toBeLessThan(ms + slack);
      clock.close();
    }),
    {numRuns: 50},
  );
});
