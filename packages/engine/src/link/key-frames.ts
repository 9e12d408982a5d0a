import {sendKeyFrames} from '../media/index.js';
import {countFrames} from './transport-stats.js';

/** How often, in ms, and how many times key frames are sent. */
const KEY_FRAME_MS = 150;
const KEY_FRAME_TRIES = 12;

interface KeyFramesOptions {
  readonly pc: RTCPeerConnection;
  /** Aborted when the connection is given up. */
  readonly signal: AbortSignal;
  /** A picture of the other side has been decoded since the path is back. */
  readonly onPicture: () => void;
}

/** What a connection needs after a break: a decoder that lost pictures can go on only from a key frame. */
export class KeyFrames {
  readonly #options: KeyFramesOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isWanted = false;

  constructor(options: KeyFramesOptions) {
    this.#options = options;
  }

  /** Sends key frames until the other side has a picture, and says when this side has one. */
  async start() {
    this.stop();
    this.#isWanted = true;
    const {pc, signal, onPicture} = this.#options;
    const before = await countFrames(pc).catch(() => 0);
    let isSeen = false;
    const beat = async (left: number) => {
      if (signal.aborted || left === 0 || (isSeen && !this.#isWanted)) return;
      this.#timer = setTimeout(() => void beat(left - 1), KEY_FRAME_MS);
      if (this.#isWanted) await sendKeyFrames(pc);
      if (isSeen || (await countFrames(pc).catch(() => before)) === before) return;
      isSeen = true;
      onPicture();
    };
    await beat(KEY_FRAME_TRIES);
  }

  /** The other side has a picture. */
  onSeen() {
    this.#isWanted = false;
  }

  stop() {
    clearTimeout(this.#timer);
  }
}
