import type {RawData, WebSocket} from 'ws';
import {readFrame, type Frame, type Message} from './frames.js';
import {REFUSALS, type RefusalCode} from './refusals.js';

export interface SocketEvents {
  /** `size` in bytes. */
  onFrame(frame: Frame, size: number): void;
  /** `deliberate`: the client said goodbye, as opposed to a lost connection or a page that went away. */
  onClosed(deliberate: boolean): void;
  onRefused(code: RefusalCode): void;
}

/** Close codes of a client that called `close()`: normal, and none given (RFC 6455 §7.4.1). */
const DELIBERATE = new Set([1000, 1005]);

/** One WebSocket: reads frames, sends messages, and never throws. */
export class Socket {
  readonly #ws: WebSocket;
  readonly #events: SocketEvents;
  readonly #bufferedBytes: number;
  /** When the last sign of life came, in ms of `performance.now()`. */
  seenAt = performance.now();

  /** `bufferedBytes`: how much may wait to be read by the client before it counts as a slow reader. */
  constructor(ws: WebSocket, events: SocketEvents, bufferedBytes: number) {
    this.#ws = ws;
    this.#events = events;
    this.#bufferedBytes = bufferedBytes;
    // ws closes the socket itself, with the fitting code (1009 too big, 1007 no UTF-8, 1002 broken framing).
    ws.on('error', () => events.onRefused('bad-frame'));
    ws.on('close', code => events.onClosed(DELIBERATE.has(code)));
    ws.on('pong', () => this.#seen());
    ws.on('message', (data, isBinary) => this.#receive(data, isBinary));
  }

  get isOpen(): boolean {
    return this.#ws.readyState === this.#ws.OPEN;
  }

  send(message: Message): void {
    if (!this.isOpen) return;
    this.#ws.send(JSON.stringify(message));
    if (this.#ws.bufferedAmount > this.#bufferedBytes) this.terminate('slow-reader');
  }

  ping(): void {
    if (this.isOpen) this.#ws.ping();
  }

  pause(): void {
    this.#ws.pause();
  }

  resume(): void {
    this.#ws.resume();
  }

  /** Closes with the code and name of a refusal; the client has `ws`'s 30 s to answer. */
  refuse(code: RefusalCode): void {
    this.#events.onRefused(code);
    this.#ws.close(REFUSALS[code].close, code);
  }

  /** Ends the connection without a goodbye, for clients that would not hear it. */
  terminate(code?: RefusalCode): void {
    if (code) this.#events.onRefused(code);
    this.#ws.terminate();
  }

  #seen(): void {
    this.seenAt = performance.now();
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (!this.isOpen) return;
    this.#seen();
    // Without the option `fragments` of ws every message comes as one Buffer.
    const bytes = data as Buffer;
    const frame = isBinary ? undefined : readFrame(bytes.toString());
    if (frame) this.#events.onFrame(frame, bytes.length);
    else this.refuse('bad-frame');
  }
}
