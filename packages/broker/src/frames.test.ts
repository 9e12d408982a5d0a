import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {envelope, readFrame} from './frames.js';

const offer = (fields: object = {}) =>
  JSON.stringify({type: 'OFFER', dst: 'bob', payload: {type: 'media', connectionId: 'mc_1'}, ...fields});

describe('what PeerJS sends passes', () => {
  test.each([
    ['a heartbeat', '{"type":"HEARTBEAT"}'],
    [
      'an offer',
      offer({payload: {sdp: {type: 'offer', sdp: 'v=0'}, type: 'media', connectionId: 'mc_1', metadata: 1}}),
    ],
    ['a data offer', offer({payload: {type: 'data', label: 'x', reliable: true, serialization: 'binary'}})],
    [
      'a candidate',
      '{"type":"CANDIDATE","dst":"bob","payload":{"candidate":{},"type":"media","connectionId":"mc_1"}}',
    ],
    ['our envelope', offer({dst: '@broker', payload: {type: 'rtc-call', kind: 'hello'}})],
    ['a leave with recipient', '{"type":"LEAVE","dst":"bob"}'],
    ['a leave without', '{"type":"LEAVE"}'],
    ['an id with spaces and dashes', offer({dst: 'Bob the 2nd-of_his name'})],
  ])('%s', (_name, text) => {
    expect(readFrame(text)).toMatchObject(JSON.parse(text) as object);
  });
});

describe('what is not of the protocol is refused', () => {
  test.each([
    ['nothing', ''],
    ['an array', '[]'],
    ['a type that only servers send', '{"type":"OPEN"}'],
    ['an inherited name as type', '{"type":"constructor"}'],
    ['an offer to nobody', offer({dst: undefined})],
    ['an offer to an odd id', offer({dst: '<b>'})],
    ['an offer to a long id', offer({dst: 'x'.repeat(65)})],
    ['an offer without payload, which throws in stock clients', offer({payload: undefined})],
    ['a payload without type', offer({payload: {}})],
    ['a payload that is text', offer({payload: 'x'})],
    ['a payload that is nested deeper than any browser needs', offer({payload: {type: 'x', x: nest(40)}})],
  ])('%s', (_name, text) => {
    expect(readFrame(text)).toBeUndefined();
  });
});

test('no text makes it throw, and what passes can be written again', () => {
  const anything = fc.oneof(
    fc.string(),
    fc.json({maxDepth: 50}),
    fc.jsonValue().map(payload => offer({payload})),
  );
  fc.assert(
    fc.property(anything, text => {
      const frame = readFrame(text);
      if (frame) JSON.stringify(frame);
    }),
    {numRuns: 2_000},
  );
});

test('the fields of a client never reach the recipient beside the known ones', () => {
  expect(readFrame(offer({src: 'somebody else', extra: 1}))).not.toHaveProperty('src');
});

test('the broker speaks in frames that stock clients ignore', () => {
  expect(envelope({kind: 'drain'})).toEqual({
    type: 'OFFER',
    src: '@broker',
    payload: {type: 'rtc-call', kind: 'drain'},
  });
});

function nest(depth: number): unknown {
  return depth === 0 ? 0 : [nest(depth - 1)];
}
