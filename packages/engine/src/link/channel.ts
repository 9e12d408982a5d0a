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
import {isDisplayName} from '../names.js';

/** Longest control frame, in characters. Data channels carry 64 KiB between all browsers (RFC 8841 §6.1). */
const MAX_FRAME = 64 * 1024;
/** Longest chat line and serialized app message, in characters. */
export const MAX_MESSAGE = 16_000;

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
  /** All bytes are sent; their SHA-256 in hexadecimal. */
  shape({
    kind: literal('file-end'),
    id: isId,
    sha256: text(64, 64, /^[0-9a-f]{64}$/),
  }),
  shape({kind: literal('file-received'), id: isId, isIntact: boolean}),
);
/** What is delivered in order and once, across reconnects. */
export type Body = Guarded<typeof isBody>;

const isControlMessage = either(
  isLinkMessage,
  /** What I give and who I am; sent when the channel opens and on every change. */
  shape({
    kind: literal('status'),
    name: isDisplayName,
    session: isId,
    stage: literal('lobby', 'in'),
    microphone: boolean,
    camera: boolean,
    screen: boolean,
    /** My camera is on, but its picture makes room for my sound on a weak network. */
    isVideoPaused: optional(boolean),
  }),
  /** I am here: silence means that the link is broken. */
  shape({kind: literal('ping')}),
  /** I show your camera at this height, in device pixels. */
  shape({kind: literal('view'), height: number(0, 10_000)}),
  /** A picture of yours arrived after the break: no more key frames are needed. */
  shape({kind: literal('picture')}),
  shape({kind: literal('data'), outbox: isId, seq: isCount, body: isBody}),
  /** I have everything up to `seq`. */
  shape({kind: literal('ack'), seq: isCount}),
);
export type ControlMessage = Guarded<typeof isControlMessage>;
export type Status = Extract<ControlMessage, {kind: 'status'}>;

interface ControlChannelHandlers {
  onOpen(): void;
  onMessage(message: ControlMessage): void;
  onMalformed(): void;
  onClose(): void;
}

/** The data channel of the first offer: what two native sides say to each other without the broker. */
export class ControlChannel {
  readonly #channel: RTCDataChannel;

  constructor(channel: RTCDataChannel, handlers: ControlChannelHandlers, signal: AbortSignal) {
    this.#channel = channel;
    // Chromium hands over an open channel and says 'open' all the same; Firefox one that is still connecting.
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

  /** False if the channel is not open or has no room. */
  send(message: ControlMessage): boolean {
    if (!this.isOpen) return false;
    try {
      this.#channel.send(JSON.stringify(message));
      return true;
    } catch {
      return false; // it closed, or its buffer is full, this very moment
    }
  }

  /** Closes after all that was sent has gone out. */
  close(): Promise<void> {
    return new Promise(resolve => {
      if (this.#channel.readyState !== 'open') return resolve();
      const timer = setTimeout(resolve, LINGER_MS);
      this.#channel.addEventListener('close', () => (clearTimeout(timer), resolve()), {once: true});
      this.#channel.close();
    });
  }
}

/** How long a goodbye may take to leave, in ms. */
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
