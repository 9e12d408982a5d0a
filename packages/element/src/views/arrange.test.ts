import {describe, expect, it} from 'vitest';
import {arrange, columns, type Tile} from './arrange.js';

const tile = (key: string, kind: Tile['kind'] = 'participant'): Tile => ({
  key,
  kind,
  name: key,
  avatarName: key,
  stream: null,
  isVideoShown: true,
  isMicrophoneMuted: false,
  isVideoPaused: false,
  isSpeaking: false,
  status: 'connected',
  quality: 'good',
});
const me = tile('me', 'me');
const [ada, ben, eve] = [tile('ada'), tile('ben'), tile('eve')];
const screen = tile('ben:screen', 'screen');
const places = (...args: Parameters<typeof arrange>) =>
  Object.fromEntries(arrange(...args).tiles.map(({key, place}) => [key, place]));

describe('The stage', () => {
  it('shows only me while I am alone', () => expect(places([me], 'auto', null)).toEqual({me: 'grid'}));

  it('shows the other participant large and me as picture-in-picture in a call of two', () => {
    expect(places([me, ada], 'auto', null)).toEqual({me: 'pip', ada: 'main'});
  });

  it('shows a grid from three people on', () => {
    expect(places([me, ada, ben], 'auto', 'ben')).toEqual({me: 'grid', ada: 'grid', ben: 'grid'});
  });

  it('shows a shared screen large, regardless of the speaker', () => {
    expect(places([me, ada, screen, ben], 'auto', 'ada')).toEqual({
      me: 'strip',
      ada: 'strip',
      'ben:screen': 'main',
      ben: 'strip',
    });
  });

  it('shows the last speaker large with layout="speaker"', () => {
    expect(places([me, ada, ben, eve], 'speaker', 'ben')).toMatchObject({
      ben: 'main',
      ada: 'strip',
      me: 'strip',
    });
    expect(places([me, ada, ben], 'speaker', null)).toMatchObject({ada: 'main'});
    expect(places([me, ada, ben], 'speaker', 'somebody who left')).toMatchObject({ada: 'main'});
  });

  it('shows a grid with layout="grid"', () => {
    expect(places([me, ada], 'grid', null)).toEqual({me: 'grid', ada: 'grid'});
  });

  it('never reorders the tiles, because moving a video interrupts it', () => {
    const tiles = [me, ada, ben, eve];
    for (const layout of ['auto', 'grid', 'speaker'] as const)
      expect(arrange(tiles, layout, 'eve').tiles.map(({key}) => key)).toEqual(tiles.map(({key}) => key));
  });

  it.each([
    [1, {tall: 1, square: 1, wide: 1, ultrawide: 1}],
    [2, {tall: 1, square: 1, wide: 2, ultrawide: 2}],
    [3, {tall: 1, square: 2, wide: 2, ultrawide: 3}],
    [4, {tall: 2, square: 2, wide: 2, ultrawide: 4}],
    [5, {tall: 2, square: 2, wide: 3, ultrawide: 3}],
    [9, {tall: 2, square: 3, wide: 3, ultrawide: 5}],
    [16, {tall: 3, square: 4, wide: 4, ultrawide: 6}],
  ])('gives %i faces the most space in every stage shape', (count, expected) => {
    expect(columns(count)).toEqual(expected);
  });
});
