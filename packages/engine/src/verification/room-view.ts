import type {Hex} from './transcript.js';
import type {StartTimer} from './timer.js';

interface RoomViewOptions {
  readonly startTimer: StartTimer;
  readonly send: (hash: Hex) => void;
  readonly onChange: () => void;
}

/** How long two people may see different people in a room, in ms: news of who comes and goes don't arrive at the same time. */
const DIFFERENT_MS = 15_000;

/** Compares whom I see in the room with whom a verified person sees, so that a broker can't show us different rooms. */
export class RoomView {
  readonly #options: RoomViewOptions;
  #mine: Hex | null = null;
  #theirs: Hex | null = null;
  #isStarted = false;
  #isDifferent = false;
  #stopTimer = () => {};

  constructor(options: RoomViewOptions) {
    this.#options = options;
  }

  get isDifferent(): boolean {
    return this.#isDifferent;
  }

  /** The person is verified now. */
  start() {
    if (this.#isStarted) return;
    this.#isStarted = true;
    if (this.#mine !== null) this.#options.send(this.#mine);
    this.#compare();
  }

  seeMine(hash: Hex | null) {
    if (hash === this.#mine) return;
    this.#mine = hash;
    if (this.#isStarted && hash !== null) this.#options.send(hash);
    this.#compare();
  }

  seeTheirs(hash: Hex) {
    if (hash === this.#theirs) return;
    this.#theirs = hash;
    this.#compare();
  }

  /** The connection is gone. */
  reset() {
    this.#stopTimer();
    this.#theirs = null;
    this.#isStarted = this.#isDifferent = false;
  }

  #compare() {
    this.#stopTimer();
    if (!this.#isStarted) return;
    if (this.#mine === null || this.#theirs === null || this.#mine === this.#theirs) return this.#set(false);
    this.#stopTimer = this.#options.startTimer(DIFFERENT_MS, () => this.#set(true));
  }

  #set(isDifferent: boolean) {
    if (this.#isDifferent === isDifferent) return;
    this.#isDifferent = isDifferent;
    this.#options.onChange();
  }
}
