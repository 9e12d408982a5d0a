import {test} from 'vitest';
import {sideBySide, surviveCut, surviveKill, surviveRollingRestart} from './testing/cluster-failures.js';

test('brokers fail, and nobody leaves', () =>
  sideBySide({
    'one is killed: its clients have the same ids elsewhere': surviveKill,
    'all are replaced one after another': surviveRollingRestart,
    'one can’t reach Redis for longer than 6 s: its clients seem away, and come back with it': surviveCut,
  }));
