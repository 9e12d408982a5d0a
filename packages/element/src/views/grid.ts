/** The space for the tiles and the gap between them, in CSS pixels. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly gap: number;
}

export interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/**
 * The narrowest and the widest tile, width to height. A video is cropped to its tile: narrower than this, or wider, too
 * much of it would be lost. styles/tile.ts has the same numbers.
 */
const NARROWEST = 0.9;
const WIDEST = 16 / 9;

/** The area of the smallest tile that still shows a face and a name, in square CSS pixels. */
const SMALLEST = 100 * 74;

/** The most tiles on a page: each is a video to decode. */
const MOST = 25;

/** The size of the tiles in a grid, in CSS pixels. */
export function tileSize({columns, rows}: Grid, {width, height, gap}: Box) {
  const cell = {
    width: (width - (columns - 1) * gap) / columns,
    height: (height - (rows - 1) * gap) / rows,
  };
  return {
    width: Math.max(0, Math.min(cell.width, cell.height * WIDEST)),
    height: Math.max(0, Math.min(cell.height, cell.width / NARROWEST)),
  };
}

/** The grid that gives `count` tiles the largest area. */
export function bestGrid(count: number, box: Box): Grid {
  let best: Grid = {columns: 1, rows: Math.max(count, 1)};
  let bestArea = -1;
  for (let columns = 1; columns <= count; columns += 1) {
    const grid = {columns, rows: Math.ceil(count / columns)};
    const {width, height} = tileSize(grid, box);
    // A little more space is no reason for another column.
    if (width * height > bestArea * 1.001) [best, bestArea] = [grid, width * height];
  }
  return best;
}

/** Kept, because each render asks for it. */
const capacities = new WeakMap<Box, number>();

/** How many tiles fit on a page, at least one. */
export function capacityOf(box: Box): number {
  const known = capacities.get(box);
  if (known !== undefined) return known;
  const fits = (count: number) => {
    const {width, height} = tileSize(bestGrid(count, box), box);
    return width * height >= SMALLEST;
  };
  let capacity = MOST;
  while (capacity > 1 && !fits(capacity)) capacity -= 1;
  capacities.set(box, capacity);
  return capacity;
}
