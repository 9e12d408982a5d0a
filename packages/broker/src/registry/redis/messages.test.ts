import fc from 'fast-check';
import {describe, expect, test, vi} from 'vitest';
import {Verbatim, type Message} from '../../protocol/index.js';
import {Messages, type MessagesParts} from './messages.js';
import {readNotes, writeMessage, type Acknowledgements, type MessageNote, type Note} from './notes.js';

const read = (text: string): Note[] => {
  const notes: Note[] = [];
  readNotes(text, note => notes.push(note));
  return notes;
};

const note = (message: Message & {dst: string}): MessageNote => ({
  from: 'one',
  request: 7,
  until: 9_000,
  message,
});

/** What the recipient gets. */
const received = (note: Note | undefined): unknown => {
  const {message} = note as MessageNote;
  const {src = '', payload} = message;
  return payload instanceof Verbatim ? JSON.parse(payload.from(src).toString()) : message;
};

describe('notes', () => {
  test('of any kind follow one another in one text', () => {
    const plain = note({type: 'EXPIRE', src: 'ada', dst: 'bob'});
    const acks: Note = {acks: [[1, {status: 'delivered'}]]};
    expect(read(`${writeMessage(plain)}${JSON.stringify(acks)}\n{"echo":3}`)).toEqual([
      plain,
      acks,
      {echo: 3},
    ]);
  });

  test('carry frames as they were written, whatever is in them', () => {
    const payload = fc.dictionary(fc.string({unit: 'grapheme'}), fc.jsonValue({stringUnit: 'grapheme'}));
    const frames = payload.map(more => ({type: 'OFFER', dst: 'bob', payload: {...more, type: 'media'}}));
    const spaces = fc.constantFrom(undefined, 2, '\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(frames, spaces), {minLength: 1, maxLength: 4}), all => {
        const texts = all.map(([frame, space]) => JSON.stringify(frame, undefined, space));
        const sent = texts.map(text => {
          const payload = new Verbatim(text, {trusted: true, name: 'Ada'}, 'media');
          return writeMessage(
            note({type: 'OFFER', src: 'ada', dst: 'bob', payload, trusted: true, name: 'Ada'}),
          );
        });
        const notes = read(Buffer.from(sent.join('')).toString());
        expect(notes.map(received)).toEqual(
          texts.map(text => ({src: 'ada', trusted: true, name: 'Ada', ...(JSON.parse(text) as object)})),
        );
        for (const one of notes)
          expect((one as MessageNote).message).toMatchObject({
            type: 'OFFER',
            src: 'ada',
            dst: 'bob',
            payload: {type: 'media'},
          });
      }),
    );
  });
});

const endOfTick = () => new Promise(resolve => setImmediate(resolve));

function start(send: MessagesParts['send'] = async () => []) {
  const calls: string[][] = [];
  const acks: [string, Acknowledgements][] = [];
  const messages = new Messages({
    node: 'one',
    now: () => 0,
    send(args) {
      calls.push(args.filter((_, index) => index % 2 === 0));
      return send(args);
    },
    publish: async (to, those) => void acks.push([to, those]),
    deliver: async () => ({status: 'delivered'}),
  });
  const forward = (dst: string, payload?: unknown) =>
    messages.forward({type: 'OFFER', src: 'ada', dst, payload}, 1_000);
  return {messages, forward, calls, acks};
}

describe('messages to other nodes', () => {
  test('of one tick are one call, in order, and each has its own answer', async () => {
    const {messages, forward, calls} = start(async () => [1, 2]);
    const answers = ['a', 'b', 'c', 'a'].map(dst => forward(dst));
    expect(calls).toEqual([]);
    await endOfTick();
    expect(calls).toEqual([['a', 'b', 'c', 'a']]);
    messages.acknowledged([
      [4, {status: 'refused'}],
      [1, {status: 'delivered'}],
      [99, {status: 'delivered'}],
    ]);
    expect(await Promise.all(answers)).toEqual([
      {status: 'delivered'},
      {status: 'absent'},
      {status: 'absent'},
      {status: 'refused'},
    ]);
  });

  test('of a tick that are many, or long, are several calls', async () => {
    const {forward, calls} = start();
    for (let index = 0; index < 450; index += 1) void forward('bob');
    for (let index = 0; index < 5; index += 1) void forward('cyd', 'x'.repeat(100_000));
    await endOfTick();
    expect(calls.map(({length}) => length)).toEqual([200, 200, 53, 2]);
  });

  test('go out before what comes after them', async () => {
    const {messages, forward, calls} = start();
    void forward('bob');
    messages.flush();
    expect(calls).toEqual([['bob']]);
    await endOfTick();
    expect(calls).toHaveLength(1);
  });

  test('all fail if their call fails', async () => {
    const {forward} = start(() => Promise.reject(new Error('UNKNOWN')));
    const answers = await Promise.allSettled([forward('bob'), forward('cyd')]);
    expect(answers.map(({status}) => status)).toEqual(['rejected', 'rejected']);
  });
});

test('messages from other nodes are acknowledged together, to each node its own', async () => {
  const {messages, acks} = start();
  for (const [from, request] of [
    ['two', 1],
    ['three', 5],
    ['two', 2],
  ] as const)
    void messages.receive({from, request, until: 1, message: {type: 'OFFER', dst: 'ada'}});
  void messages.receive({from: 'two', request: 3, until: -1, message: {type: 'OFFER', dst: 'too late'}});
  await vi.waitFor(() => expect(acks).not.toEqual([]));
  const delivered = {status: 'delivered'};
  expect(acks).toEqual([
    [
      'two',
      [
        [1, delivered],
        [2, delivered],
      ],
    ],
    ['three', [[5, delivered]]],
  ]);
});
