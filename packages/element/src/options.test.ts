import {describe, expect, it} from 'vitest';
import {readOptions, setDefaultBroker, type Attributes} from './options.js';

const UNSET: Attributes = {
  broker: '',
  token: '',
  room: '',
  peerId: '',
  to: '',
  displayName: '',
  audio: 'on',
  video: 'on',
  prejoin: 'on',
  chat: 'on',
  screenshare: 'on',
  invite: 'on',
  settings: 'on',
  shortcuts: 'on',
  ringVideo: 'on',
  layout: 'auto',
  relayOnly: false,
  ringCamera: false,
  iceServers: undefined,
};
const PAGE = 'https://example.com/team/page.html';
const read = (attributes: Partial<Attributes>) => readOptions({...UNSET, ...attributes}, PAGE);

describe('The attributes', () => {
  it('have defaults', () => {
    const {options, problems} = read({});
    expect(problems).toEqual([]);
    expect(options).toMatchObject({broker: 'https://example.com/rtc', layout: 'auto', relayOnly: false});
    expect(options.room).toBeUndefined();
    expect(options.features.has('audio')).toBe(true);
  });

  it('accept only "off" to turn off a feature', () => {
    const {options, problems} = read({chat: 'off', video: 'no'});
    expect(options.features.has('chat')).toBe(false);
    expect(options.features.has('video')).toBe(true);
    expect(problems).toMatchObject([
      {code: 'invalid-option', message: expect.stringContaining('video="no"')},
    ]);
  });

  it.each([
    ['broker', {broker: 'ftp://example.com/rtc'}],
    ['room', {room: 'x'.repeat(129)}],
    ['room', {room: 'a\nb'}],
    ['room', {room: ' '}],
    ['peer-id', {peerId: 'a/b'}],
    ['peer-id', {peerId: 'x'.repeat(65)}],
    ['to', {to: '-alice'}],
    ['layout', {layout: 'tiled'}],
  ])('report an invalid %s and ignore it', (name, attributes) => {
    const {options, problems} = read(attributes);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      code: 'invalid-option',
      message: expect.stringContaining(`${name}="`),
    });
    expect(options).toEqual(read({}).options);
  });

  it.each([
    ['https://calls.example.com/rtc', 'https://calls.example.com/rtc'],
    ['https://calls.example.com/rtc/', 'https://calls.example.com/rtc'],
    ['/calls', 'https://example.com/calls'],
    ['calls', 'https://example.com/team/calls'],
    ['https://calls.example.com/rtc?v=1#x', 'https://calls.example.com/rtc'],
  ])('accept the broker %s', (broker, url) => {
    expect(read({broker}).options.broker).toBe(url);
  });

  it('fall back to the broker that served the script', () => {
    setDefaultBroker('https://calls.example.com/prefix/');
    expect(read({}).options.broker).toBe('https://calls.example.com/prefix');
    setDefaultBroker('/rtc');
  });

  it.each([' Café ', 'Café', 'Cafe\u0301'])('name one room with %j', room => {
    expect(read({room}).options.room).toBe('Café');
  });

  it('accept names in any language and truncate them to 100 characters', () => {
    expect(read({room: 'Κυριακή 🎉', displayName: ` ${'é'.repeat(120)} `}).options).toMatchObject({
      room: 'Κυριακή 🎉',
      displayName: 'é'.repeat(100),
    });
  });
});
