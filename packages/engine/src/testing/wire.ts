/** One direction of a network that loses, duplicates, delays and reorders messages as a test requires. */
export class Wire<Message> {
  /** All messages sent, oldest first. */
  readonly sent: Message[] = [];
  /** How many copies of a message arrive. */
  copies: (message: Message) => number = () => 1;
  /** How long each copy takes, in ms; different times reorder messages. */
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

  /** Holds all further messages until `release()`. */
  hold() {
    this.#held ??= [];
  }

  /** Delivers the held messages, in their order or in the order of `arrange`. */
  release(arrange: (held: readonly Message[]) => readonly Message[] = held => held) {
    const held = this.#held ?? [];
    this.#held = null;
    for (const message of arrange(held)) this.#deliver(message);
  }

  /** Makes the network fault-free again. */
  repair() {
    this.copies = () => 1;
    this.delay = () => 0;
  }
}
