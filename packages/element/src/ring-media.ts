import type {Call} from '@rtc-call/engine';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {Options} from './options.js';
import type {UiState} from './context.js';

/** The height at which the card shows the caller's video, in device pixels; the caller sends at most 360 lines. */
const CARD_HEIGHT = 360;

interface Wiring {
  readonly call: () => Call | null;
  readonly options: () => Options;
  readonly ui: () => UiState;
}

const NOTHING_ASKED = {peerId: '', isShown: false, isCameraReady: false};

/** Whether the caller's video is wanted on the card: trusted callers show it, others when the callee asks for it. */
export const isCallerWanted = ({features}: Options, ui: UiState, isTrusted: boolean): boolean =>
  features.has('ringVideo') && !ui.isRingSuppressed && (isTrusted || ui.isCallerShown);

/**
 * While somebody rings: asks for the caller's video if the card shows it, and opens my camera if the page wants that.
 * Both only while the page is visible.
 */
export class RingMedia implements ReactiveController {
  readonly #wiring: Wiring;
  /** What the call was last asked for, for which caller. */
  #asked = NOTHING_ASKED;
  /** Aborted when nobody rings any more. */
  #watching: AbortController | null = null;
  /** Accept is pressed down. */
  #isPressed = false;
  #pressing = new AbortController();

  constructor(host: ReactiveControllerHost, wiring: Wiring) {
    this.#wiring = wiring;
    host.addController(this);
  }

  hostDisconnected() {
    this.#release();
    this.#reset();
  }

  hostUpdated() {
    this.#update();
  }

  /** Accept is pressed down: opens my camera, if that needs no prompt. A press that becomes no click closes it again. */
  press() {
    this.#release();
    this.#isPressed = true;
    this.#pressing = new AbortController();
    const {signal} = this.#pressing;
    // The click follows the release of the button.
    for (const type of ['pointerup', 'pointercancel'] as const)
      addEventListener(type, () => setTimeout(() => this.#release()), {signal});
    this.#update();
  }

  #release() {
    this.#pressing.abort();
    if (!this.#isPressed) return;
    this.#isPressed = false;
    this.#update();
  }

  /** Nobody rings. */
  #reset() {
    this.#watching?.abort();
    this.#watching = null;
    this.#asked = NOTHING_ASKED;
  }

  readonly #update = () => {
    const call = this.#wiring.call();
    const incoming = call?.incoming;
    if (!incoming) return this.#reset();
    if (!this.#watching) {
      this.#watching = new AbortController();
      const {signal} = this.#watching;
      document.addEventListener('visibilitychange', this.#update, {signal});
    }
    const {peerId, isTrusted} = incoming;
    const [options, ui] = [this.#wiring.options(), this.#wiring.ui()];
    if (peerId !== this.#asked.peerId) this.#asked = {...NOTHING_ASKED, peerId};
    const isVisible = document.visibilityState === 'visible';
    const isShown = isVisible && isCallerWanted(options, ui, isTrusted);
    const isOpen = options.ringCamera && isTrusted && !ui.isRingSuppressed;
    const before = this.#asked;
    // Once Accept was clicked, the camera stays as it is.
    const isCameraReady = ui.isBusy
      ? before.isCameraReady
      : isVisible && options.features.has('video') && (isOpen || this.#isPressed);
    this.#asked = {peerId, isShown, isCameraReady};
    if (isShown !== before.isShown) call.setViewHeight(peerId, isShown ? CARD_HEIGHT : 0);
    // If the ring has just ended, there is nothing to prepare.
    if (isCameraReady !== before.isCameraReady) call.prepareCamera(isCameraReady).catch(() => {});
  };
}
