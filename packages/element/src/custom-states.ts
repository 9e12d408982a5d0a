import type {Context} from './context.js';

/** Updates the element's custom states: the call's state and what I send. */
export class CustomStates {
  readonly #internals: ElementInternals | undefined;
  #shown: Partial<Pick<Context, 'state' | 'local'>> = {};

  constructor(host: HTMLElement) {
    // undefined on a server
    this.#internals = host.attachInternals?.();
  }

  update({state, local}: Context) {
    if (state === this.#shown.state && local === this.#shown.local) return;
    this.#shown = {state, local};
    const states = this.#internals?.states;
    if (!states) return; // before Safari 17.4 and Firefox 126: only `:state()` styling is missing
    const wanted = new Set<string>([state]);
    if (local.microphone.isMuted) wanted.add('microphone-muted');
    if (local.camera.isMuted) wanted.add('camera-muted');
    if (local.screen) wanted.add('screensharing');
    for (const name of states) if (!wanted.has(name)) states.delete(name);
    for (const name of wanted) states.add(name);
  }
}
