import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {Inbox, Outbox} from './outbox.js';

/** What happens between two people who write to each other. */
type Happening = 'write' | 'arrive' | 'acknowledge' | 'fill up' | 'have room' | 'break' | 'come back';

/** One direction of a conversation over channels that come and go. Each loses all that is under way when it breaks. */
class Conversation {
  readonly outbox = new Outbox<number>();
  readonly inbox = new Inbox();
  readonly delivered: number[] = [];
  written = 0;
  #channel: {readonly messages: {seq: number; body: number}[]; readonly acks: number[]} | null = null;
  #hasRoom = true;

  happen(what: Happening) {
    switch (what) {
      case 'write':
        this.outbox.push(++this.written);
        return;
      case 'arrive':
        return this.#arrive();
      case 'acknowledge': {
        const seq = this.#channel?.acks.shift();
        return seq === undefined ? undefined : this.outbox.acknowledge(seq);
      }
      case 'fill up':
        this.#hasRoom = false;
        return;
      case 'have room':
        this.#hasRoom = true;
        return;
      case 'break':
        this.#channel = null;
        return this.outbox.close();
      case 'come back':
        return this.comeBack();
    }
  }

  comeBack() {
    const channel = (this.#channel = {messages: [] as {seq: number; body: number}[], acks: [] as number[]});
    this.outbox.open((seq, body) => {
      if (this.#channel !== channel || !this.#hasRoom) return false;
      channel.messages.push({seq, body});
      return true;
    });
  }

  /** A faultless channel at last. */
  finish() {
    this.#hasRoom = true;
    this.comeBack();
    while (this.#channel!.messages.length > 0 || this.#channel!.acks.length > 0) {
      this.happen('arrive');
      this.happen('acknowledge');
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
  test('deliver in order and once, wherever a channel breaks or has no room', () => {
    const happenings = fc.array(
      fc.oneof(
        {weight: 4, arbitrary: fc.constant('write' as const)},
        {weight: 4, arbitrary: fc.constant('arrive' as const)},
        {weight: 3, arbitrary: fc.constant('acknowledge' as const)},
        fc.constantFrom('fill up' as const, 'have room' as const, 'break' as const, 'come back' as const),
      ),
      {maxLength: 120},
    );
    fc.assert(
      fc.property(happenings, what => {
        const conversation = new Conversation();
        for (const happening of what) {
          conversation.happen(happening);
          expect(conversation.delivered).toEqual(upTo(conversation.delivered.length));
        }
        conversation.finish();
        expect(conversation.delivered).toEqual(upTo(conversation.written));
      }),
      {numRuns: 3_000},
    );
  });

  test('keep what is written before there is a channel', () => {
    const outbox = new Outbox<string>();
    outbox.push('one');
    outbox.push('two');
    const sent: string[] = [];
    outbox.open((seq, body) => (sent.push(`${seq} ${body}`), true));
    expect(sent).toEqual(['1 one', '2 two']);
  });

  test('send nothing twice over one channel', () => {
    const outbox = new Outbox<string>();
    const sent: string[] = [];
    outbox.open((_, body) => (sent.push(body), true));
    outbox.push('one');
    outbox.push('two');
    outbox.acknowledge(1);
    expect(sent).toEqual(['one', 'two']);
  });

  test('send what found no room when an acknowledgement tells that there is room again', () => {
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

  test('refuse what is written to somebody who stays away', () => {
    const outbox = new Outbox<number>();
    for (let i = 0; i < 1_000; i++) expect(outbox.push(i)).toBe(true);
    expect(outbox.push(1_000)).toBe(false);
    outbox.acknowledge(500);
    expect(outbox.push(1_000)).toBe(true);
  });

  test('start anew with a sender that has reloaded', () => {
    const inbox = new Inbox();
    expect(inbox.accept('before', 1)).toBe(true);
    expect(inbox.accept('before', 2)).toBe(true);
    expect(inbox.accept('before', 2)).toBe(false);
    expect(inbox.accept('after', 1)).toBe(true);
    expect(inbox.accept('after', 1)).toBe(false);
  });
});
