import {test} from 'vitest';
import {settleConflict, sideBySide, surviveLoss, surviveSilence} from './testing/cluster-failures.js';

test('Redis fails, and nobody is disconnected', () =>
  sideBySide({
    'it is silent for 9 s: calls go on, new clients wait': () => surviveSilence(9_000),
    'it comes back empty: everybody keeps their id and place, and nobody notices': () => surviveLoss(500),
    'a failover loses a claim: the newest one wins, within 6 s': settleConflict,
  }));
