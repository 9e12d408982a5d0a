import {describe, expect, it} from 'vitest';
import type {Participant} from '@rtc-call/engine';
import {NO_CALL} from '../context.js';
import type {Strings} from '../strings/index.js';
import {placed, tilesOf} from './tiles.js';

type Part = Parameters<typeof tilesOf>[0];

const texts = (me: string) => ({me, screenOf: (name: string) => `${me}/${name}`}) as Strings;
const people = ['ada', 'ben', 'eve'].map(id => ({id, displayName: id, screen: null}) as Participant);
const context = {
  local: NO_CALL.local,
  participants: people,
  strings: texts('You'),
  options: {room: 'standup'},
  ui: {guests: new Map<string, number>()},
} as unknown as Part;

describe('The tiles of a call', () => {
  it('are the same objects as long as they show the same', () => {
    const before = tilesOf(context);
    const raised = {...people[1]!, isHandRaised: true};
    const after = tilesOf({...context, participants: [people[0]!, raised, people[2]!]});
    expect(after.map((tile, index) => tile === before[index])).toEqual([true, true, false, true]);
    expect(after[2]).toMatchObject({key: 'ben', isHandRaised: true});
    expect(tilesOf(context).every((tile, index) => tile === before[index])).toBe(true);
  });

  it('are others in another language, and in another call', () => {
    const [me] = tilesOf(context);
    expect(tilesOf({...context, strings: texts('Du')})[0]!.name).toBe('Du');
    const other = tilesOf({...context, ui: {...context.ui, guests: new Map()}});
    expect(other[0]).not.toBe(me);
    expect(other[0]).toEqual(me);
  });

  it('are other objects at another place', () => {
    const [me] = tilesOf(context);
    const at = {key: 'me', place: 'grid', position: 'order:0'} as const;
    expect(placed(me!, at)).toBe(placed(me!, {...at}));
    expect(placed(me!, {...at, position: 'order:1'})).toMatchObject({name: 'You', position: 'order:1'});
  });
});
