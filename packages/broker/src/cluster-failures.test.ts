import {test} from 'vitest';
import {surviveKill, surviveLoss, surviveRollingRestart, surviveSilence} from './testing/cluster-failures.js';

test('Redis is silent for 9 s: calls go on, new clients wait, nobody is disconnected', () =>
  surviveSilence(9_000));

test('Redis comes back empty: everybody keeps their id and place, and nobody notices', () =>
  surviveLoss(500));

test('a broker is killed: its clients have the same ids elsewhere, the others see nobody leave', () =>
  surviveKill());

test('all brokers are replaced one after another: nobody leaves', () => surviveRollingRestart());
