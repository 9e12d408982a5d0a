import {randomId} from '../names.js';

/** How many messages are kept for a participant that is away; more are refused. */
const MAX_UNACKNOWLEDGED = 1_000;

/**
 * Delivers messages to one peer in order and exactly once, across reconnects. Each message is numbered and kept until
 * the peer acknowledges it; unacknowledged messages are sent again over the next channel.
 */
export class Outbox<Body> {
  /** Identifies this sequence of numbers: a reloaded page has a new one. */
  readonly id = randomId();
  #seq = 0;
  #unacknowledged: {readonly seq: number; readonly body: Body}[] = [];
  #send: ((seq: number, body: Body) => boolean) | null = null;
  /** Number of the last message sent over this channel. */
  #sent = 0;

  /** False if too many messages are unacknowledged. */
  push(body: Body): boolean {
    if (this.#unacknowledged.length >= MAX_UNACKNOWLEDGED) return false;
    this.#unacknowledged.push({seq: ++this.#seq, body});
    this.#flush();
    return true;
  }

  /** Sends the unacknowledged messages over a new channel. `send` returns false while the channel's buffer is full. */
  open(send: (seq: number, body: Body) => boolean) {
    this.#send = send;
    this.#sent = 0;
    this.#flush();
  }

  close() {
    this.#send = null;
  }

  /** The peer has everything up to `seq`. */
  acknowledge(seq: number) {
    this.#unacknowledged = this.#unacknowledged.filter(entry => entry.seq > seq);
    this.#flush(); // the channel's buffer has room again
  }

  #flush() {
    for (const {seq, body} of this.#unacknowledged) {
      if (seq <= this.#sent) continue;
      if (!this.#send?.(seq, body)) return; // stay in order: the inbox would ignore this message after a later one
      this.#sent = seq;
    }
  }
}

/** The receiving side of an outbox: tells which messages are new. */
export class Inbox {
  #outbox: string | null = null;
  #seen = 0;

  /** False for a message that this outbox has delivered before. */
  accept(outbox: string, seq: number): boolean {
    if (outbox !== this.#outbox) {
      this.#outbox = outbox;
      this.#seen = 0;
    }
    if (seq <= this.#seen) return false;
    this.#seen = seq;
    return true;
  }
}
