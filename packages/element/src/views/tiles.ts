import type {LocalParticipant, Participant, Quality} from '@rtc-call/engine';
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

/** Where the tile with this key is. */
export interface Placement {
  readonly key: string;
  readonly place: Place;
  /** The position as CSS properties, for styles/tile.ts and styles/crowd.ts. */
  readonly position: string;
}

export interface PlacedTile extends Tile, Placement {}

export interface Arrangement {
  readonly mode: 'grid' | 'speaker';
  /** Where my floating tile or the strip is, or that the grid has pages. */
  readonly shape: '' | `self-${'start' | 'end'} self-${'low' | 'high'}` | 'beside' | 'below' | 'paged';
  /** Sizes as CSS properties. */
  readonly sizes: string;
  /** The pages of a grid that doesn't fit, and the current one, from 0. */
  readonly pages: number;
  readonly page: number;
  /** In the order of the tiles, which is fixed, so that a tile never has to be moved in the document. */
  readonly tiles: readonly Placement[];
}

type Part = Pick<Context, 'local' | 'participants' | 'strings' | 'options' | 'ui'>;

/** The tiles of a call, by the snapshots of its people, as long as their texts come from the same. */
interface KnownTiles extends Pick<Part, 'strings'> {
  readonly room: string | undefined;
  readonly bySnapshot: WeakMap<object, readonly Tile[]>;
}

/** By the list of a call's guests, which each call has. */
const known = new WeakMap<object, KnownTiles>();

function knownTiles({strings, options: {room}, ui: {guests}}: Part) {
  let tiles = known.get(guests);
  if (tiles?.strings !== strings || tiles.room !== room)
    known.set(guests, (tiles = {strings, room, bySnapshot: new WeakMap()}));
  return tiles.bySnapshot;
}

/** All tiles to show, mine first. A tile that shows the same as before is the same object. */
export function tilesOf(context: Part): Tile[] {
  const bySnapshot = knownTiles(context);
  const all: Tile[] = [];
  const add = <T extends object>(one: T, create: (one: T, context: Part) => readonly Tile[]) => {
    let tiles = bySnapshot.get(one);
    if (!tiles) bySnapshot.set(one, (tiles = create(one, context)));
    all.push(...tiles);
  };
  add(context.local, myTile);
  for (const one of context.participants) add(one, participantTiles);
  return all;
}

const myTile = (local: LocalParticipant, {strings}: Part): Tile[] => [
  {
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
  },
];

function participantTiles(one: Participant, context: Part): Tile[] {
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
    name: context.strings.screenOf(name),
    stream: one.screen,
    isVideoShown: true,
    isMicrophoneMuted: false,
    isVideoPaused: false,
    isSpeaking: false,
  };
  return [screen, person];
}

const placedTiles = new WeakMap<Tile, PlacedTile>();

/** A tile at its place: the same object as before if it was there before. */
export function placed(tile: Tile, {place, position}: Placement): PlacedTile {
  const before = placedTiles.get(tile);
  if (before?.place === place && before.position === position) return before;
  const now = {...tile, place, position};
  placedTiles.set(tile, now);
  return now;
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
      key: tile.key,
      place: tile === main ? 'main' : tile === me ? 'pip' : 'away',
      position: `--_x:${x};--_y:${y}`,
    })),
  };
}
