import {sendKeyFrames} from '../media/index.js';
import {countFrames} from './transport-stats.js';

/** How often key frames are sent, in ms, and how many times at most. */
const KEY_FRAME_MS = 150;
const KEY_FRAME_TRIES = 12;

interface KeyFramesOptions {
  readonly pc: RTCPeerConnection;
  /** Aborted when the connection is closed. */
  readonly signal: AbortSignal;
  /** The first frame from the peer has been decoded since the connection recovered. */
  readonly onFrame: () => void;
}

/** Sends key frames after a break: a decoder that missed frames can continue only from a key frame. */
export class KeyFrames {
  readonly #options: KeyFramesOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isNeeded = false;

  constructor(options: KeyFramesOptions) {
    this.#options = options;
  }

  /** Sends key frames until the peer has decoded one, and reports the first frame decoded here. */
  async start() {
    this.stop();
    this.#isNeeded = true;
    const {pc, signal, onFrame} = this.#options;
    const before = await countFrames(pc).catch(() => 0);
    let isSeen = false;
    const beat = async (left: number) => {
      if (signal.aborted || left === 0 || (isSeen && !this.#isNeeded)) return;
      this.#timer = setTimeout(() => void beat(left - 1), KEY_FRAME_MS);
      if (this.#isNeeded) await sendKeyFrames(pc);
      if (isSeen || (await countFrames(pc).catch(() => before)) === before) return;
      isSeen = true;
      onFrame();
    };
    await beat(KEY_FRAME_TRIES);
  }

  /** The peer has decoded a frame. */
  onRemoteFrame() {
    this.#isNeeded = false;
  }

  stop() {
    clearTimeout(this.#timer);
  }
}
