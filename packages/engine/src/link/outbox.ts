import {randomId} from '../signaling/index.js';

/** What is kept for a participant that is away; more is refused. */
const MAX_UNACKNOWLEDGED = 1_000;

/**
 * Delivers to one peer in order and once, across a reconnect: each message is numbered and kept until the peer has
 * acknowledged it, and what is not acknowledged is sent again over the next channel.
 */
export class Outbox<Body> {
  /** Names this numbering: whoever begins anew is another one. */
  readonly id = randomId();
  #seq = 0;
  #unacknowledged: {readonly seq: number; readonly body: Body}[] = [];
  #send: ((seq: number, body: Body) => boolean) | null = null;
  /** Number of the last one that went out over this channel. */
  #sent = 0;

  /** False if too much waits already. */
  push(body: Body): boolean {
    if (this.#unacknowledged.length >= MAX_UNACKNOWLEDGED) return false;
    this.#unacknowledged.push({seq: ++this.#seq, body});
    this.#flush();
    return true;
  }

  /** A channel is there: what waits goes out over it. `send` says false when the channel has no room now. */
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
    this.#flush(); // it has taken something out of the channel, so there is room again
  }

  #flush() {
    for (const {seq, body} of this.#unacknowledged) {
      if (seq <= this.#sent) continue;
      if (!this.#send?.(seq, body)) return; // one after the other: a later one would make this one old
      this.#sent = seq;
    }
  }
}

/** The receiving half: says which messages are new. */
export class Inbox {
  #outbox: string | null = null;
  #seen = 0;

  /** False for a message of this outbox that has been delivered before. */
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
