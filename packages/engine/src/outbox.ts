import {randomId} from './identity.js';

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
  #send: ((seq: number, body: Body) => void) | null = null;

  /** False if too much waits already. */
  push(body: Body): boolean {
    if (this.#unacknowledged.length >= MAX_UNACKNOWLEDGED) return false;
    const entry = {seq: ++this.#seq, body};
    this.#unacknowledged.push(entry);
    this.#send?.(entry.seq, body);
    return true;
  }

  /** A channel is there: what waits goes out over it. */
  open(send: (seq: number, body: Body) => void) {
    this.#send = send;
    for (const {seq, body} of this.#unacknowledged) send(seq, body);
  }

  close() {
    this.#send = null;
  }

  /** The peer has everything up to `seq`. */
  acknowledge(seq: number) {
    this.#unacknowledged = this.#unacknowledged.filter(entry => entry.seq > seq);
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
