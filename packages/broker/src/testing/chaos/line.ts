/** One socket of a client, from its first attempt to connect to its end. */
import {WebSocket, type RawData} from 'ws';
import type {Received} from '../client.js';

export interface LineParts {
  /** Of the broker, with the prefix. */
  readonly url: string;
  readonly id: string;
  /** The token, which says who owns the id. */
  readonly owner: string;
  readonly onFrame: (frame: Received) => void;
  /** Called once, also if it could not connect. */
  readonly onClosed: (code: number, reason: string) => void;
}

export class Line {
  readonly url: string;
  readonly id: string;
  readonly owner: string;
  /** It has its id. */
  isOpen = false;
  readonly #socket: WebSocket;
  #isOver = false;
  readonly #onClosed: LineParts['onClosed'];

  constructor({url, id, owner, onFrame, onClosed}: LineParts) {
    this.url = url;
    this.id = id;
    this.owner = owner;
    this.#onClosed = onClosed;
    const query = new URLSearchParams({key: 'peerjs', id, token: owner});
    this.#socket = new WebSocket(`${url.replace('http', 'ws')}/peerjs?${query.toString()}`, {
      perMessageDeflate: false,
      handshakeTimeout: 10_000,
    });
    this.#socket.on('error', () => {});
    this.#socket.on('close', (code, reason) => this.#end(code, reason.toString()));
    this.#socket.on('message', (data: RawData) => {
      if (this.#isOver) return;
      const frame = JSON.parse((data as Buffer).toString()) as Received;
      if (frame.type === 'OPEN') this.isOpen = true;
      onFrame(frame);
    });
  }

  send(frame: object): void {
    this.#socket.send(JSON.stringify(frame));
  }

  /** Says something to the broker itself. */
  say(kind: string, fields: object): void {
    this.send({type: 'OFFER', dst: '@broker', payload: {type: 'rtc-call', kind, ...fields}});
  }

  /** Closes the socket properly, or breaks it. */
  end(how: 'close' | 'break'): void {
    if (this.#isOver) return;
    if (how === 'close') this.#socket.close(1_000);
    else this.#socket.terminate();
    this.#end(how === 'close' ? 1_000 : 1_006, 'on purpose');
  }

  #end(code: number, reason: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const {isOpen} = this;
    this.isOpen = false;
    this.#onClosed(code, isOpen ? reason : `not open: ${reason}`);
  }
}
