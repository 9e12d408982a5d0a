/** What the other party says to a request, once. Whoever wants to know waits for it; nobody has to. */
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

  /** It is granted. */
  resolve() {
    this.#resolve();
  }

  /** It is refused, or over before anybody said anything. */
  reject(error: unknown) {
    this.#reject(error);
  }
}
