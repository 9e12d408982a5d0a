import {describe, expect, it} from 'vitest';
import {readOptions, setDefaultBroker, type Attributes} from './options.js';
import {misspelt} from './spelling.js';

const UNSET: Attributes = {
  lang: '',
  link: '',
  roomLabel: '',
  hostKey: '',
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
  flow: 'on',
  ringVideo: 'on',
  controls: '',
  layout: 'auto',
  relayOnly: false,
  ringCamera: false,
  silent: false,
  iceServers: undefined,
};
const PAGE = 'https://example.com/team/page.html';
const read = (attributes: Partial<Attributes>) => readOptions({...UNSET, ...attributes}, [], [], PAGE);

describe('The attributes', () => {
  it('have defaults', () => {
    const {options, problems} = read({});
    expect(problems).toEqual([]);
    expect(options).toMatchObject({broker: 'https://example.com/rtc', layout: 'auto', relayOnly: false});
    expect(options.room).toBeUndefined();
    expect(options.features.has('audio')).toBe(true);
  });

  it('accept a host key, and report a wrong one without its text', () => {
    const hostKey = 'abcdefghijklmnopqrstuvwxyz234567';
    expect(read({hostKey})).toMatchObject({options: {hostKey}, problems: []});
    for (const wrong of [hostKey.slice(1), `${hostKey}a`, hostKey.toUpperCase(), 'é'.repeat(32)]) {
      const {options, problems} = read({hostKey: wrong});
      expect(options.hostKey).toBeUndefined();
      expect(problems).toMatchObject([{code: 'invalid-option', detail: expect.stringContaining('host-key')}]);
      expect(problems[0]!.message).not.toContain(wrong);
    }
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
    ['flow', {flow: 'open'}],
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

  it.each([null, undefined, '', {}, Symbol.iterator])('count as not set if they are %j', value => {
    const attributes = Object.fromEntries(Object.keys(UNSET).map(name => [name, value]));
    const {options, problems} = read({
      ...attributes,
      relayOnly: false,
      ringCamera: false,
      silent: false,
      iceServers: undefined,
    });
    expect(problems).toEqual([]);
    expect(options).toEqual(read({}).options);
    expect(read({iceServers: null, relayOnly: null, ringCamera: undefined}).options).toEqual(
      read({}).options,
    );
  });

  it('may be numbers and booleans, which frameworks set', () => {
    expect(read({room: 5}).options.room).toBe('5');
    expect(read({chat: false}).problems).toMatchObject([{detail: expect.stringContaining('chat="false"')}]);
  });

  it.each([
    [{layout: 'gird'}, 'layout="gird": use one of auto, grid, speaker; did you mean "grid"?'],
    [{layout: 'Speaker'}, 'did you mean "speaker"?'],
    [{video: 'offf'}, 'video="offf": use one of on, off; did you mean "off"?'],
    [{lang: 'en_US'}, 'lang="en_US": a BCP 47 tag'],
    [{link: 'javascript:alert(1)'}, 'link="javascript:alert(1)": an http or https URL'],
    [{iceServers: 'stun:a'}, 'iceServers: an array'],
    [{iceServers: [{urls: 'turn:a', credential: 'secret'}]}, 'iceServers: [0]: a TURN server needs'],
  ])('report %j with what to write', (attributes, detail) => {
    const {options, problems} = read(attributes);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({code: 'invalid-option', detail: expect.stringContaining(detail)});
    expect(problems[0]?.detail).not.toContain('secret');
    expect(options).toEqual(read({}).options);
  });

  it('suggest nothing for a value that is like none', () => {
    expect(read({video: 'no'}).problems[0]?.detail).not.toContain('did you mean');
  });

  it('keep the label of a room apart from its name', () => {
    expect(read({room: 'r-8271', roomLabel: ' Team lunch '}).options).toMatchObject({
      room: 'r-8271',
      roomLabel: 'Team lunch',
    });
    expect(read({room: 'standup'}).options.roomLabel).toBeUndefined();
  });
});

describe('A misspelt attribute', () => {
  const known = [
    'room',
    'room-label',
    'peer-id',
    'to',
    'display-name',
    'layout',
    'lang',
    'link',
    'relay-only',
    'video',
  ];

  it.each([
    ['displayname', 'display-name'],
    ['peerid', 'peer-id'],
    ['rooms', 'room'],
    ['dispaly-name', 'display-name'],
    ['relayonly', 'relay-only'],
  ])('%s means %s', (name, meant) => expect(misspelt([name], known)).toEqual([{name, meant}]));

  it.each([
    'room',
    'id',
    'is',
    'role',
    'part',
    'slot',
    'style',
    'hidden',
    'inert',
    'class',
    'title',
    'data-room',
    'aria-label',
    'onclick',
    'v-if',
    '_ngcontent-abc',
    ':room',
    '@rtc-left',
    'theme',
    'name',
    'view',
  ])('is not %s', name => expect(misspelt([name], known)).toEqual([]));
});
