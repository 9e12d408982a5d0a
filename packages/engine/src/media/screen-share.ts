import {untilAborted} from '../abortable.js';
import {deviceError, stopTracks} from './capture.js';
import {CallError} from '../errors.js';
import {policyError, wasScreenForbidden} from './policy.js';

interface ScreenShareOptions {
  readonly onChange: () => void;
  readonly onCaptured: () => void;
}

/** My shared screen, with its audio if the browser captures it. A picked screen is used only in the session it was picked for. */
export class ScreenShare {
  readonly #options: ScreenShareOptions;
  #stream: MediaStream | null = null;
  /** Pending while the browser's picker is open, and shared by all calls of `start()`. */
  #starting: Promise<void> | null = null;
  /** Aborted by `stop()`, whether the picker is open or the screen is shared. */
  #session: AbortController | null = null;

  constructor(options: ScreenShareOptions) {
    this.#options = options;
  }

  get stream(): MediaStream | null {
    return this.#stream;
  }

  /** Resolves when the screen is shared. Rejects with a CallError: `screenshare-cancelled`, or the reason of `stop()`. */
  start(): Promise<void> {
    if (this.#stream) return Promise.resolve();
    if (this.#starting) return this.#starting;
    const {signal} = (this.#session = new AbortController());
    const starting = this.#start(signal).finally(() => {
      if (this.#starting === starting) this.#starting = null;
    });
    this.#starting = starting;
    return starting;
  }

  /** Stops sharing, or rejects `start()`: a screen picked later is released at once. */
  stop(reason = new CallError('screenshare-cancelled')) {
    this.#session?.abort(reason);
    // Not kept: the stack of an error holds on to its callers' objects, and so to the call that ended.
    this.#session = this.#starting = null;
    if (!this.#stream) return;
    stopTracks(this.#stream);
    this.#stream = null;
    this.#options.onChange();
  }

  async #start(signal: AbortSignal) {
    if (!navigator.mediaDevices?.getDisplayMedia)
      throw new CallError('not-supported', {detail: 'getDisplayMedia'});
    const stream = await untilAborted(this.#pick(), signal, stopTracks);
    const [video] = stream.getVideoTracks();
    if (!video) return stopTracks(stream);
    video.contentHint = 'detail';
    video.addEventListener('ended', () => this.stop(), {signal});
    this.#stream = stream;
    this.#options.onChange();
    this.#options.onCaptured();
  }

  async #pick(): Promise<MediaStream> {
    const startedAt = performance.now();
    try {
      return await navigator.mediaDevices.getDisplayMedia({video: {frameRate: {max: 30}}, audio: true});
    } catch (cause) {
      const isRefused = cause instanceof DOMException && cause.name === 'NotAllowedError';
      if (isRefused && wasScreenForbidden(performance.now() - startedAt)) throw policyError(cause);
      throw isRefused ? new CallError('screenshare-cancelled', {cause}) : deviceError(cause);
    }
  }
}
