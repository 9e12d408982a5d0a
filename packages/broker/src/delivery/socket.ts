import type {Duplex} from 'node:stream';
import type {RawData, WebSocket} from 'ws';
import {FairShare, MAX_WAIT_MS, type AddressState, type Bucket} from '../admission/index.js';
import type {Clock} from '../clock.js';
import {readFrame, Verbatim, type Message, type ReadFrame} from '../protocol/index.js';
import {REFUSALS, type RefusalCode} from '../refusals.js';

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
  /** The rooms that this socket may enter. */
  readonly joins: Bucket;
  /** What its address may do, all its sockets together. */
  readonly addressState: AddressState;
}

/** Close codes of a client that called `close()`: normal, and none given (RFC 6455 §7.4.1). */
const DELIBERATE = new Set([1000, 1005]);

/** Bytes are binary to ws unless it is told otherwise. */
const AS_TEXT = {binary: false};

/** A message that is longer counts as several. An offer with audio, video and a screen is about as long. */
const BYTES_PER_TOKEN = 4_096;

/**
 * What no client does that means well. Not to read is none of it: what waits for a client is mostly from others, and
 * a phone in a tunnel reads nothing either.
 */
const VIOLATIONS: ReadonlySet<RefusalCode> = new Set(['bad-frame', 'frame-too-big', 'rate-limited']);

/** How much a client that was hung up on may go on sending before its goodbye, in bytes. */
const MAX_CLOSING_BYTES = 262_144;

/** One WebSocket: reads frames no faster than allowed, sends messages, and never throws. */
export class Socket {
  readonly who: Who;
  readonly limits: SocketLimits;
  /** When the last sign of life came, in ms of the clock. */
  seenAt: number;
  /** When it was pinged last. */
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
    // ws closes the socket itself, with the fitting code: 1009 too big, 1007 no UTF-8, 1002 broken framing.
    ws.on('error', error => this.#reportRefusal(isTooBig(error) ? 'frame-too-big' : 'bad-frame'));
    ws.on('close', code => {
      this.#endThrottle();
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
  get isPingUnanswered(): boolean {
    return this.pingedAt > this.seenAt;
  }

  /** So much waits for the client to read it that nobody else may add to it: what is left is for the broker's own. */
  get isCongested(): boolean {
    return this.#ws.bufferedAmount > this.limits.bufferedBytes / 2;
  }

  /** It is over a limit and not read for a while. */
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

  /** Closes with the code and name of a refusal; after that nothing more is read but the client's goodbye. */
  refuse(code: RefusalCode): void {
    if (!this.isOpen) return;
    this.#ws.close(REFUSALS[code].close, code);
    this.#reportRefusal(code);
    // Unread, the goodbye would keep the connection open, and the client waiting, until ws gives up after 5 s.
    this.#endThrottle();
    this.#ws.resume();
  }

  /** Ends the connection without a goodbye, for clients that would not hear it. */
  terminate(code?: RefusalCode): void {
    this.#ws.terminate();
    if (code) this.#reportRefusal(code);
  }

  /** Reports it, and makes those pay who brought it upon themselves. */
  #reportRefusal(code: RefusalCode): void {
    this.#events.onRefused(this, code);
    if (VIOLATIONS.has(code)) this.limits.addressState.violations.charge(1);
    // ws goes on reading for the client's goodbye, and drops what comes before it.
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

  /**
   * Who sends too fast is read more slowly, which loses nothing; who goes on and on is cut off. While its address is
   * over its limit, a socket is slowed down to its share of it, and never cut off: others may have sent the most.
   */
  #charge(size: number): void {
    const {messages, addressState} = this.limits;
    const cost = Math.max(1, Math.ceil(size / BYTES_PER_TOKEN));
    let wait = messages.charge(cost);
    if (wait > MAX_WAIT_MS) return this.refuse('rate-limited');
    if (addressState.messages.charge(cost) > 0)
      wait = Math.max(wait, this.#share.charge(cost, addressState.messageShare, this.seenAt));
    if (wait === 0) return;
    // What had been read already when the pause began adds to it.
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
    // What the client sent within its own limit meanwhile comes all at once now. It was not silent, but not heard.
    this.limits.messages.overfill();
    this.seenAt = now;
    this.#ws.resume();
  }

  /** Makes up for a pause of the broker. */
  creditPause(ms: number): void {
    this.limits.messages.creditPause(ms);
    this.limits.joins.creditPause(ms);
  }
}

const isTooBig = (error: Error & {code?: string}): boolean =>
  error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';
