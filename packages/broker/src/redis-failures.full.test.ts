import {test} from 'vitest';
import {surviveLoss, surviveSilence} from './testing/cluster-failures.js';

test('Redis is silent for 30 s: calls go on, new clients wait, nobody is disconnected', () =>
  surviveSilence(30_000));

test('Redis is gone for 30 s and comes back empty: everybody keeps their id and place', () =>
  surviveLoss(30_000));
