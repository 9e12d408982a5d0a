import type {Participant, Quality} from '@rtc-call/engine';
import type {Context, UiState} from '../context.js';
import {nameOf} from '../names.js';
import type {Layout} from '../options.js';
import {bestGrid, capacityOf} from './grid.js';
import {seat} from './seats.js';

/** From this aspect ratio on, a shared screen leaves more space beside it than below it. */
const WIDE = 1.5;

/** One tile on the stage. */
export interface Tile {
  readonly key: string;
  readonly kind: 'me' | 'participant' | 'screen';
  readonly name: string;
  /** The name whose initials are shown while there is no video. */
  readonly avatarName: string;
  readonly stream: MediaStream | null;
  readonly isVideoShown: boolean;
  readonly isMicrophoneMuted: boolean;
  /** The network is too weak for video: only audio is received. */
  readonly isVideoPaused: boolean;
  readonly isSpeaking: boolean;
  readonly status: Participant['status'];
  readonly quality: Quality;
}

/**
 * `main` fills the stage, `strip` is in the scrolling strip beside or below it, `pip` floats over it, `grid` is one of equal
 * tiles, and `away` is on another page: it plays its audio and asks for no video.
 */
export type Place = 'grid' | 'main' | 'strip' | 'pip' | 'away';

export interface PlacedTile extends Tile {
  readonly place: Place;
  /** The position as CSS properties, which styles/tile.ts reads. */
  readonly position: string;
}

export interface Arrangement {
  readonly mode: 'grid' | 'speaker';
  readonly columns: number;
  readonly rows: number;
  /** The pages of a grid that doesn't fit, and the current one, from 0. */
  readonly pages: number;
  readonly page: number;
  /** The number of tiles in the strip; it is beside the large tile in a wide stage, below it otherwise. */
  readonly strip: number;
  readonly isStripBeside: boolean;
  /** The keys in the order in which they are seated, for the next arrangement. */
  readonly seats: readonly string[];
  /** In a fixed order, so that a tile never has to be moved in the document. */
  readonly tiles: readonly PlacedTile[];
}

/** What decides the arrangement, apart from who is there. */
export type Circumstances = Pick<UiState, 'speakerId' | 'pinnedId' | 'seats' | 'page' | 'box'> & {
  readonly layout: Layout;
};

/** All tiles to show, mine first. */
export function tilesOf({
  local,
  participants,
  strings,
}: Pick<Context, 'local' | 'participants' | 'strings'>): Tile[] {
  const me: Tile = {
    key: 'me',
    kind: 'me',
    name: strings.me,
    avatarName: local.displayName || strings.me,
    stream: local.stream,
    isVideoShown: !local.camera.isMuted,
    isMicrophoneMuted: local.microphone.isMuted,
    isVideoPaused: false,
    isSpeaking: local.isSpeaking,
    status: 'connected',
    quality: 'good',
  };
  const others = participants.flatMap((one): Tile[] => {
    const name = nameOf({peerId: one.id, displayName: one.displayName}, strings.guest);
    const person: Tile = {
      ...one,
      key: one.id,
      kind: 'participant',
      name,
      avatarName: name,
      isVideoShown: !one.isCameraMuted && !one.isVideoPaused,
    };
    if (!one.screen) return [person];
    const screen: Tile = {
      ...person,
      key: `${one.id}:screen`,
      kind: 'screen',
      name: strings.screenOf(name),
      stream: one.screen,
      isVideoShown: true,
      isMicrophoneMuted: false,
      isVideoPaused: false,
      isSpeaking: false,
    };
    return [screen, person];
  });
  return [me, ...others];
}

/** Decides the place of each tile. */
export function arrange(tiles: readonly Tile[], circumstances: Circumstances): Arrangement {
  const {box, seats: before} = circumstances;
  const main = mainOf(tiles, circumstances);
  const seats = seat(
    before,
    tiles.map(({key}) => key),
    main?.key,
  );
  if (!main) return inGrid(tiles, seats, circumstances);
  const isPair = tiles.length === 2;
  const others = seats.filter(key => key !== main.key);
  return {
    mode: 'speaker',
    columns: 1,
    rows: 1,
    pages: 1,
    page: 0,
    strip: isPair ? 0 : others.length,
    isStripBeside: box.width > box.height * WIDE,
    seats,
    tiles: tiles.map(tile => ({
      ...tile,
      place: tile === main ? 'main' : isPair ? 'pip' : 'strip',
      // The first line comes before the space that centres the strip.
      position: `--_line:${others.indexOf(tile.key) + 2}`,
    })),
  };
}

/** The large tile; undefined if all have the same size. */
function mainOf(tiles: readonly Tile[], {layout, speakerId, pinnedId, seats}: Circumstances) {
  const others = tiles.filter(({kind}) => kind !== 'me');
  const find = (wanted: string | null | undefined) => others.find(({key}) => key === wanted);
  const screen = others.find(({kind}) => kind === 'screen');
  const pinned = find(pinnedId);
  if (pinned || others.length === 0) return pinned ?? tiles[0];
  if (layout === 'grid' || (layout === 'auto' && others.length > 1 && !screen)) return undefined;
  return screen ?? find(speakerId) ?? find(seats[0]) ?? others[0];
}

function inGrid(
  tiles: readonly Tile[],
  seats: readonly string[],
  {box, page: wanted}: Circumstances,
): Arrangement {
  const capacity = capacityOf(box);
  const pages = Math.ceil(seats.length / capacity);
  const page = Math.min(wanted, pages - 1);
  const shown = seats.slice(page * capacity, (page + 1) * capacity);
  const {columns, rows} = bestGrid(shown.length, box);
  const place = (tile: Tile): PlacedTile => {
    const index = shown.indexOf(tile.key);
    if (index < 0) return {...tile, place: 'away', position: ''};
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, shown.length - row * columns);
    // In tiles from the centre of the stage, so that a row that isn't full is centred.
    const [x, y] = [(index % columns) - (inRow - 1) / 2, row - (rows - 1) / 2];
    return {...tile, place: 'grid', position: `--_x:${x};--_y:${y}`};
  };
  return {
    mode: 'grid',
    columns,
    rows,
    pages,
    page,
    strip: 0,
    isStripBeside: false,
    seats,
    tiles: tiles.map(place),
  };
}
