import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {Context} from './context.js';
import {tones} from './tones/index.js';

/** Plays the tone of a call that rings, here or at the other side. */
export class RingTones implements ReactiveController {
  #wanted: 'ring' | 'ringback' | null = null;
  #stop: () => void = () => {};

  constructor(host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** Called after each render. */
  update(context: Context) {
    this.#play(toneFor(context), context.local.speakerId);
  }

  hostDisconnected() {
    this.#play(null);
  }

  #play(wanted: 'ring' | 'ringback' | null, speakerId: string | null = null) {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#stop();
    this.#stop = () => {};
    if (!wanted) return;
    tones.load().then(
      ({play}) => {
        if (this.#wanted !== wanted) return;
        this.#stop();
        this.#stop = play(wanted, speakerId);
      },
      () => {}, // the call is shown anyway
    );
  }
}

function toneFor({state, outgoing, options, ui}: Context) {
  if (options.silent || ui.settings.tones === false) return null;
  if (state === 'dialing' && outgoing?.isRinging) return 'ringback';
  return state === 'ringing' && !ui.isRingSuppressed ? 'ring' : null;
}
