import fc from 'fast-check';
import {beforeEach, describe, expect, test} from 'vitest';
import {ControlChannel, type Body} from '../link/channel.js';
import {CallError} from '../errors.js';
import {Messages} from './messages.js';
import {Outbox} from '../link/outbox.js';
import type {ChatMessage} from './messages.js';
import type {RemotePeer} from './remote-peer.js';

/** A peer with an open control channel. */
function createPeer(id: string) {
  const got: Body[] = [];
  const outbox = new Outbox<Body>();
  outbox.open((_, body) => (got.push(body), true));
  const peer = {id, outbox, toParticipant: () => ({displayName: id.toUpperCase()})} as unknown as RemotePeer;
  return {peer, got};
}

const code = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error instanceof CallError ? error.code : error;
  }
};

describe('messages', () => {
  let ada: ReturnType<typeof createPeer>;
  let bob: ReturnType<typeof createPeer>;
  let chat: ChatMessage[];
  let app: unknown[];
  let messages: Messages;

  beforeEach(() => {
    [ada, bob, chat, app] = [createPeer('ada'), createPeer('bob'), [], []];
    messages = new Messages({
      recipients: to => [ada.peer, bob.peer].filter(({id}) => to === undefined || id === to),
      me: () => ({id: 'me', name: 'Me'}),
      onChat: message => chat.push(message),
      onApp: (from, data) => app.push([from, data]),
    });
  });

  test('go to everyone, and to my own list', () => {
    const mine = messages.sendChat('Good morning');
    expect(ada.got).toEqual([{kind: 'chat', id: mine.id, text: 'Good morning'}]);
    expect(bob.got).toEqual(ada.got);
    expect(mine).toMatchObject({from: 'me', displayName: 'Me', isMine: true});
    expect(mine).not.toHaveProperty('to');
    expect(messages.all).toEqual([mine]);
    expect(chat).toEqual([mine]);
  });

  test('can go to one recipient, who sees that they are private', () => {
    expect(messages.sendChat('psst', 'bob')).toMatchObject({to: 'bob'});
    expect(ada.got).toEqual([]);
    expect(bob.got).toMatchObject([{text: 'psst', isPrivate: true}]);
  });

  test('that are in the chat already, from before a reload, are not shown again', () => {
    const body = {kind: 'chat', id: 'one', text: 'Good morning'} as const;
    messages.receive(ada.peer, body);
    const before = messages.all;
    messages.clear();
    messages.restore(JSON.parse(JSON.stringify(before)));
    messages.receive(ada.peer, body);
    expect(messages.all).toEqual(before);
    expect(chat).toHaveLength(1);
    messages.receive(bob.peer, body);
    expect(messages.all.map(({from}) => from)).toEqual(['ada', 'bob']);
  });

  test('carry the name of the sender', () => {
    messages.receive(ada.peer, {kind: 'chat', id: '1', text: 'Hello'});
    messages.receive(ada.peer, {kind: 'chat', id: '2', text: 'psst', isPrivate: true});
    expect(messages.all).toMatchObject([
      {from: 'ada', displayName: 'ADA', text: 'Hello', isMine: false},
      {from: 'ada', text: 'psst', to: 'me'},
    ]);
    expect(chat).toHaveLength(2);
  });

  test('are kept, up to a thousand, in a new list each time', () => {
    const before = messages.all;
    for (let i = 0; i < 1_100; i++)
      messages.receive(ada.peer, {kind: 'chat', id: String(i), text: String(i)});
    expect(before).toEqual([]);
    expect(messages.all).toHaveLength(1_000);
    expect(messages.all.at(-1)?.text).toBe('1099');
    expect(messages.all[0]?.text).toBe('100');
  });

  test('from an app are delivered unchanged, and only to the app', () => {
    messages.sendApp({vote: ['yes', null]});
    messages.sendApp('to bob', 'bob');
    expect(ada.got).toEqual([{kind: 'app', data: {vote: ['yes', null]}}]);
    expect(bob.got).toHaveLength(2);
    messages.receive(ada.peer, {kind: 'app', data: {vote: 'no'}});
    expect(app).toEqual([['ada', {vote: 'no'}]]);
    expect(messages.all).toEqual([]);
  });

  test('that are too long are refused before they are sent', () => {
    expect(code(() => messages.sendChat('x'.repeat(16_001)))).toBe('message-too-large');
    expect(code(() => messages.sendApp('x'.repeat(16_000)))).toBe('message-too-large');
    expect(ada.got).toEqual([]);
    expect(messages.all).toEqual([]);
    messages.sendChat('x'.repeat(16_000));
    messages.sendApp('x'.repeat(15_998));
    expect(ada.got).toHaveLength(2);
  });

  const circle: {self?: unknown} = {};
  circle.self = circle;
  test.each([
    ['undefined', undefined],
    ['a function', () => {}],
    ['a big integer', 1n],
    ['a circle', circle],
  ])('of an app that are no JSON (%s) are refused', (_, data) => {
    expect(code(() => messages.sendApp(data))).toBe('invalid-option');
  });

  test('are refused when too many are undelivered', () => {
    ada.peer.outbox.close();
    for (let i = 0; i < 1_000; i++) messages.sendApp(i, 'ada');
    expect(code(() => messages.sendApp('one more', 'ada'))).toBe('not-connected');
  });

  test('continue those of the page before a reload, if they are some', () => {
    const first = messages.sendChat('first');
    const last = messages.sendChat('only you', 'bob');
    const stored: unknown = JSON.parse(JSON.stringify(messages.all));
    messages.clear();
    for (const other of [null, {}, [{}], [{...first, text: 1}], [{...first, from: '<b>'}]])
      messages.restore(other);
    expect(messages.all).toEqual([]);
    messages.restore(stored);
    expect(messages.all).toEqual([first, last]);
    expect(chat).toHaveLength(2);
  });

  test('with any content pass the receiver’s guards', () => {
    const text = fc.oneof(
      fc.string({unit: 'binary', maxLength: 200}),
      fc
        .tuple(fc.constantFrom('\u0000', '"', '\ud800', '😀', '部', '\n'), fc.nat(16_000))
        .map(([c, n]) => c.repeat(n)),
    );
    const channel = new EventTarget();
    const arrived: unknown[] = [];
    const handlers = {
      onOpen() {},
      onClose() {},
      onMalformed: () => arrived.push('malformed'),
      onMessage: (m: unknown) => arrived.push(m),
    };
    void new ControlChannel(channel as RTCDataChannel, handlers, new AbortController().signal);
    fc.assert(
      fc.property(text, line => {
        if (code(() => messages.sendChat(line)) !== undefined) return;
        const message = {kind: 'data', outbox: 'o', seq: 1, body: ada.got.at(-1)};
        const data = JSON.stringify(message);
        expect(new TextEncoder().encode(data).length).toBeLessThanOrEqual(64 * 1024);
        channel.dispatchEvent(new MessageEvent('message', {data}));
        expect(arrived.pop()).toEqual(message);
      }),
      {numRuns: 1_000},
    );
  });
});
