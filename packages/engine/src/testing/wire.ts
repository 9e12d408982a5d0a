/** One direction of a network that loses, doubles, delays and reorders as a test wants. */
export class Wire<Message> {
  /** All that was sent, oldest first. */
  readonly sent: Message[] = [];
  /** How many copies of a message arrive. */
  copies: (message: Message) => number = () => 1;
  /** How long a copy travels, in ms; unequal times reorder. */
  delay: () => number = () => 0;
  readonly #deliver: (message: Message) => void;
  #held: Message[] | null = null;

  constructor(deliver: (message: Message) => void) {
    this.#deliver = deliver;
  }

  send(message: Message) {
    this.sent.push(message);
    for (let copy = this.copies(message); copy > 0; copy--) {
      if (this.#held) this.#held.push(message);
      else setTimeout(() => this.#deliver(message), this.delay());
    }
  }

  /** Keeps what is sent from now on, until `release()`. */
  hold() {
    this.#held ??= [];
  }

  /** Delivers what was held, in its order or in the one of `arrange`. */
  release(arrange: (held: readonly Message[]) => readonly Message[] = held => held) {
    const held = this.#held ?? [];
    this.#held = null;
    for (const message of arrange(held)) this.#deliver(message);
  }

  /** A faultless network again. */
  mend() {
    this.copies = () => 1;
    this.delay = () => 0;
  }
}
