import {OnDemand} from '@rtc-call/engine/on-demand';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {isOnStage, type Context} from '../context.js';
import {views} from '../views/index.js';
import type {Companion} from './companion.js';

const companions = new OnDemand('companions', () => import('./companions.js'));

/**
 * Loads and runs what accompanies the views as soon as there is something to do: a key is pressed or moves the focus here,
 * something is open that Escape closes, the microphone is off during a call, or the call shall pop out by itself.
 */
export class Companions implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #all: readonly Companion[] | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, context: () => Context) {
    this.#host = host;
    host.addController(this);
    host.addEventListener('keydown', event => {
      const [target = host] = event.composedPath();
      this.#run(one => views.loaded && one.onKeydown?.(event, target, context(), views.loaded));
    });
    host.addEventListener('focusin', event => {
      const [target] = event.composedPath() as Element[];
      if (target?.matches(':focus-visible'))
        this.#run(one => views.loaded && one.onFocus?.(context(), views.loaded));
    });
  }

  /** Called after each render. */
  update(context: Context) {
    const {ui, state, local} = context;
    const isNeeded =
      ui.panel ?? ui.menu ?? (isOnStage(state) && (local.microphone.isMuted || ui.isAutoPictureInPicture));
    if (this.#all || isNeeded) this.#run(one => one.update?.(context));
  }

  hostDisconnected() {
    for (const companion of this.#all ?? []) companion.stop?.();
  }

  /** At once if they are loaded. If they can't be, the next occasion tries again. */
  #run(task: (companion: Companion) => void) {
    const all = (this.#all ??= companions.loaded?.companionsOf(this.#host));
    if (all) for (const one of all) task(one);
    else
      companions.load().then(
        () => this.#host.isConnected && this.#run(task),
        () => {},
      );
  }
}
