import type {Duplex} from 'node:stream';
import type {RawData, WebSocket} from 'ws';
import {FairShare, MAX_WAIT_MS, type AddressState, type Bucket} from '../admission/index.js';
import type {Clock} from '../clock.js';
import {readFrame, Verbatim, type Message, type ReadFrame} from '../protocol/index.js';
import {REFUSALS, type RefusalCode} from '../refusals.js';

/** How a socket was closed: by its client, because its page goes away, or in any other way. */
export type Closing = 'deliberate' | 'leaving' | 'lost';

export interface SocketEvents {
  /** `bytes` is the frame as received; it is valid only during the call. */
  onFrame(socket: Socket, frame: ReadFrame, bytes: Buffer): void;
  onClosed(socket: Socket, closing: Closing, code: number): void;
  /** The client responded after it had left a ping unanswered. */
  onAnswered(socket: Socket): void;
  onRefused(socket: Socket, code: RefusalCode): void;
  onThrottled(socket: Socket): void;
}

/** The client of a socket, as the log names it. */
export interface Who {
  /** The number of the connection, such as `c12`. */
  readonly conn: string;
  readonly id: string;
  readonly address: string;
}

export interface SocketLimits {
  /** How many bytes may be buffered for the client before it counts as a slow reader. */
  readonly bufferedBytes: number;
  /** The messages that this socket may still send. */
  readonly messages: Bucket;
  /** The rooms that this socket may still enter. */
  readonly joins: Bucket;
  /** The state of its address, shared by all sockets of that address. */
  readonly addressState: AddressState;
}

/** Close codes of a client that called `close()`: normal, and none given (RFC 6455 §7.4.1). */
const DELIBERATE = new Set([1000, 1005]);

/** Close codes of a page that goes away: from a browser that closes the socket for it, and from `<rtc-call>`. */
const LEAVING = new Set([1001, 4001]);

const closingOf = (code: number): Closing =>
  DELIBERATE.has(code) ? 'deliberate' : LEAVING.has(code) ? 'leaving' : 'lost';

/** ws sends bytes as binary by default. */
const AS_TEXT = {binary: false};

/** A longer message counts as several. An offer with audio, video and a screen is about this long. */
const BYTES_PER_TOKEN = 4_096;

/**
 * What no well-behaved client does. Slow reading is not a violation: most of what is buffered comes from others, and a
 * phone in a tunnel reads nothing either.
 */
const VIOLATIONS: ReadonlySet<RefusalCode> = new Set(['bad-frame', 'frame-too-big', 'rate-limited']);

/** How much a client may send between the broker's close frame and its own, in bytes. */
const MAX_CLOSING_BYTES = 262_144;

/** One WebSocket: reads frames within the limits, sends messages, and never throws. */
export class Socket {
  readonly who: Who;
  readonly limits: SocketLimits;
  /** When the last message, ping or pong came, in ms of the clock. */
  seenAt: number;
  /** When the last ping was sent. */
  pingedAt = -1;
  readonly #ws: WebSocket;
  readonly #stream: Duplex;
  readonly #events: SocketEvents;
  readonly #clock: Clock;
  readonly #share = new FairShare();
  #stopThrottle: (() => void) | undefined;
  #resumeAt = 0;

  constructor(
    ws: WebSocket,
    stream: Duplex,
    who: Who,
    limits: SocketLimits,
    clock: Clock,
    events: SocketEvents,
  ) {
    this.who = who;
    this.limits = limits;
    this.#clock = clock;
    this.seenAt = clock.now();
    this.#ws = ws;
    this.#stream = stream;
    this.#events = events;
    // ws closes the socket itself, with the right code: 1009 too big, 1007 invalid UTF-8, 1002 invalid framing.
    ws.on('error', error => this.#reportRefusal(isTooBig(error) ? 'frame-too-big' : 'bad-frame'));
    ws.on('close', code => {
      this.#endThrottle();
      events.onClosed(this, closingOf(code), code);
    });
    const onControl = (): void => this.#control();
    ws.on('ping', onControl);
    ws.on('pong', onControl);
    ws.on('message', (data, isBinary) => this.#receive(data, isBinary));
  }

  get isOpen(): boolean {
    return this.#ws.readyState === this.#ws.OPEN;
  }

  /** A ping was sent and nothing has come since, so the connection may be dead. */
  get isPingUnanswered(): boolean {
    return this.pingedAt > this.seenAt;
  }

  /** So much is buffered for the client that other peers may not add to it. The rest is for the broker's own messages. */
  get isCongested(): boolean {
    return this.#ws.bufferedAmount > this.limits.bufferedBytes / 2;
  }

  /** The socket exceeded a limit and is not read for a while. */
  get isThrottled(): boolean {
    return this.#stopThrottle !== undefined;
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

  /** Closes with the code and name of a refusal. After that, only the client's close frame is read. */
  refuse(code: RefusalCode): void {
    if (!this.isOpen) return;
    this.#ws.close(REFUSALS[code].close, code);
    this.#reportRefusal(code);
    // If the client's close frame is not read, the connection stays open until ws gives up after 5 s.
    this.#endThrottle();
    this.#ws.resume();
  }

  /** Ends the connection without a close frame, for clients that would not receive it. */
  terminate(code?: RefusalCode): void {
    this.#ws.terminate();
    if (code) this.#reportRefusal(code);
  }

  /** Reports a refusal. If the client caused it, charges its address. */
  #reportRefusal(code: RefusalCode): void {
    this.#events.onRefused(this, code);
    if (VIOLATIONS.has(code)) this.limits.addressState.violations.charge(1);
    // ws keeps reading until the client's close frame, and drops what comes before it.
    let rest = MAX_CLOSING_BYTES;
    this.#stream.on('data', (chunk: Buffer) => {
      rest -= chunk.length;
      if (rest < 0) this.#stream.destroy();
    });
  }

  #seen(): void {
    const {isPingUnanswered} = this;
    this.seenAt = this.#clock.now();
    if (isPingUnanswered) this.#events.onAnswered(this);
  }

  /** A ping, which ws answers itself, or a pong. Pages can't send pings, so a ping costs as much as a message. */
  #control(): void {
    if (!this.isOpen) return;
    this.#seen();
    this.#charge(0);
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (!this.isOpen) return;
    this.#seen();
    this.#charge((data as Buffer).length);
    // With ws's default binaryType, a message is always one Buffer.
    const bytes = data as Buffer;
    const frame = isBinary ? undefined : readFrame(bytes.toString());
    if (frame) this.#events.onFrame(this, frame, bytes);
    else this.refuse('bad-frame');
  }

  /**
   * Reads a socket that sends too fast more slowly, which loses nothing, and closes it if it does not stop. While its
   * address is over the limit, a socket is slowed down to its share but never closed: others may have sent more.
   */
  #charge(size: number): void {
    const {messages, addressState} = this.limits;
    const cost = Math.max(1, Math.ceil(size / BYTES_PER_TOKEN));
    let wait = messages.charge(cost);
    if (wait > MAX_WAIT_MS) return this.refuse('rate-limited');
    if (addressState.messages.charge(cost) > 0)
      wait = Math.max(wait, this.#share.charge(cost, addressState.messageShare, this.seenAt));
    if (wait === 0) return;
    // Messages that had already been read when the throttling started extend it.
    this.#resumeAt = this.seenAt + wait;
    if (this.isThrottled) return;
    this.#events.onThrottled(this);
    this.#ws.pause();
    this.#stopThrottle = this.#clock.after(wait, () => this.#unthrottle());
  }

  #endThrottle(): void {
    this.#stopThrottle?.();
    this.#stopThrottle = undefined;
  }

  #unthrottle(): void {
    const now = this.#clock.now();
    const rest = this.#resumeAt - now;
    if (rest >= 1) {
      this.#stopThrottle = this.#clock.after(rest, () => this.#unthrottle());
      return;
    }
    this.#stopThrottle = undefined;
    // What the client sent within its limit in the meantime now comes all at once. The client was not silent.
    this.limits.messages.overfill();
    this.seenAt = now;
    this.#ws.resume();
  }

  /** Credits the time of a pause of the broker. */
  creditPause(ms: number): void {
    this.limits.messages.creditPause(ms);
    this.limits.joins.creditPause(ms);
  }
}

const isTooBig = (error: Error & {code?: string}): boolean =>
  error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';
