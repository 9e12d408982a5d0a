import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
  isBrokerMessage,
  isIceAnswer,
  isLinkMessage,
  isPeerServerFrame,
  readIntroduction,
} from './messages.js';

const SDP = 'v=0\r\n';
const FRAMES = [
  {type: 'OFFER', src: 'ada', payload: {type: 'rtc-call', kind: 'accept', link: 'mc_1'}},
  {type: 'OFFER', src: '@broker', payload: {type: 'rtc-call', kind: 'drain', spreadMs: 5_000}},
  {
    type: 'OFFER',
    src: 'ada',
    payload: {type: 'media', connectionId: 'mc_1', sdp: {type: 'offer', sdp: SDP}, metadata: {any: 'thing'}},
  },
  {type: 'ANSWER', src: 'ada', payload: {connectionId: 'mc_1', sdp: {type: 'answer', sdp: SDP}}},
  {type: 'CANDIDATE', src: 'ada', payload: {connectionId: 'mc_1', candidate: {candidate: 'candidate:1'}}},
  {type: 'CANDIDATE', src: 'ada', payload: {connectionId: 'mc_1', candidate: null}},
  {type: 'LEAVE', src: 'ada'},
  {type: 'EXPIRE', src: '@broker'},
];

describe('a PeerServer frame', () => {
  test.each(FRAMES)('$type of $src is understood', frame => {
    expect(isPeerServerFrame(frame)).toBe(true);
  });

  test.each([
    ['of an unknown type', {type: 'HEARTBEAT', src: 'ada'}],
    ['without a payload', {type: 'OFFER', src: 'ada'}],
    ['of a data connection', {...FRAMES[2], payload: {...FRAMES[2]!.payload, type: 'data'}}],
    [
      'whose offer is an answer',
      {...FRAMES[2], payload: {...FRAMES[2]!.payload, sdp: {type: 'answer', sdp: SDP}}},
    ],
    ['whose sender is none', {...FRAMES[3], src: '<script>'}],
    ['whose sender claims to be the broker', {...FRAMES[2], src: '@Broker'}],
    [
      'with a description of 60 kB',
      {...FRAMES[3], payload: {connectionId: 'm', sdp: {type: 'answer', sdp: 'x'.repeat(60_001)}}},
    ],
    [
      'with a candidate of 2 kB',
      {...FRAMES[4], payload: {connectionId: 'm', candidate: {candidate: 'x'.repeat(2_001)}}},
    ],
    [
      'with a link that is too long',
      {...FRAMES[0], payload: {type: 'rtc-call', kind: 'accept', link: 'x'.repeat(129)}},
    ],
  ])('%s is dropped', (_, frame) => {
    expect(isPeerServerFrame(frame)).toBe(false);
  });

  test('with any content does not throw', () => {
    const value = fc.oneof(fc.jsonValue({maxDepth: 4}), fc.anything());
    const changed = fc
      .tuple(fc.constantFrom(...FRAMES), fc.constantFrom('type', 'src', 'payload'), value)
      .map(([frame, key, other]) => ({...frame, [key]: other}));
    const inPayload = fc
      .tuple(
        fc.constantFrom(...FRAMES),
        fc.constantFrom('type', 'connectionId', 'sdp', 'metadata', 'candidate', 'kind', 'link'),
        value,
      )
      .map(([frame, key, other]) => ({
        ...frame,
        payload: {...('payload' in frame ? frame.payload : {}), [key]: other},
      }));
    fc.assert(
      fc.property(fc.oneof(value, changed, inPayload), frame => {
        for (const schema of [isPeerServerFrame, isLinkMessage, isBrokerMessage, isIceAnswer]) {
          schema(frame);
        }
        readIntroduction(frame);
      }),
      {numRuns: 5_000},
    );
  });
});

describe('a caller’s introduction', () => {
  const about = {session: 's', name: 'Ada'};

  test('is read from the metadata of its offer', () => {
    expect(readIntroduction({rtcCall: about})).toEqual(about);
    expect(readIntroduction({rtcCall: {...about, room: 'standup', replaces: 'mc_0'}})).toEqual({
      ...about,
      room: 'standup',
      replaces: 'mc_0',
    });
  });

  test.each([
    undefined,
    null,
    'text',
    [],
    {},
    {rtcCall: null},
    {rtcCall: {session: 's'}},
    {rtcCall: {...about, room: ''}},
  ])('is nothing in %j: a plain PeerJS page', metadata => expect(readIntroduction(metadata)).toBeNull());
});

describe('a broker message', () => {
  const member = {id: 'ada', name: 'Ada', stage: 'in', session: 's', seq: 1, away: false};

  test.each([
    {kind: 'welcome', authenticated: true, iceServers: [{urls: 'stun:a'}], iceTtl: 300},
    {kind: 'room', room: 'r', seq: 2, members: [member], iceServers: [], iceTtl: 300},
    {kind: 'entered', room: 'r', member},
    {kind: 'updated', room: 'r', member},
    {kind: 'exited', room: 'r', id: 'ada', reason: 'lost'},
    {kind: 'refused', of: 'enter', room: 'r', code: 'room-full', hint: 'At most 16.'},
    {kind: 'drain', spreadMs: 0},
  ])('$kind is understood', message => expect(isBrokerMessage(message)).toBe(true));

  test.each([
    ['a member without an id', {kind: 'entered', room: 'r', member: {...member, id: ''}}],
    [
      'more members than any room holds',
      {kind: 'room', room: 'r', seq: 1, members: Array.from({length: 1_001}, () => member)},
    ],
    ['a return in a week', {kind: 'drain', spreadMs: 604_800_000}],
  ])('%s is dropped', (_, message) => expect(isBrokerMessage(message)).toBe(false));
});
