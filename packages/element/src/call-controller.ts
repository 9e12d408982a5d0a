import {untilAborted} from '@rtc-call/engine/abortable';
import {CallError} from '@rtc-call/engine/errors';
import {CALL_EVENTS, CallErrorEvent} from '@rtc-call/engine/events';
import {OnDemand} from '@rtc-call/engine/on-demand';
import type {Call, CallEventMap, CallOptions} from '@rtc-call/engine';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {recallChoices, type Settings} from './choices.js';
import {NO_CALL, type CallFacts} from './context.js';
import {failureOf} from './failure.js';
import type {Options} from './options.js';

export type CreateCall = (options: CallOptions) => Call;
export type AnyCallEvent = CallEventMap[keyof CallEventMap];

const engine = new OnDemand('engine', () => import('./engine.js'));

/** What the controller reads from its element, and its callbacks. */
export interface Wiring {
  readonly options: () => Options;
  /** The name to show to others: the attribute, or the name that the visitor typed. */
  readonly displayName: () => string | undefined;
  readonly settings: () => Settings;
  /** Creates the call instead of the engine. */
  readonly createCall: () => CreateCall | undefined;
  /** Called after the event was dispatched again. `isPrevented`: the page called `preventDefault()`. */
  readonly onEvent: (event: AnyCallEvent, isPrevented: boolean) => void;
  /** Called when the call could not start. */
  readonly onFailure: (error: CallError) => void;
}

/**
 * Owns the engine's call of one element. Creates it when the element is in the page and its options are known,
 * dispatches its events again on the element, requests renders, and releases everything when the element is removed.
 */
export class CallController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #wiring: Wiring;
  /** Aborted by `leave()`: earlier commands that have not started never start. */
  #session = new AbortController();
  /** Aborted when the current call is replaced or released. */
  #life = new AbortController();
  /** Aborted when the element leaves its document. */
  #stay = new AbortController();
  #call: Call | null = null;
  #ready: Promise<Call> | null = null;
  /** The options of the current call that can't be changed on an existing call. */
  #identity = '';
  #isStarting = false;

  constructor(host: ReactiveControllerHost & HTMLElement, wiring: Wiring) {
    this.#host = host;
    this.#wiring = wiring;
    host.addController(this);
  }

  get facts(): CallFacts {
    return this.#call ?? NO_CALL;
  }

  /** The current call; null until the engine is loaded. */
  get current(): Call | null {
    return this.#call;
  }

  /** Whether the engine is loading, or the preview is being captured. */
  get isStarting(): boolean {
    return this.#isStarting;
  }

  /**
   * Runs a command on the call as soon as the engine is loaded. Rejects with `wrong-state` while the element is not in
   * a document, and with `hung-up` if `leave()` is called first.
   */
  async ask<T>(command: (call: Call) => T | Promise<T>): Promise<T> {
    const {signal} = this.#session;
    return command(await untilAborted(this.#whenReady(), signal));
  }

  /** Passes changed options to the existing call; `hostUpdated` creates a new call if that is not enough. */
  configure() {
    this.#call?.configure(this.#changeable());
  }

  /** Leaves the call, even one that is still being set up. */
  leave() {
    this.#isStarting = false;
    this.#session.abort(new CallError('hung-up'));
    this.#session = new AbortController();
    this.#call?.leave();
  }

  hostConnected() {
    this.#watchWindow();
    this.#host.requestUpdate();
  }

  hostUpdated() {
    if (!this.#host.isConnected) return;
    const {broker, peerId, room} = this.#wiring.options();
    const identity = JSON.stringify([broker, peerId, room]);
    if (identity === this.#identity) return;
    this.#end();
    this.#identity = identity;
    this.start();
  }

  /** Creates the call, unless there is one: again after the engine could not be loaded. */
  start() {
    if (this.#ready || !this.#host.isConnected) return;
    const life = (this.#life = new AbortController());
    this.#isStarting = true;
    const ready = (this.#ready = this.#create(life.signal));
    ready.catch(() => {
      if (this.#ready === ready) this.#ready = null;
    });
    this.#begin(ready)
      .catch((error: unknown) => {
        if (life.signal.aborted || !this.#isStarting) return;
        const failure = failureOf(error, 'broker-unreachable');
        // The engine reports its own errors; we report that it could not be loaded.
        if (failure !== error || failure.code === 'code-not-loaded')
          this.#host.dispatchEvent(new CallErrorEvent({error: failure}));
        this.#wiring.onFailure(failure);
      })
      .finally(() => {
        if (life === this.#life) this.#isStarting = false;
        this.#host.requestUpdate();
      });
  }

  /** A window that closes, such as a popup, removes nothing from its document. Who is left in it is in no page any more. */
  #watchWindow() {
    this.#stay.abort();
    this.#stay = new AbortController();
    const {ownerDocument} = this.#host;
    if (ownerDocument === document) return;
    const leave = () =>
      setTimeout(() => {
        if (this.#host.ownerDocument === ownerDocument) this.#end();
      });
    ownerDocument.defaultView?.addEventListener('pagehide', leave, {signal: this.#stay.signal});
  }

  /** A moved element is connected again within the same task, so its call continues. */
  hostDisconnected() {
    this.#stay.abort();
    setTimeout(() => {
      if (!this.#host.isConnected) this.#end();
    });
  }

  async #create(signal: AbortSignal): Promise<Call> {
    const createCall = this.#wiring.createCall() ?? (await engine.load()).createCall;
    if (signal.aborted) throw new CallError('wrong-state', {detail: 'the element is in no document'});
    const {broker, peerId, room, features} = this.#wiring.options();
    const choices = recallChoices();
    // Only a lobby shows what is off before others could miss it.
    const hasLobby = room !== undefined && features.has('prejoin');
    const isOn = (choice: boolean | undefined) => !hasLobby || choice !== false;
    const call = createCall({
      broker,
      peerId,
      audio: features.has('audio') && isOn(choices.microphone),
      video: features.has('video') && isOn(choices.camera),
      ...this.#changeable(),
    });
    for (const type of CALL_EVENTS) call.addEventListener(type, event => this.#forward(event), {signal});
    this.#call = call;
    // Nothing is open yet, so these are the ones to open; a missing one is replaced by another.
    for (const chosen of [
      choices.microphoneId && call.setMicrophoneDevice(choices.microphoneId),
      choices.cameraId && call.setCameraDevice(choices.cameraId),
      choices.speakerId && call.setSpeakerDevice(choices.speakerId),
    ])
      if (chosen) chosen.catch(() => {}); // this browser can't choose a speaker any more
    this.#host.requestUpdate();
    return call;
  }

  async #begin(ready: Promise<Call>) {
    const call = await ready;
    const {room, peerId, to, features} = this.#wiring.options();
    // A page may set the room by script: until then nothing starts and nothing is resumed.
    if (!this.#isStarting || !(room ?? peerId ?? to) || (await call.resume(room))) return;
    if (room && features.has('prejoin')) await call.preview(room);
    else if (room) await call.join(room);
    else if (peerId) await call.open();
  }

  async #whenReady(): Promise<Call> {
    if (this.#host.isConnected) {
      if (!this.#ready) await this.#host.updateComplete;
      this.start();
    }
    if (!this.#ready) throw new CallError('wrong-state', {detail: 'the element is in no document'});
    return this.#ready;
  }

  #changeable(): CallOptions {
    const {token, hostKey, iceServers, relayOnly} = this.#wiring.options();
    const {noiseSuppression, echoCancellation, saveData} = this.#wiring.settings();
    const audioProcessing = {
      ...(noiseSuppression !== undefined && {noiseSuppression}),
      ...(echoCancellation !== undefined && {echoCancellation}),
    };
    return {
      token,
      hostKey,
      iceServers,
      relayOnly,
      displayName: this.#wiring.displayName() ?? '',
      // A page that creates the call itself may have decided on what the visitor hasn't.
      ...(Object.keys(audioProcessing).length > 0 && {audioProcessing}),
      ...(saveData !== undefined && {saveData}),
    };
  }

  #forward(event: AnyCallEvent) {
    const isPrevented = !this.#host.dispatchEvent(event.clone());
    if (isPrevented) event.preventDefault();
    this.#wiring.onEvent(event, isPrevented);
  }

  #end() {
    this.leave();
    this.#life.abort();
    this.#call = null;
    this.#ready = null;
    this.#identity = '';
    this.#host.requestUpdate();
  }
}
