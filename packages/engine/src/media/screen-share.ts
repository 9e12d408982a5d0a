import {untilAborted} from '../abortable.js';
import {deviceError, stopTracks} from './capture.js';
import {CallError} from '../errors.js';

interface ScreenShareOptions {
  readonly onChange: () => void;
  readonly onCaptured: () => void;
}

/** My shared screen, with its sound where the browser gives it. A choice belongs to the session that asked for it. */
export class ScreenShare {
  readonly #options: ScreenShareOptions;
  #stream: MediaStream | null = null;
  /** The browser's picker is open; the same promise for everyone who asks meanwhile. */
  #asking: Promise<void> | null = null;
  /** Aborted by `stop()`, for a choice that is still to be made as for a share that runs. */
  #life: AbortController | null = null;

  constructor(options: ScreenShareOptions) {
    this.#options = options;
  }

  get stream(): MediaStream | null {
    return this.#stream;
  }

  /** Resolves when the screen is shared. Rejects with a CallError: `screenshare-cancelled`, or the reason of `stop()`. */
  start(): Promise<void> {
    if (this.#stream) return Promise.resolve();
    if (this.#asking) return this.#asking;
    const {signal} = (this.#life = new AbortController());
    const asking = this.#start(signal).finally(() => {
      if (this.#asking === asking) this.#asking = null;
    });
    this.#asking = asking;
    return asking;
  }

  /** Ends the share, or the wait for a choice: what is chosen after that is released at once. */
  stop(reason = new CallError('screenshare-cancelled')) {
    this.#life?.abort(reason);
    // Not kept: the stack of an error holds on to whoever made it, and so to the call that ended.
    this.#life = this.#asking = null;
    if (!this.#stream) return;
    stopTracks(this.#stream);
    this.#stream = null;
    this.#options.onChange();
  }

  async #start(signal: AbortSignal) {
    if (!navigator.mediaDevices?.getDisplayMedia)
      throw new CallError('not-supported', {detail: 'getDisplayMedia'});
    const stream = await untilAborted(this.#choose(), signal, stopTracks);
    const [video] = stream.getVideoTracks();
    if (!video) return stopTracks(stream);
    video.contentHint = 'detail';
    video.addEventListener('ended', () => this.stop(), {signal});
    this.#stream = stream;
    this.#options.onChange();
    this.#options.onCaptured();
  }

  async #choose(): Promise<MediaStream> {
    try {
      return await navigator.mediaDevices.getDisplayMedia({video: {frameRate: {max: 30}}, audio: true});
    } catch (cause) {
      const isRefused = cause instanceof DOMException && cause.name === 'NotAllowedError';
      throw isRefused ? new CallError('screenshare-cancelled', {cause}) : deviceError(cause);
    }
  }
}
