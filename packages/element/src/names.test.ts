import {describe, expect, it} from 'vitest';
import {nameOf} from './names.js';
import {hue, initials} from './views/avatar.js';

describe('The name of a participant', () => {
  it.each([
    ['Ada', 'ada', 'Ada'],
    ['', 'reception', 'reception'],
    ['', '60447a282a154a859033745781449b39', 'Someone'],
    ['60447a282a154a859033745781449b39', '60447a282a154a859033745781449b39', 'Someone'],
    ['', '0d3a6a5e-7a0b-4d53-9d1c-6a8f7f0f6e11', 'Someone'],
  ])('%j with the id %j is %j', (displayName, peerId, name) => {
    expect(nameOf({displayName, peerId}, 'Someone')).toBe(name);
  });

  it('is the fallback if there is no participant', () => expect(nameOf(null, 'Someone')).toBe('Someone'));

  it.each([
    ['Ada Lovelace', 'AL'],
    ['grace', 'G'],
    ['Mary Kenneth Keller', 'MK'],
    ['  ', ''],
    ['👩🏽‍🚀 Astronaut', '👩🏽‍🚀A'],
    ['front-desk', 'FD'],
  ])('%j has the initials %j', (name, letters) => expect(initials(name)).toBe(letters));

  it('always has the same colour', () => {
    expect(hue('Ada')).toBe(hue('Ada'));
    expect(hue('Ada')).not.toBe(hue('Adb'));
  });
});
