import {
  anything,
  boolean,
  count,
  either,
  isLinkMessage,
  literal,
  number,
  optional,
  shape,
  text,
  type Guarded,
} from '../signaling/index.js';
import {isEmoji} from '../emoji.js';
import {isDisplayName} from '../names.js';

/** Longest control frame, in characters. Data channels carry 64 KiB between all browsers (RFC 8841 §6.1). */
const MAX_FRAME = 64 * 1024;
/** Longest chat line and serialized app message, in characters. */
export const MAX_MESSAGE = 16_000;

/** Longest time that a hand counts as raised, in ms: a day. */
export const MAX_HAND_MS = 86_400_000;

const isId = text(64, 1);
const isCount = count();

const isBody = either(
  shape({
    kind: literal('chat'),
    id: isId,
    text: text(MAX_MESSAGE),
    isPrivate: optional(boolean),
  }),
  shape({kind: literal('app'), data: anything}),
  shape({
    kind: literal('file-offer'),
    id: isId,
    name: text(255),
    size: isCount,
    type: text(255),
  }),
  /** The receiver has `offset` bytes and wants the rest. */
  shape({kind: literal('file-accept'), id: isId, offset: isCount}),
  shape({kind: literal('file-cancel'), id: isId, isDeclined: optional(boolean)}),
  /** All bytes have been sent; `sha256` is in hexadecimal. */
  shape({
    kind: literal('file-end'),
    id: isId,
    sha256: text(64, 64, /^[0-9a-f]{64}$/),
  }),
  shape({kind: literal('file-received'), id: isId, isIntact: boolean}),
);
/** The body of a message that is delivered in order and exactly once, across reconnects. */
export type Body = Guarded<typeof isBody>;

const isControlMessage = either(
  isLinkMessage,
  /** Who I am and what I send; sent when the channel opens and on every change. */
  shape({
    kind: literal('status'),
    name: isDisplayName,
    session: isId,
    stage: literal('lobby', 'in'),
    microphone: boolean,
    camera: boolean,
    screen: boolean,
    /** My camera is on, but its video is paused so that audio gets through a weak network. */
    isVideoPaused: optional(boolean),
    /** My hand is raised: since when, in ms. Clocks differ, so it is a duration and not a time. */
    handRaisedFor: optional(count(MAX_HAND_MS)),
  }),
  /** To be shown for a moment. Not part of `data`: nobody wants the reactions that they have missed. */
  shape({kind: literal('reaction'), emoji: isEmoji}),
  /** Sent regularly: silence means that the link is broken. */
  shape({kind: literal('ping')}),
  /** The height at which I show your camera, in device pixels. */
  shape({kind: literal('view'), height: number(0, 10_000)}),
  /** I decoded one of your frames after the break, so you need not send more key frames. */
  shape({kind: literal('picture')}),
  shape({kind: literal('data'), outbox: isId, seq: isCount, body: isBody}),
  /** I have everything up to `seq`. */
  shape({kind: literal('ack'), seq: isCount}),
  /** Checked by verification/, which is loaded on demand. */
  shape({kind: literal('verify'), body: anything}),
);
export type ControlMessage = Guarded<typeof isControlMessage>;
export type Status = Extract<ControlMessage, {kind: 'status'}>;

interface ControlChannelHandlers {
  onOpen(): void;
  onMessage(message: ControlMessage): void;
  onMalformed(): void;
  onClose(): void;
}

/** The data channel of the first offer, which carries messages between two rtc-call peers without the broker. */
export class ControlChannel {
  readonly #channel: RTCDataChannel;

  constructor(channel: RTCDataChannel, handlers: ControlChannelHandlers, signal: AbortSignal) {
    this.#channel = channel;
    // Chromium delivers a channel that is already open and still fires 'open'; Firefox one that is still connecting.
    let isAnnounced = false;
    const announce = () => {
      if (isAnnounced || signal.aborted) return;
      isAnnounced = true;
      handlers.onOpen();
    };
    channel.addEventListener('open', announce, {signal});
    channel.addEventListener('close', () => handlers.onClose(), {signal});
    channel.addEventListener(
      'message',
      ({data}: MessageEvent<unknown>) => {
        const message = parse(data);
        if (message) handlers.onMessage(message);
        else handlers.onMalformed();
      },
      {signal},
    );
    if (channel.readyState === 'open') queueMicrotask(announce);
  }

  get isOpen(): boolean {
    return this.#channel.readyState === 'open';
  }

  /** False if the channel is not open or its buffer is full. */
  send(message: ControlMessage): boolean {
    if (!this.isOpen) return false;
    try {
      this.#channel.send(JSON.stringify(message));
      return true;
    } catch {
      return false; // it has just closed, or its buffer is full
    }
  }

  /** Closes after everything in the buffer has been sent. */
  close(): Promise<void> {
    return new Promise(resolve => {
      if (this.#channel.readyState !== 'open') return resolve();
      const timer = setTimeout(resolve, LINGER_MS);
      this.#channel.addEventListener('close', () => (clearTimeout(timer), resolve()), {once: true});
      this.#channel.close();
    });
  }
}

/** How long to wait for the last messages to be sent, in ms. */
const LINGER_MS = 300;

function parse(data: unknown): ControlMessage | null {
  if (typeof data !== 'string' || data.length > MAX_FRAME) return null;
  try {
    const message: unknown = JSON.parse(data);
    return isControlMessage(message) ? message : null;
  } catch {
    return null;
  }
}
