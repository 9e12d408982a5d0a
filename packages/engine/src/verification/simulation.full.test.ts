import {describe, expect, it} from 'vitest';
import {dishonestRun, failuresOf, honestRun} from '../testing/simulation.js';

const SEED = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 1e9));
const RUNS = 10_000;

/** FUZZ_SEED is the first seed; a failed one is replayed with `await dishonestRun(seed)` or `await honestRun(seed)`. */
describe(`${RUNS} comparisons of two people, from seed ${SEED}`, () => {
  it('never show anybody as verified while a broker is in between', async () => {
    expect(await failuresOf(dishonestRun, SEED, RUNS)).toEqual([]);
  });

  it('end well, without an alarm, if nobody is', async () => {
    expect(await failuresOf(honestRun, SEED, RUNS)).toEqual([]);
  });
});
