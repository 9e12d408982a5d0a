/** The other party's answer to a request. An unhandled rejection is harmless, because nobody has to wait for it. */
export class Answer {
  readonly settled: Promise<void>;
  #resolve = () => {};
  #reject = (_: unknown) => {};

  constructor() {
    this.settled = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.settled.catch(() => {});
  }

  /** The request is granted. */
  resolve() {
    this.#resolve();
  }

  /** The request is refused, or over before there was an answer. */
  reject(error: unknown) {
    this.#reject(error);
  }
}
