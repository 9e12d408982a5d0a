import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {arrange} from './arrange.js';
import type {Tile} from './tiles.js';
import {bestGrid, capacityOf, tileSize, type Box} from './grid.js';
import {tile} from '../testing/tiles.js';

const box = fc.record({
  width: fc.integer({min: 220, max: 3840}),
  height: fc.integer({min: 90, max: 2160}),
  gap: fc.integer({min: 0, max: 24}),
});
const count = fc.integer({min: 1, max: 25});
const area = ({width, height}: {width: number; height: number}) => width * height;

/** The rectangles of a page as the grid in styles/crowd.ts places them. */
function rectangles(tiles: readonly Tile[], space: Box, page: number) {
  const arrangement = arrange(tiles, {
    layout: 'grid',
    speakerId: null,
    pinnedId: null,
    seats: [],
    page,
    box: space,
  })!;
  const [columns, rows] = /^--_columns:(.+);--_rows:(.+)$/.exec(arrangement.sizes)!.slice(1).map(Number);
  const {width, height} = tileSize({columns: columns!, rows: rows!}, space);
  const step = {x: width + space.gap, y: height + space.gap};
  const edge = {
    x: (space.width + space.gap - columns! * step.x) / 2,
    y: (space.height + space.gap - rows! * step.y) / 2,
  };
  let next = 0;
  return arrangement.tiles
    .filter(({place}) => place === 'grid')
    .map(({key, position}) => {
      const [, order, start] = /^order:(\d+)(?:;grid-column-start:(\d+))?$/.exec(position)!;
      return {key, order: Number(order), start: start && Number(start)};
    })
    .toSorted((one, other) => one.order - other.order)
    .map(({key, start}) => {
      // In columns of the grid: each tile spans two.
      if (start) next = Math.ceil(next / (2 * columns!)) * 2 * columns! + start - 1;
      const [row, column] = [Math.floor(next / (2 * columns!)), next % (2 * columns!)];
      next += 2;
      return {key, left: edge.x + (column / 2) * step.x, top: edge.y + row * step.y, width, height};
    });
}

const people = (number: number) => [
  tile('me', 'me'),
  ...Array.from({length: number - 1}, (_, index) => tile(`p${index}`)),
];

describe('The grid', () => {
  it('clips no tile, and no tile covers another', () => {
    fc.assert(
      fc.property(box, fc.integer({min: 2, max: 40}), fc.nat(3), (space, number, page) => {
        const all = rectangles(people(number), space, page);
        expect(all.length).toBeGreaterThan(0);
        for (const [index, one] of all.entries()) {
          expect(one.width).toBeGreaterThan(0);
          expect(one.left).toBeGreaterThanOrEqual(-0.01);
          expect(one.top).toBeGreaterThanOrEqual(-0.01);
          expect(one.left + one.width).toBeLessThanOrEqual(space.width + 0.01);
          expect(one.top + one.height).toBeLessThanOrEqual(space.height + 0.01);
          for (const other of all.slice(index + 1)) {
            const isApart =
              Math.abs(one.left - other.left) >= one.width + space.gap - 0.01 ||
              Math.abs(one.top - other.top) >= one.height + space.gap - 0.01;
            expect(isApart).toBe(true);
          }
        }
      }),
    );
  });

  it('is the one with the largest tiles of all grids that hold them', () => {
    fc.assert(
      fc.property(box, count, (space, number) => {
        const best = area(tileSize(bestGrid(number, space), space));
        for (let columns = 1; columns <= number; columns += 1)
          for (let rows = Math.ceil(number / columns); rows <= number; rows += 1)
            expect(best * 1.0011).toBeGreaterThanOrEqual(area(tileSize({columns, rows}, space)));
      }),
    );
  });

  it('shows everyone on exactly one page', () => {
    fc.assert(
      fc.property(box, fc.integer({min: 2, max: 40}), (space, number) => {
        const pages = Math.ceil(number / capacityOf(space));
        const shown = Array.from({length: pages}, (_, page) =>
          rectangles(people(number), space, page),
        ).flat();
        expect(shown.map(({key}) => key)).toEqual(people(number).map(({key}) => key));
      }),
    );
  });

  it('has tiles on its pages that are large enough for a face and a name', () => {
    fc.assert(
      fc.property(box, fc.integer({min: 2, max: 40}), (space, number) => {
        const [first] = rectangles(people(number), space, 0);
        expect(area(first!)).toBeGreaterThanOrEqual(
          Math.min(100 * 74, area(tileSize({columns: 1, rows: 1}, space))),
        );
      }),
    );
  });

  it.each([
    [2, 1280, 700, '2×1'],
    [3, 1280, 700, '2×2'],
    [5, 1280, 700, '3×2'],
    [9, 1280, 700, '3×3'],
    [16, 1280, 700, '4×4'],
    [25, 1280, 700, '5×5'],
    [2, 345, 610, '1×2'],
    [3, 345, 610, '1×3'],
    [5, 345, 610, '2×3'],
    [9, 345, 610, '2×5'],
    [3, 720, 280, '3×1'],
    [5, 720, 280, '3×2'],
    [2, 232, 118, '2×1'],
    [25, 3820, 2060, '5×5'],
  ])('of %i tiles in %i × %i is %s', (number, width, height, expected) => {
    const {columns, rows} = bestGrid(number, {width, height, gap: 10});
    expect(`${columns}×${rows}`).toBe(expected);
  });
});
