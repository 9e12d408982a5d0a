import {isSpeakerView, type UiState} from '../context.js';
import type {Layout} from '../options.js';
import {bestGrid, capacityOf} from './grid.js';
import {seat} from './seats.js';
import type {Arrangement, Placement, Tile} from './tiles.js';

/** From this aspect ratio on, a shared screen leaves more space beside it than below it. */
const WIDE = 1.5;

/** What decides the arrangement, apart from who is there. */
export type Circumstances = Pick<UiState, 'speakerId' | 'pinnedId' | 'seats' | 'page' | 'box'> & {
  readonly layout: Layout;
};

/** An arrangement, and the keys in the order in which they are seated, for the next one. */
export type SeatedArrangement = Arrangement & {readonly seats: readonly string[]};

/** Decides the place of each tile; undefined if it is that of a pair. */
export function arrange(tiles: readonly Tile[], circumstances: Circumstances): SeatedArrangement | undefined {
  const {box, seats: before} = circumstances;
  const main = mainOf(tiles, circumstances);
  if (main && tiles.length < 3) return undefined;
  const seats = seat(
    before,
    tiles.map(({key}) => key),
    main?.key,
  );
  if (!main) return inGrid(tiles, seats, circumstances);
  const others = seats.filter(key => key !== main.key);
  return {
    mode: 'speaker',
    shape: box.width > box.height * WIDE ? 'beside' : 'below',
    sizes: `--_strip:${others.length}`,
    pages: 1,
    page: 0,
    seats,
    tiles: tiles.map(({key}) => ({
      key,
      place: key === main.key ? 'main' : 'strip',
      // The first line comes before the space that centres the strip.
      position: `--_line:${others.indexOf(key) + 2}`,
    })),
  };
}

/** The large tile; undefined if all have the same size. */
function mainOf(tiles: readonly Tile[], {layout, speakerId, pinnedId, seats}: Circumstances) {
  const find = (wanted: string | null | undefined) =>
    wanted ? tiles.find(({key, kind}) => key === wanted && kind !== 'me') : undefined;
  const pinned = find(pinnedId);
  if (pinned || tiles.length < 2) return pinned ?? tiles[0];
  const screen = tiles.find(({kind}) => kind === 'screen');
  if (!isSpeakerView(tiles.length - 1, screen !== undefined, layout)) return undefined;
  return screen ?? find(speakerId) ?? find(seats[0]) ?? tiles[1];
}

function inGrid(
  tiles: readonly Tile[],
  seats: readonly string[],
  {box, page: wanted}: Circumstances,
): SeatedArrangement {
  const capacity = capacityOf(box);
  const pages = Math.ceil(seats.length / capacity);
  const page = Math.min(wanted, pages - 1);
  const shown = seats.slice(page * capacity, (page + 1) * capacity);
  const {columns, rows} = bestGrid(shown.length, box);
  const inLastRow = shown.length % columns;
  // Each tile spans two of the grid's columns: a row that isn't full is centred by the column in which its first tile starts.
  const first = inLastRow > 0 ? shown.length - inLastRow : -1;
  const place = ({key}: Tile): Placement => {
    const index = shown.indexOf(key);
    if (index < 0) return {key, place: 'away', position: ''};
    const start = index === first ? `;grid-column-start:${columns - inLastRow + 1}` : '';
    return {key, place: 'grid', position: `order:${index}${start}`};
  };
  return {
    mode: 'grid',
    shape: pages > 1 ? 'paged' : '',
    sizes: `--_columns:${columns};--_rows:${rows}`,
    pages,
    page,
    seats,
    tiles: tiles.map(place),
  };
}
