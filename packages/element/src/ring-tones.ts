import type {ReactiveController} from 'lit';
import type {CallFacts, UiState} from './context.js';
import type {Options} from './options.js';
import {tones} from './tones/index.js';

interface Wiring {
  readonly facts: () => CallFacts;
  readonly options: () => Options;
  readonly ui: () => UiState;
}

/** Plays the tone of a call that rings, here or at the other side. */
export class RingTones implements ReactiveController {
  readonly #wiring: Wiring;
  #wanted: 'ring' | 'ringback' | null = null;
  #stop: () => void = () => {};

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
  }

  hostUpdated() {
    this.#play(this.#tone);
  }

  hostDisconnected() {
    this.#play(null);
  }

  get #tone() {
    const {state, outgoing} = this.#wiring.facts();
    if (this.#wiring.options().silent || this.#wiring.ui().settings.tones === false) return null;
    if (state === 'dialing' && outgoing?.isRinging) return 'ringback';
    return state === 'ringing' && !this.#wiring.ui().isRingSuppressed ? 'ring' : null;
  }

  #play(wanted: 'ring' | 'ringback' | null) {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#stop();
    this.#stop = () => {};
    if (!wanted) return;
    tones.load().then(
      ({play}) => {
        if (this.#wanted !== wanted) return;
        this.#stop();
        this.#stop = play(wanted, this.#wiring.facts().local.speakerId);
      },
      () => {}, // the call is shown anyway
    );
  }
}
