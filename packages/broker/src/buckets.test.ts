import {expect, test} from 'vitest';
import {Bucket} from './buckets.js';

test('five seconds of its rate may be taken at once, and no more', () => {
  const bucket = new Bucket(2, 0);
  expect(Array.from({length: 11}, () => bucket.take(0)).lastIndexOf(true)).toBe(9);
});

test('it fills with time, up to its brim', () => {
  const bucket = new Bucket(2, 0);
  while (bucket.take(0));
  expect(bucket.take(400)).toBe(false);
  expect(bucket.take(500)).toBe(true);
  expect(bucket.isFull(5_000)).toBe(false);
  expect(bucket.isFull(10_000)).toBe(true);
});

test('whoever takes what is not there is told how long to wait', () => {
  const bucket = new Bucket(2, 0);
  while (bucket.take(0));
  expect(bucket.charge(1, 0)).toBe(500);
  expect(bucket.charge(3, 0)).toBe(2_000);
  expect(bucket.charge(1, 2_500)).toBe(0);
});
