import {test} from 'vitest';
import {sideBySide, surviveLoss, surviveSilence} from './testing/cluster-failures.js';

test('Redis fails for 30 s, and nobody is disconnected', () =>
  sideBySide({
    'it is silent: calls go on, new clients wait': () => surviveSilence(30_000),
    'it is gone and comes back empty: everybody keeps their id and place': () => surviveLoss(30_000),
  }));
