import type {Duplex} from 'node:stream';
import type {RawData, WebSocket} from 'ws';
import type {Bucket} from './buckets.js';
import {readFrame, Verbatim, type Message, type ReadFrame} from './frames.js';
import {REFUSALS, type RefusalCode} from './refusals.js';

export interface SocketEvents {
  /** `bytes` are what the frame was read from, good for the time of the call. */
  onFrame(socket: Socket, frame: ReadFrame, bytes: Buffer): void;
  /** `deliberate`: the client said goodbye, as opposed to a lost connection or a page that went away. */
  onClosed(socket: Socket, deliberate: boolean, code: number): void;
  /** It had left a ping unanswered, and shows life after all. */
  onAnswered(socket: Socket): void;
  onRefused(socket: Socket, code: RefusalCode): void;
  onThrottled(socket: Socket): void;
}

/** Whose socket it is; what the log says of it. */
export interface Who {
  /** Names the connection. */
  readonly conn: string;
  readonly id: string;
  readonly address: string;
}

export interface SocketLimits {
  /** How many bytes may wait to be read by the client before it counts as a slow reader. */
  readonly bufferedBytes: number;
  /** The messages that this socket may send. */
  readonly messages: Bucket;
  /** Those that its address may send, all its sockets together. */
  readonly addressMessages: Bucket;
  /** The rooms that this socket may enter. */
  readonly joins: Bucket;
  readonly addressJoins: Bucket;
}

/** Close codes of a client that called `close()`: normal, and none given (RFC 6455 §7.4.1). */
const DELIBERATE = new Set([1000, 1005]);

/** Bytes are binary to ws unless it is told otherwise. */
const AS_TEXT = {binary: false};

/** A message that is longer counts as several. An offer with audio, video and a screen is about as long. */
const BYTES_PER_TOKEN = 4_096;

/** Whoever owes more than so many ms of messages is no eager client any more. */
const MAX_DEBT_MS = 5_000;

/** What no client does that means well. */
const OFFENCES: ReadonlySet<RefusalCode> = new Set([
  'bad-frame',
  'frame-too-big',
  'rate-limited',
  'slow-reader',
]);

/** As many joins does an offence cost its address, so that coming back to do it again does not pay. */
const OFFENCE_JOINS = 50;

/** How much a client that was hung up on may go on sending before its goodbye, in bytes. */
const FAREWELL_BYTES = 262_144;

/** One WebSocket: reads frames no faster than allowed, sends messages, and never throws. */
export class Socket {
  readonly who: Who;
  readonly limits: SocketLimits;
  /** When the last sign of life came, in ms of `performance.now()`. */
  seenAt = performance.now();
  /** When it was pinged last. */
  pingedAt = -1;
  readonly #ws: WebSocket;
  readonly #stream: Duplex;
  readonly #events: SocketEvents;
  #throttle: NodeJS.Timeout | undefined;
  #resumeAt = 0;

  constructor(ws: WebSocket, stream: Duplex, who: Who, limits: SocketLimits, events: SocketEvents) {
    this.who = who;
    this.limits = limits;
    this.#ws = ws;
    this.#stream = stream;
    this.#events = events;
    // ws closes the socket itself, with the fitting code: 1009 too big, 1007 no UTF-8, 1002 broken framing.
    ws.on('error', error => this.#hungUp(isTooBig(error) ? 'frame-too-big' : 'bad-frame'));
    ws.on('close', code => {
      clearTimeout(this.#throttle);
      events.onClosed(this, DELIBERATE.has(code), code);
    });
    const onControl = (): void => this.#control();
    ws.on('ping', onControl);
    ws.on('pong', onControl);
    ws.on('message', (data, isBinary) => this.#receive(data, isBinary));
  }

  get isOpen(): boolean {
    return this.#ws.readyState === this.#ws.OPEN;
  }

  /** A ping is out and nothing has come since: what is sent now may go nowhere. */
  get isUnanswered(): boolean {
    return this.pingedAt > this.seenAt;
  }

  /** So much waits for the client to read it that nobody else may add to it: what is left is for the broker's own. */
  get isCrowded(): boolean {
    return this.#ws.bufferedAmount > this.limits.bufferedBytes / 2;
  }

  send(message: Message): void {
    if (!this.isOpen) return;
    const {src = '', payload} = message;
    if (payload instanceof Verbatim) this.#ws.send(payload.from(src), AS_TEXT);
    else this.#ws.send(JSON.stringify(message));
    if (this.#ws.bufferedAmount > this.limits.bufferedBytes) this.terminate('slow-reader');
  }

  ping(now: number): void {
    this.pingedAt = now;
    if (this.isOpen) this.#ws.ping();
  }

  pause(): void {
    this.#ws.pause();
  }

  resume(): void {
    this.#ws.resume();
  }

  /** Closes with the code and name of a refusal; after that nothing more is read. */
  refuse(code: RefusalCode): void {
    if (!this.isOpen) return;
    this.#ws.close(REFUSALS[code].close, code);
    this.#hungUp(code);
  }

  /** Ends the connection without a goodbye, for clients that would not hear it. */
  terminate(code?: RefusalCode): void {
    this.#ws.terminate();
    if (code) this.#hungUp(code);
  }

  /** Reports it, and makes those pay who brought it upon themselves. */
  #hungUp(code: RefusalCode): void {
    this.#events.onRefused(this, code);
    if (OFFENCES.has(code)) this.limits.addressJoins.charge(OFFENCE_JOINS);
    // ws goes on reading for the client's goodbye, and drops what comes before it.
    let rest = FAREWELL_BYTES;
    this.#stream.on('data', (chunk: Buffer) => {
      rest -= chunk.length;
      if (rest < 0) this.#stream.destroy();
    });
  }

  #seen(): void {
    const {isUnanswered} = this;
    this.seenAt = performance.now();
    if (isUnanswered) this.#events.onAnswered(this);
  }

  /** A ping, which ws answers by itself, or a pong. No page sends pings; whoever does pays for them as for messages. */
  #control(): void {
    if (!this.isOpen) return;
    this.#seen();
    this.#charge(0);
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (!this.isOpen) return;
    this.#seen();
    this.#charge((data as Buffer).length);
    // With the default binaryType of ws a message is always one Buffer.
    const bytes = data as Buffer;
    const frame = isBinary ? undefined : readFrame(bytes.toString());
    if (frame) this.#events.onFrame(this, frame, bytes);
    else this.refuse('bad-frame');
  }

  /** Who sends too fast is read more slowly, which loses nothing; who goes on and on is cut off. */
  #charge(size: number): void {
    const {messages, addressMessages} = this.limits;
    const cost = Math.max(1, Math.ceil(size / BYTES_PER_TOKEN));
    const wait = Math.max(messages.charge(cost, this.seenAt), addressMessages.charge(cost, this.seenAt));
    if (wait === 0) return;
    if (wait > MAX_DEBT_MS) return this.refuse('rate-limited');
    this.#resumeAt = this.seenAt + wait;
    if (this.#throttle) return;
    this.#events.onThrottled(this);
    this.#ws.pause();
    this.#throttle = setTimeout(() => this.#unthrottle(), wait);
  }

  #unthrottle(): void {
    // What had been read already when the pause began has added to the debt.
    const wait = this.#resumeAt - performance.now();
    this.#throttle = wait > 0 ? setTimeout(() => this.#unthrottle(), wait) : undefined;
    if (!this.#throttle) this.#ws.resume();
  }
}

const isTooBig = (error: Error & {code?: string}): boolean =>
  error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';
