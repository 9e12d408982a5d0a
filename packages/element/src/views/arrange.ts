import type {Participant, Quality} from '@rtc-call/engine';
import type {Context} from '../context.js';
import {nameOf} from '../names.js';
import type {Layout} from '../options.js';

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

/** `main` fills the stage, `strip` is in a row below it, `pip` floats over it, `grid` is one of equal tiles. */
export type Place = 'grid' | 'main' | 'strip' | 'pip';

export interface Arrangement {
  readonly mode: 'grid' | 'speaker';
  /** In a fixed order, so that a tile never has to be moved in the document. */
  readonly tiles: readonly (Tile & {readonly place: Place})[];
}

/** The aspect ratios (width to height) that container queries distinguish (styles/stage.ts). */
const SHAPES = {tall: 0.6, square: 1, wide: 1.6, ultrawide: 2.6} as const;
export type Shape = keyof typeof SHAPES;

/** The aspect ratio, width to height, of the part of a video that shows a face; the rest is background. */
const TILE_RATIO = 1.1;

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

/** Decides the place of each tile. `speakerId` is the last speaker. */
export function arrange(tiles: readonly Tile[], layout: Layout, speakerId: string | null): Arrangement {
  const others = tiles.filter(tile => tile.kind !== 'me');
  const screen = others.find(tile => tile.kind === 'screen');
  const isGrid =
    others.length === 0 ||
    layout === 'grid' ||
    (layout === 'auto' && others.length > 1 && screen === undefined);
  if (isGrid) return {mode: 'grid', tiles: tiles.map(tile => ({...tile, place: 'grid'}))};
  const main = screen ?? others.find(tile => tile.key === speakerId) ?? others[0];
  const mine: Place = others.length === 1 ? 'pip' : 'strip';
  return {
    mode: 'speaker',
    tiles: tiles.map(tile => ({
      ...tile,
      place: tile === main ? 'main' : tile.kind === 'me' ? mine : 'strip',
    })),
  };
}

/** The number of columns that gives `count` faces the most space, for each shape of the stage. */
export function columns(count: number): Record<Shape, number> {
  const best = (ratio: number) => {
    let bestColumns = 1;
    let bestWidth = 0;
    for (let column = 1; column <= count; column += 1) {
      const rows = Math.ceil(count / column);
      const width = Math.min(ratio / column, TILE_RATIO / rows);
      if (width > bestWidth) [bestColumns, bestWidth] = [column, width];
    }
    return bestColumns;
  };
  return {
    tall: best(SHAPES.tall),
    square: best(SHAPES.square),
    wide: best(SHAPES.wide),
    ultrawide: best(SHAPES.ultrawide),
  };
}
