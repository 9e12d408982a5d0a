import {test} from 'vitest';
import {surviveCut, surviveKill, surviveRollingRestart} from './testing/cluster-failures.js';

test('a broker is killed: its clients have the same ids elsewhere, the others see nobody leave', () =>
  surviveKill());

test('all brokers are replaced one after another: nobody leaves', () => surviveRollingRestart());

test('one broker can’t reach Redis for longer than 6 s: its clients seem away, and come back with it', () =>
  surviveCut());
