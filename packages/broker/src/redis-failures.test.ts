import {test} from 'vitest';
import {surviveLoss, surviveSilence} from './testing/cluster-failures.js';

test('Redis is silent for 9 s: calls go on, new clients wait, nobody is disconnected', () =>
  surviveSilence(9_000));

test('Redis comes back empty: everybody keeps their id and place, and nobody notices', () =>
  surviveLoss(500));
