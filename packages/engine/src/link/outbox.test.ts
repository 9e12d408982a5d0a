import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {Inbox, Outbox} from './outbox.js';

/** A step of a conversation. `fill` and `drain`: the channel's buffer. */
type Action = 'write' | 'arrive' | 'acknowledge' | 'fill' | 'drain' | 'break' | 'reconnect';

/** One direction of a conversation over successive channels. A channel that breaks loses everything in transit. */
class Conversation {
  readonly outbox = new Outbox<number>();
  readonly inbox = new Inbox();
  readonly delivered: number[] = [];
  written = 0;
  #channel: {readonly messages: {seq: number; body: number}[]; readonly acks: number[]} | null = null;
  #hasRoom = true;

  run(action: Action) {
    switch (action) {
      case 'write':
        this.outbox.push(++this.written);
        return;
      case 'arrive':
        return this.#arrive();
      case 'acknowledge': {
        const seq = this.#channel?.acks.shift();
        return seq === undefined ? undefined : this.outbox.acknowledge(seq);
      }
      case 'fill':
        this.#hasRoom = false;
        return;
      case 'drain':
        this.#hasRoom = true;
        return;
      case 'break':
        this.#channel = null;
        return this.outbox.close();
      case 'reconnect':
        return this.reconnect();
    }
  }

  reconnect() {
    const channel = (this.#channel = {messages: [] as {seq: number; body: number}[], acks: [] as number[]});
    this.outbox.open((seq, body) => {
      if (this.#channel !== channel || !this.#hasRoom) return false;
      channel.messages.push({seq, body});
      return true;
    });
  }

  /** Delivers the rest over a reliable channel. */
  finish() {
    this.#hasRoom = true;
    this.reconnect();
    while (this.#channel!.messages.length > 0 || this.#channel!.acks.length > 0) {
      this.run('arrive');
      this.run('acknowledge');
    }
  }

  #arrive() {
    const message = this.#channel?.messages.shift();
    if (!message) return;
    if (this.inbox.accept(this.outbox.id, message.seq)) this.delivered.push(message.body);
    this.#channel!.acks.push(message.seq);
  }
}

const upTo = (count: number) => Array.from({length: count}, (_, i) => i + 1);

describe('outbox and inbox', () => {
  test('deliver in order and once, even if channels break or fill up', () => {
    const actions = fc.array(
      fc.oneof(
        {weight: 4, arbitrary: fc.constant('write' as const)},
        {weight: 4, arbitrary: fc.constant('arrive' as const)},
        {weight: 3, arbitrary: fc.constant('acknowledge' as const)},
        fc.constantFrom('fill' as const, 'drain' as const, 'break' as const, 'reconnect' as const),
      ),
      {maxLength: 120},
    );
    fc.assert(
      fc.property(actions, list => {
        const conversation = new Conversation();
        for (const action of list) {
          conversation.run(action);
          expect(conversation.delivered).toEqual(upTo(conversation.delivered.length));
        }
        conversation.finish();
        expect(conversation.delivered).toEqual(upTo(conversation.written));
      }),
      {numRuns: 3_000},
    );
  });

  test('keep messages that are written before there is a channel', () => {
    const outbox = new Outbox<string>();
    outbox.push('one');
    outbox.push('two');
    const sent: string[] = [];
    outbox.open((seq, body) => (sent.push(`${seq} ${body}`), true));
    expect(sent).toEqual(['1 one', '2 two']);
  });

  test('send no message twice over one channel', () => {
    const outbox = new Outbox<string>();
    const sent: string[] = [];
    outbox.open((_, body) => (sent.push(body), true));
    outbox.push('one');
    outbox.push('two');
    outbox.acknowledge(1);
    expect(sent).toEqual(['one', 'two']);
  });

  test('send messages held back by a full buffer when an acknowledgement arrives', () => {
    const outbox = new Outbox<string>();
    const sent: string[] = [];
    let room = 2;
    outbox.open((_, body) => room-- > 0 && sent.push(body) > 0);
    for (const body of ['one', 'two', 'three', 'four']) outbox.push(body);
    expect(sent).toEqual(['one', 'two']);
    room = 1;
    outbox.acknowledge(1);
    expect(sent).toEqual(['one', 'two', 'three']);
    room = 1;
    outbox.acknowledge(3);
    expect(sent).toEqual(['one', 'two', 'three', 'four']);
  });

  test('refuse more messages to a peer that stays away', () => {
    const outbox = new Outbox<number>();
    for (let i = 0; i < 1_000; i++) expect(outbox.push(i)).toBe(true);
    expect(outbox.push(1_000)).toBe(false);
    outbox.acknowledge(500);
    expect(outbox.push(1_000)).toBe(true);
  });

  test('start over when the sender reloads', () => {
    const inbox = new Inbox();
    expect(inbox.accept('before', 1)).toBe(true);
    expect(inbox.accept('before', 2)).toBe(true);
    expect(inbox.accept('before', 2)).toBe(false);
    expect(inbox.accept('after', 1)).toBe(true);
    expect(inbox.accept('after', 1)).toBe(false);
  });
});
