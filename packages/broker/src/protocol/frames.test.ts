import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {envelope, readFrame, Verbatim} from './frames.js';

const offer = (fields: object = {}) =>
  JSON.stringify({type: 'OFFER', dst: 'bob', payload: {type: 'media', connectionId: 'mc_1'}, ...fields});

describe('frames of PeerJS are accepted', () => {
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
    expect(readFrame(text)?.frame).toEqual(JSON.parse(text));
  });
});

describe('frames outside the protocol are refused', () => {
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

test('no text makes it throw, and every accepted frame can be serialized again', () => {
  const anything = fc.oneof(
    fc.string(),
    fc.json({maxDepth: 50}),
    fc.jsonValue().map(payload => offer({payload})),
  );
  fc.assert(
    fc.property(anything, text => {
      const read = readFrame(text);
      if (read) JSON.stringify(read.frame);
    }),
    {numRuns: 2_000},
  );
});

describe('a frame is relayed verbatim', () => {
  const passOn = (text: string) =>
    JSON.parse(new Verbatim(Buffer.from(text), {}).from('alice').toString()) as unknown;

  test('with its source prepended', () => {
    const text = offer({payload: {type: 'x', name: 'Zoë 🎉'}});
    expect(readFrame(text)?.isVerbatim).toBe(true);
    expect(passOn(text)).toEqual({src: 'alice', ...(JSON.parse(text) as object)});
  });

  test.each([
    ['another source', offer({src: 'somebody else'})],
    ['another source, in disguise', offer().replace('{', '{"\\u0073rc":"somebody else",')],
    ['more than the protocol knows', offer({extra: 1})],
    ['trust that only the broker can give', offer({trusted: true})],
    ['a name that only the broker can vouch for', offer({name: 'Alice'})],
    ['the same, in disguise', offer().replace('{', '{"\\u0074rusted":true,')],
    ['space in front', ` ${offer()}`],
  ])('but not with %s', (_name, text) => {
    const read = readFrame(text);
    expect(read?.isVerbatim).toBe(false);
    expect(Object.keys(read?.frame ?? {})).toEqual(['type', 'dst', 'payload']);
  });

  test('but never with a field that only the broker may set', () => {
    const extra = fc.dictionary(fc.constantFrom('src', 'trusted', 'name', 'x', '__proto__'), fc.jsonValue());
    const text = fc
      .tuple(extra, fc.boolean())
      .map(([fields, isFirst]) =>
        isFirst
          ? JSON.stringify({...fields, ...(JSON.parse(offer()) as object)})
          : offer(fields as {[field: string]: unknown}),
      );
    fc.assert(
      fc.property(text, text => {
        const read = readFrame(text);
        const sent = read?.isVerbatim ? text : JSON.stringify(read?.frame);
        expect(Object.keys(passOn(sent) as object).toSorted()).toEqual(['dst', 'payload', 'src', 'type']);
      }),
    );
  });

  test('and means the same to the recipient as to the broker, even with duplicate fields', () => {
    const text = offer().replace('{', '{"dst":"carol","type":"LEAVE",');
    expect(passOn(text)).toEqual({src: 'alice', ...readFrame(text)?.frame});
  });
});

test('the broker’s own messages are frames that stock clients ignore', () => {
  expect(envelope({kind: 'drain'})).toEqual({
    type: 'OFFER',
    src: '@broker',
    payload: {type: 'rtc-call', kind: 'drain'},
  });
});

function nest(depth: number): unknown {
  return depth === 0 ? 0 : [nest(depth - 1)];
}
