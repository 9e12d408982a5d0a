import fc from 'fast-check';
import {expect, test} from 'vitest';
import {Clock} from '../clock.js';
import {Bucket, FairShare, MAX_WAIT_MS} from './buckets.js';

/** A bucket of `rate` per second, and the time to set. */
function at(rate: number) {
  const time = {ms: 0};
  const bucket = new Bucket(rate, new Clock(() => time.ms));
  return {bucket, time};
}

test('a burst of five seconds of its rate is allowed, and no more', () => {
  const {bucket} = at(2);
  expect(Array.from({length: 11}, () => bucket.take()).lastIndexOf(true)).toBe(9);
});

test('refills over time, up to its capacity', () => {
  const {bucket, time} = at(2);
  while (bucket.take());
  time.ms = 400;
  expect(bucket.take()).toBe(false);
  time.ms = 500;
  expect(bucket.take()).toBe(true);
  time.ms = 5_000;
  expect(bucket.isFull()).toBe(false);
  time.ms = 10_000;
  expect(bucket.isFull()).toBe(true);
});

test('tells a caller who takes too much how long to wait', () => {
  const {bucket, time} = at(2);
  while (bucket.take());
  expect(bucket.charge(1)).toBe(500);
  expect(bucket.charge(3)).toBe(2_000);
  time.ms = 2_500;
  expect(bucket.charge(1)).toBe(0);
});

test('reserves a turn only if it comes within 5 s', () => {
  const {bucket, time} = at(2);
  while (bucket.take());
  expect(bucket.isExhausted()).toBe(false);
  const turns = Array.from({length: 12}, () => bucket.reserve());
  expect(turns.slice(0, 10)).toEqual([500, 1_000, 1_500, 2_000, 2_500, 3_000, 3_500, 4_000, 4_500, 5_000]);
  expect(turns.slice(10)).toEqual([undefined, undefined]);
  expect(bucket.isExhausted()).toBe(true);
  time.ms = 500;
  expect(bucket.isExhausted()).toBe(false);
});

test('is out of debt after 5 s whatever it is charged, and never gives more than its rate plus its capacity', () => {
  const charge = fc.record({
    cost: fc.integer({min: 1, max: 10_000}),
    after: fc.integer({min: 0, max: 2_000}),
  });
  fc.assert(
    fc.property(fc.integer({min: 1, max: 1_000}), fc.array(charge), (rate, charges) => {
      const {bucket, time} = at(rate);
      let taken = 0;
      for (const {cost, after} of charges) {
        time.ms += after;
        bucket.charge(cost);
        expect(bucket.debt()).toBeLessThanOrEqual(MAX_WAIT_MS);
        if (bucket.take()) taken += 1;
      }
      expect(taken).toBeLessThanOrEqual(rate * 5 + (time.ms / 1_000) * rate);
      time.ms += MAX_WAIT_MS;
      expect(bucket.debt()).toBe(0);
    }),
  );
});

test('messages that were not read for a while may then come at once, and are not saved up twice', () => {
  const {bucket, time} = at(100);
  time.ms = 20_000;
  bucket.overfill();
  expect(bucket.charge(2_500)).toBe(0);
  expect(bucket.charge(100)).toBe(1_000);
  time.ms = 21_000;
  bucket.overfill();
  expect(bucket.debt()).toBe(0);
  expect(bucket.take()).toBe(false);
});

test('messages sent within the limits while the process was paused are not a flood', () => {
  const {bucket, time} = at(20);
  while (bucket.take());
  // The clock does not count the pause: 22 s of messages come at once after it.
  time.ms += 1;
  bucket.creditPause(22_000);
  expect(bucket.charge(22 * 20)).toBe(0);
  expect(bucket.charge(20)).toBeGreaterThan(900);
});

test('a share allows a burst of five seconds, and the rest waits', () => {
  const share = new FairShare();
  expect(share.charge(50, 10, 1_000)).toBe(0);
  expect(share.charge(10, 10, 1_000)).toBe(1_000);
  expect(share.charge(10, 10, 3_000)).toBe(0);
});
