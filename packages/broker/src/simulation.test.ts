import {expect, test} from 'vitest';
import {runSimulations} from './testing/simulation/run.js';

test('three brokers act as one, whatever is late, lost, repeated, cut off or killed: 200 seeds', async () => {
  const {runs, failed, delivered, expiries} = await runSimulations(200);
  expect(failed).toEqual([]);
  expect(delivered).toBeGreaterThan(10 * runs);
  expect(expiries).toBeGreaterThan(runs);
});
