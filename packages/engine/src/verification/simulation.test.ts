import {describe, expect, it} from 'vitest';
import {dishonestRun, failuresOf, honestRun} from '../testing/simulation.js';

/** A failed seed is replayed with `await dishonestRun(seed)`. */
describe('A comparison of two people', () => {
  it('never shows anybody as verified while a broker is in between', async () => {
    expect(await failuresOf(dishonestRun, 0, 110)).toEqual([]);
  });

  it('ends well, without an alarm, if nobody is', async () => {
    expect(await failuresOf(honestRun, 0, 60)).toEqual([]);
  });
});
