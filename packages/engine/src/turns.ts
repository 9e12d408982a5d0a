/** How many turns run without a break. A listener that requests more each time must not freeze the page. */
const MAX_IN_A_ROW = 1_000;

/**
 * Makes events follow facts: a command or a transition runs to its end, then its events are delivered in order, then
 * the commands that were called in the meantime run. A listener therefore never sees a change that is half done, and can't
 * interrupt one.
 */
export class Turns {
  readonly #deliver: (event: Event) => void;
  #events: Event[] = [];
  #tasks: (() => void)[] = [];
  /** A task is running, or its events are being delivered. */
  #isBusy = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(deliver: (event: Event) => void) {
    this.#deliver = deliver;
  }

  /** Runs `task` at once, events included, or after the current turn if there is one, for example when a listener calls this. */
  run(task: () => void) {
    this.#tasks.push(task);
    this.flush();
  }

  /** Like `run()`, for a command that returns a promise: settles like the one of `task`. */
  start<T>(task: () => Promise<T>): Promise<T> {
    return new Promise(resolve => this.run(() => resolve(task())));
  }

  /** Keeps an event until the current turn is complete. Outside `run()`, that is when the current script ends. */
  emit(event: Event) {
    this.#events.push(event);
    if (!this.#isBusy) queueMicrotask(() => this.flush());
  }

  /** Delivers pending events and runs pending tasks. Does nothing inside a turn, which does this at its end. */
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
      // A task that throws must not block the others.
      if (this.#isPending && this.#timer === undefined) queueMicrotask(() => this.flush());
    }
  }

  get #isPending(): boolean {
    return this.#events.length + this.#tasks.length > 0;
  }

  /** Events first, because they belong to changes that are complete. Returns false if nothing is pending. */
  #next(): boolean {
    const event = this.#events.shift();
    if (event) this.#deliver(event);
    else this.#tasks.shift()?.();
    return this.#isPending;
  }
}
