import {expect, test} from 'vitest';
import {runSimulations} from './testing/simulation/run.js';

test('three brokers act as one in 10,000 simulated runs', async () => {
  const {failed} = await runSimulations(10_000, 1_000_000);
  expect(failed).toEqual([]);
});
