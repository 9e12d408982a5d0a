import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {seat} from './seats.js';

describe('The seats', () => {
  it('stay the same when somebody joins, who comes last', () => {
    expect(seat(['me', 'ada'], ['me', 'ada', 'ben'])).toEqual(['me', 'ada', 'ben']);
    // The engine's order doesn't matter.
    expect(seat(['me', 'ben'], ['me', 'ada', 'ben'])).toEqual(['me', 'ben', 'ada']);
  });

  it('change for one tile when somebody leaves: the last one takes the free seat', () => {
    expect(seat(['me', 'ada', 'ben', 'eve'], ['me', 'ben', 'eve'])).toEqual(['me', 'eve', 'ben']);
  });

  it('are given to a newcomer when somebody leaves at the same time', () => {
    expect(seat(['me', 'ada', 'ben'], ['me', 'ben', 'ada2'])).toEqual(['me', 'ada2', 'ben']);
  });

  it('are exchanged by the old and the new large tile', () => {
    expect(seat(['ada', 'me', 'ben', 'eve'], ['me', 'ada', 'ben', 'eve'], 'ben')).toEqual([
      'ben',
      'me',
      'ada',
      'eve',
    ]);
  });

  it('are the same after a screen share as before', () => {
    const before = ['me', 'ada', 'ben'];
    const during = seat(before, ['me', 'ada', 'ben:screen', 'ben'], 'ben:screen');
    expect(during).toEqual(['ben:screen', 'ada', 'ben', 'me']);
    expect(seat(during, before)).toEqual(before);
  });

  it('hold everyone once, and move nobody without need', () => {
    const keys = fc.uniqueArray(fc.integer({min: 0, max: 9}).map(String), {minLength: 1});
    fc.assert(
      fc.property(keys, keys, (before, present) => {
        const after = seat(before, present);
        expect(after.toSorted()).toEqual(present.toSorted());
        const staying = before.filter(key => present.includes(key));
        const moved = staying.filter(key => after.indexOf(key) !== before.indexOf(key));
        const left = before.length - staying.length;
        expect(moved.length).toBeLessThanOrEqual(left);
        if (left === 0) expect(moved).toEqual([]);
      }),
    );
  });
});
