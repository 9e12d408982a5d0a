/** How many turns run without a break. A listener that asks for more each time must not freeze the page. */
const MAX_IN_A_ROW = 1_000;

/**
 * Makes events follow facts: a command or a transition runs to its end, then its events are delivered in order, then
 * runs what was requested in the meantime. A listener therefore never sees a change that is half done, and can't
 * interrupt one.
 */
export class Turns {
  readonly #deliver: (event: Event) => void;
  #events: Event[] = [];
  #tasks: (() => void)[] = [];
  /** A task runs, or its events are being delivered. */
  #isBusy = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(deliver: (event: Event) => void) {
    this.#deliver = deliver;
  }

  /** Runs `task` at once, events included, or after the present turn if one runs (a listener calls this, for instance). */
  run(task: () => void) {
    this.#tasks.push(task);
    this.flush();
  }

  /** As `run()`, for a command that returns a promise: the one of `task`. */
  start<T>(task: () => Promise<T>): Promise<T> {
    return new Promise(resolve => this.run(() => resolve(task())));
  }

  /** Keeps an event until the present turn is complete. Outside of `run()`, that is when the running script ends. */
  emit(event: Event) {
    this.#events.push(event);
    if (!this.#isBusy) queueMicrotask(() => this.flush());
  }

  /** Delivers what is due. Does nothing inside a turn, which does it at its end. */
  flush() {
    if (this.#isBusy || this.#timer !== undefined) return;
    this.#isBusy = true;
    try {
      for (let turn = 0; this.#next(); turn++) {
        if (turn < MAX_IN_A_ROW) continue;
        this.#timer = setTimeout(() => {
          this.#timer = undefined;
          this.flush();
        });
        return;
      }
    } finally {
      this.#isBusy = false;
      // A task that throws holds up nothing but itself.
      if (this.#isLeft && this.#timer === undefined) queueMicrotask(() => this.flush());
    }
  }

  get #isLeft(): boolean {
    return this.#events.length + this.#tasks.length > 0;
  }

  /** Events first: they belong to what has happened already. False if nothing is left to do. */
  #next(): boolean {
    const event = this.#events.shift();
    if (event) this.#deliver(event);
    else this.#tasks.shift()?.();
    return this.#isLeft;
  }
}
