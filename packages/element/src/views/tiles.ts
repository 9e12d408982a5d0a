import type {Participant, Quality} from '@rtc-call/engine';
import type {Context, Corner} from '../context.js';
import {nameOfPerson} from '../names.js';

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
  readonly isHandRaised: boolean;
  readonly status: Participant['status'];
  readonly quality: Quality;
  /** Of others. */
  readonly displayName?: string;
  readonly verification?: Participant['verification'];
}

/**
 * `main` fills the stage, `strip` is in the scrolling strip beside or below it, `pip` floats over it, `grid` is one of equal
 * tiles, and `away` is on another page: it plays its audio and asks for no video.
 */
export type Place = 'grid' | 'main' | 'strip' | 'pip' | 'away';

export interface PlacedTile extends Tile {
  readonly place: Place;
  /** The position as CSS properties, for styles/tile.ts and styles/crowd.ts. */
  readonly position: string;
}

export interface Arrangement {
  readonly mode: 'grid' | 'speaker';
  /** Where my floating tile or the strip is, or that the grid has pages. */
  readonly shape: '' | `self-${'start' | 'end'} self-${'low' | 'high'}` | 'beside' | 'below' | 'paged';
  /** Sizes as CSS properties. */
  readonly sizes: string;
  /** The pages of a grid that doesn't fit, and the current one, from 0. */
  readonly pages: number;
  readonly page: number;
  /** In a fixed order, so that a tile never has to be moved in the document. */
  readonly tiles: readonly PlacedTile[];
}

/** All tiles to show, mine first. */
export function tilesOf(
  context: Pick<Context, 'local' | 'participants' | 'strings' | 'options' | 'ui'>,
): Tile[] {
  const {local, participants, strings} = context;
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
    isHandRaised: local.isHandRaised,
    status: 'connected',
    quality: 'good',
  };
  const others = participants.flatMap((one): Tile[] => {
    const name = nameOfPerson(one, context);
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

/**
 * The arrangement of a call of two: the other person fills the stage, and I float over them. With more people, also what is
 * shown until arrange.ts is loaded.
 */
export function pair(tiles: readonly Tile[], [x, y]: Corner): Arrangement {
  const [me, ...others] = tiles;
  const main = others.find(({kind}) => kind === 'screen') ?? others[0] ?? me;
  return {
    mode: 'speaker',
    shape: `self-${x ? 'end' : 'start'} self-${y ? 'low' : 'high'}`,
    sizes: '',
    pages: 1,
    page: 0,
    tiles: tiles.map(tile => ({
      ...tile,
      place: tile === main ? 'main' : tile === me ? 'pip' : 'away',
      position: `--_x:${x};--_y:${y}`,
    })),
  };
}
