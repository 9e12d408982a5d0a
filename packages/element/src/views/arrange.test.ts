import {describe, expect, it} from 'vitest';
import type {Layout} from '../options.js';
import {tile} from '../testing/tiles.js';
import {arrange as arrangeCrowd, type Circumstances} from './arrange.js';
import {pair, type Tile} from './tiles.js';

const me = tile('me', 'me');
const [ada, ben, eve] = [tile('ada'), tile('ben'), tile('eve')];
const screen = tile('ben:screen', 'screen');
const box = {width: 1280, height: 700, gap: 10};
const nobody: Circumstances = {
  layout: 'auto',
  speakerId: null,
  pinnedId: null,
  seats: [],
  page: 0,
  box,
};
/** As views/stage.ts does it. */
const arrange = (tiles: readonly Tile[], circumstances: Circumstances) =>
  arrangeCrowd(tiles, circumstances) ?? {...pair(tiles, [1, 1]), seats: []};

const places = (
  tiles: readonly Tile[],
  layout: Layout,
  speakerId: string | null,
  others: Partial<Circumstances> = {},
) =>
  Object.fromEntries(
    arrange(tiles, {...nobody, layout, speakerId, ...others}).tiles.map(({key, place}) => [key, place]),
  );

describe('The stage', () => {
  it('shows only me while I am alone', () => expect(places([me], 'auto', null)).toEqual({me: 'main'}));

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

  it('shows a pinned tile large, in every layout, whoever speaks or shares a screen', () => {
    for (const layout of ['auto', 'grid', 'speaker'] as const) {
      const all = [me, ada, screen, ben];
      expect(places(all, layout, 'ben', {pinnedId: 'ada'})).toMatchObject({
        ada: 'main',
        'ben:screen': 'strip',
        me: 'strip',
      });
      expect(places(all, layout, 'ben', {pinnedId: 'ben:screen'})).toMatchObject({'ben:screen': 'main'});
    }
    expect(places([me, ada, ben], 'auto', null, {pinnedId: 'somebody who left'})).toMatchObject({
      ada: 'grid',
    });
  });

  it('keeps the large tile while nobody speaks', () => {
    expect(places([me, ada, ben], 'speaker', null, {seats: ['ben', 'me', 'ada']})).toMatchObject({
      ben: 'main',
    });
  });

  it('exchanges only the two tiles when another person speaks', () => {
    const tiles = [me, ada, ben, eve];
    const first = arrange(tiles, {...nobody, layout: 'speaker', speakerId: 'ada'});
    const second = arrange(tiles, {...nobody, layout: 'speaker', speakerId: 'eve', seats: first.seats});
    const positions = ({tiles: placed}: typeof first) =>
      Object.fromEntries(placed.map(({key, position}) => [key, position]));
    expect(positions(second)['ben']).toBe(positions(first)['ben']);
    expect(positions(second)['me']).toBe(positions(first)['me']);
    expect(positions(second)['ada']).toBe(positions(first)['eve']);
  });

  it('has the strip beside the large tile in a wide stage, and below it otherwise', () => {
    const shape = (width: number, height: number) =>
      arrange([me, ada, screen, ben], {...nobody, box: {width, height, gap: 10}}).shape;
    expect(shape(1280, 700)).toBe('beside');
    expect(shape(345, 610)).toBe('below');
    expect(shape(800, 600)).toBe('below');
  });

  it('has pages if not everyone fits, and shows the last one if there are fewer than before', () => {
    const all = [me, ...Array.from({length: 24}, (_, index) => tile(`p${index}`))];
    const small = {width: 232, height: 118, gap: 8};
    const {pages, page, tiles} = arrange(all, {...nobody, box: small, page: 99});
    expect({pages, page}).toEqual({pages: 13, page: 12});
    expect(tiles.filter(({place}) => place === 'grid').map(({key}) => key)).toEqual(['p23']);
    expect(tiles.filter(({place}) => place === 'away')).toHaveLength(24);
    expect(arrange(all, nobody)).toMatchObject({pages: 1, page: 0});
  });

  it('never reorders the tiles, because moving a video interrupts it', () => {
    const tiles = [me, ada, ben, eve];
    for (const layout of ['auto', 'grid', 'speaker'] as const)
      expect(arrange(tiles, {...nobody, layout, speakerId: 'eve'}).tiles.map(({key}) => key)).toEqual(
        tiles.map(({key}) => key),
      );
  });
});
