import * as v from 'valibot';
import {LinkMessageSchema} from './signaling.js';

/** Longest control frame, in characters. Data channels carry 64 KiB between all browsers (RFC 8841 §6.1). */
const MAX_FRAME = 64 * 1024;
/** Longest chat line and serialized app message, in characters. */
export const MAX_MESSAGE = 16_000;

const IdSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const CountSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

const BodySchema = v.variant('kind', [
  v.object({
    kind: v.literal('chat'),
    id: IdSchema,
    text: v.pipe(v.string(), v.maxLength(MAX_MESSAGE)),
    isPrivate: v.optional(v.boolean()),
  }),
  v.object({kind: v.literal('app'), data: v.unknown()}),
  v.object({
    kind: v.literal('file-offer'),
    id: IdSchema,
    name: v.pipe(v.string(), v.maxLength(255)),
    size: CountSchema,
    type: v.pipe(v.string(), v.maxLength(255)),
  }),
  /** The receiver has `offset` bytes and wants the rest. */
  v.object({kind: v.literal('file-accept'), id: IdSchema, offset: CountSchema}),
  v.object({kind: v.literal('file-cancel'), id: IdSchema, isDeclined: v.optional(v.boolean())}),
  /** All bytes are sent; their SHA-256 in hexadecimal. */
  v.object({
    kind: v.literal('file-end'),
    id: IdSchema,
    sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  }),
  v.object({kind: v.literal('file-received'), id: IdSchema, isIntact: v.boolean()}),
]);
/** What is delivered in order and once, across reconnects. */
export type Body = v.InferOutput<typeof BodySchema>;

const ControlMessageSchema = v.union([
  LinkMessageSchema,
  /** What I give and who I am; sent when the channel opens and on every change. */
  v.object({
    kind: v.literal('status'),
    name: v.pipe(v.string(), v.maxLength(100)),
    session: IdSchema,
    stage: v.picklist(['lobby', 'in']),
    microphone: v.boolean(),
    camera: v.boolean(),
    screen: v.boolean(),
    /** My camera is on, but its picture makes room for my sound on a weak network. */
    isVideoPaused: v.optional(v.boolean()),
  }),
  /** I am here: silence means that the link is broken. */
  v.object({kind: v.literal('ping')}),
  /** I show your camera at this height, in device pixels. */
  v.object({kind: v.literal('view'), height: v.pipe(v.number(), v.minValue(0), v.maxValue(10_000))}),
  /** A picture of yours arrived after the break: no more key frames are needed. */
  v.object({kind: v.literal('picture')}),
  v.object({kind: v.literal('data'), outbox: IdSchema, seq: CountSchema, body: BodySchema}),
  /** I have everything up to `seq`. */
  v.object({kind: v.literal('ack'), seq: CountSchema}),
]);
export type ControlMessage = v.InferOutput<typeof ControlMessageSchema>;
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
    const parsed = v.safeParse(ControlMessageSchema, JSON.parse(data));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
