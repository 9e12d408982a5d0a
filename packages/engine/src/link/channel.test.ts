import fc from 'fast-check';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {ControlChannel, type ControlMessage} from './channel.js';

class FakeDataChannel extends EventTarget {
  readyState: RTCDataChannelState = 'connecting';
  readonly sent: string[] = [];
  isFull = false;

  send(data: string) {
    if (this.isFull) throw new DOMException('full', 'OperationError');
    this.sent.push(data);
  }

  close() {
    this.readyState = 'closing';
  }

  become(state: 'open' | 'closed') {
    this.readyState = state;
    this.dispatchEvent(new Event(state === 'open' ? 'open' : 'close'));
  }

  arrive(data: unknown) {
    this.dispatchEvent(new MessageEvent('message', {data}));
  }
}

function setUp({isOpen = true} = {}) {
  const fake = new FakeDataChannel();
  if (isOpen) fake.readyState = 'open';
  const life = new AbortController();
  const seen = {opened: 0, closed: 0, malformed: 0, messages: [] as ControlMessage[]};
  const channel = new ControlChannel(
    fake as unknown as RTCDataChannel,
    {
      onOpen: () => seen.opened++,
      onMessage: message => seen.messages.push(message),
      onMalformed: () => seen.malformed++,
      onClose: () => seen.closed++,
    },
    life.signal,
  );
  return {fake, channel, seen, life};
}

/** Valid messages, at least one of each kind. */
const GOOD: readonly ControlMessage[] = [
  {kind: 'ping'},
  {kind: 'picture'},
  {kind: 'view', height: 360},
  {
    kind: 'status',
    name: 'Ada',
    session: 's',
    stage: 'in',
    microphone: true,
    camera: false,
    screen: false,
    isVideoPaused: true,
    handRaisedFor: 12_000,
  },
  {kind: 'reaction', emoji: '👍🏽'},
  {kind: 'ack', seq: 7},
  {kind: 'data', outbox: 'o', seq: 1, body: {kind: 'chat', id: 'c', text: 'Good morning'}},
  {kind: 'data', outbox: 'o', seq: 2, body: {kind: 'chat', id: 'c', text: 'psst', isPrivate: true}},
  {kind: 'data', outbox: 'o', seq: 3, body: {kind: 'app', data: {any: ['json', null, 1]}}},
  {kind: 'data', outbox: 'o', seq: 4, body: {kind: 'file-offer', id: 'f', name: 'a.txt', size: 3, type: ''}},
  {kind: 'data', outbox: 'o', seq: 5, body: {kind: 'file-accept', id: 'f', offset: 0}},
  {kind: 'data', outbox: 'o', seq: 6, body: {kind: 'file-end', id: 'f', sha256: 'a'.repeat(64)}},
  {kind: 'data', outbox: 'o', seq: 7, body: {kind: 'file-received', id: 'f', isIntact: true}},
  {kind: 'data', outbox: 'o', seq: 8, body: {kind: 'file-cancel', id: 'f', isDeclined: true}},
  {kind: 'ringing', session: 's', name: 'Ada'},
  {kind: 'description', description: {type: 'offer', sdp: 'v=0'}, n: 2, tracks: {2: 'screen'}},
  {kind: 'description', description: {type: 'answer', sdp: 'v=0'}, n: 2, voids: 1},
  {kind: 'candidate', candidate: {candidate: 'candidate:1', sdpMid: '0', usernameFragment: 'abcd'}},
  {kind: 'candidate', candidate: null},
  {kind: 'accept'},
  {kind: 'bye', reason: 'hung-up'},
];

describe('a message over the control channel', () => {
  test.each(GOOD.map(message => [JSON.stringify(message), message] as const))(
    '%s is accepted',
    (json, message) => {
      const {fake, seen} = setUp();
      fake.arrive(json);
      expect(seen.messages).toEqual([message]);
      expect(seen.malformed).toBe(0);
    },
  );

  test.each([
    ['invalid JSON', '{bad'],
    ['null', 'null'],
    ['a number', '5'],
    ['a list', '[{"kind":"ping"}]'],
    ['no kind', '{}'],
    ['an unknown kind', '{"kind":"eval"}'],
    ['a kind of the prototype', '{"kind":"__proto__"}'],
    ['a frame of more than 64 KiB', JSON.stringify({kind: 'ping', padding: 'x'.repeat(64 * 1024)})],
    ['bytes', new ArrayBuffer(8)],
    ['a hand that has been raised since the Stone Age', JSON.stringify({...GOOD[3], handRaisedFor: 1e11})],
    ['a hand that will be raised', JSON.stringify({...GOOD[3], handRaisedFor: -1})],
    ['a reaction in words', JSON.stringify({kind: 'reaction', emoji: 'hello'})],
    ['an emoji as long as a novel', JSON.stringify({kind: 'reaction', emoji: `${'👩‍'.repeat(10_000)}👩`})],
    ['a name that is too long', JSON.stringify({...GOOD[3], name: 'x'.repeat(101)})],
    [
      'a chat line that is too long',
      JSON.stringify({
        kind: 'data',
        outbox: 'o',
        seq: 1,
        body: {kind: 'chat', id: 'c', text: 'x'.repeat(16_001)},
      }),
    ],
    ['a number as a string', '{"kind":"ack","seq":"7"}'],
    ['a negative number', '{"kind":"ack","seq":-1}'],
    ['a fraction', '{"kind":"ack","seq":0.5}'],
    [
      'an invalid hash',
      JSON.stringify({
        kind: 'data',
        outbox: 'o',
        seq: 6,
        body: {kind: 'file-end', id: 'f', sha256: 'A'.repeat(64)},
      }),
    ],
    ['a body without a kind', '{"kind":"data","outbox":"o","seq":1,"body":{}}'],
  ])('%s is malformed', (_, data) => {
    const {fake, seen} = setUp();
    fake.arrive(data);
    expect(seen).toMatchObject({messages: [], malformed: 1});
  });

  test('unknown fields are ignored', () => {
    const {fake, seen} = setUp();
    fake.arrive('{"kind":"ping","__proto__":{"isAdmin":true},"more":1}');
    expect(seen.messages).toMatchObject([{kind: 'ping'}]);
    expect(({} as {isAdmin?: boolean}).isAdmin).toBeUndefined();
  });

  test('no input makes it throw', () => {
    const {fake, seen} = setUp();
    const mutated = fc
      .tuple(
        fc.constantFrom(...GOOD),
        fc.constantFrom('kind', 'seq', 'body', 'id', 'n', 'name', 'reason'),
        fc.jsonValue(),
      )
      .map(([message, key, value]) => JSON.stringify({...message, [key]: value}));
    const frame = fc.oneof(fc.json(), fc.string(), mutated, fc.uint8Array(), fc.constant(undefined));
    let count = 0;
    fc.assert(
      fc.property(frame, data => {
        fake.arrive(data);
        count++;
      }),
      {numRuns: 10_000},
    );
    expect(seen.malformed + seen.messages.length).toBe(count);
  });
});

describe('a control channel', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('reports open once, even if it was open from the start', async () => {
    const {fake, seen} = setUp({isOpen: true});
    expect(seen.opened).toBe(0);
    await Promise.resolve();
    fake.become('open');
    expect(seen.opened).toBe(1);
  });

  test('reports open when it opens', () => {
    const {fake, channel, seen} = setUp({isOpen: false});
    expect(channel.isOpen).toBe(false);
    expect(channel.send({kind: 'ping'})).toBe(false);
    fake.become('open');
    expect(seen.opened).toBe(1);
    expect(channel.send({kind: 'ping'})).toBe(true);
    expect(fake.sent).toEqual(['{"kind":"ping"}']);
  });

  test('refuses messages while its buffer is full', () => {
    const {fake, channel} = setUp();
    fake.isFull = true;
    expect(channel.send({kind: 'ping'})).toBe(false);
  });

  test('reports that it closed', () => {
    const {fake, seen} = setUp();
    fake.become('closed');
    expect(seen.closed).toBe(1);
  });

  test('reports nothing after its signal is aborted', async () => {
    const {fake, seen, life} = setUp();
    life.abort();
    await Promise.resolve();
    fake.become('open');
    fake.arrive('{"kind":"ping"}');
    fake.arrive('{bad');
    fake.become('closed');
    expect(seen).toEqual({opened: 0, closed: 0, malformed: 0, messages: []});
  });

  test('resolves close() when the channel has closed', async () => {
    const {fake, channel} = setUp();
    let isClosed = false;
    const closing = channel.close().then(() => (isClosed = true));
    await vi.advanceTimersByTimeAsync(50);
    expect(isClosed).toBe(false);
    fake.become('closed');
    await closing;
    expect(vi.getTimerCount()).toBe(0);
  });

  test('does not wait forever for a peer that is gone', async () => {
    const {channel} = setUp();
    const closing = channel.close();
    await vi.runAllTimersAsync();
    await closing;
  });

  test('resolves close() at once if it was never open', async () => {
    await setUp({isOpen: false}).channel.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
