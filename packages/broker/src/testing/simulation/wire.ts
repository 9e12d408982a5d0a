/** A WebSocket between a client and a broker, as far as socket.ts uses it. Frames arrive in order, and late. */
import {EventEmitter} from 'node:events';
import type {World} from './world.js';

export interface WireFrame {
  readonly type: string;
  readonly src?: string;
  readonly payload?: {readonly kind?: string; readonly n?: number; readonly [field: string]: unknown};
}

export interface WireEnd {
  onFrame(frame: WireFrame): void;
  onClosed(reason: string): void;
}

const MAX_DELAY_MS = 20;
const [OPEN, CLOSING, CLOSED] = [1, 2, 3];

export class Wire extends EventEmitter {
  readonly OPEN = OPEN;
  readonly bufferedAmount = 0;
  readyState = OPEN;
  /** Whether the client can still send and receive. */
  isOpen = true;
  readonly #world: World;
  readonly #client: WireEnd;
  readonly #onSent: (frame: WireFrame) => void;
  #isPaused = false;
  #isDead = false;
  readonly #held: (() => void)[] = [];
  #last = {toBroker: 0, toClient: 0};

  /** `onSent` is called with each frame when the broker sends it. */
  constructor(world: World, client: WireEnd, onSent: (frame: WireFrame) => void) {
    super();
    this.#world = world;
    this.#client = client;
    this.#onSent = onSent;
  }

  // The client's end.

  say(frame: object): void {
    if (this.isOpen) this.#toBroker(() => this.emit('message', Buffer.from(JSON.stringify(frame)), false));
  }

  /** Closes it with this code; 1006 breaks the connection. */
  leave(code: number): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#toBroker(() => this.#closed(code));
  }

  // The broker's end.

  send(data: string | Buffer): void {
    if (this.readyState !== OPEN) return;
    const frame = JSON.parse(data.toString()) as WireFrame;
    this.#onSent(frame);
    this.#toClient(() => this.#client.onFrame(frame));
  }

  close(code: number, reason: string): void {
    if (this.readyState !== OPEN) return;
    this.readyState = CLOSING;
    this.#toClient(() => this.#cut(reason));
    this.#toBroker(() => this.#closed(code));
  }

  terminate(): void {
    if (this.readyState === CLOSED) return;
    this.readyState = CLOSING;
    this.#toClient(() => this.#cut('terminated'));
    this.#world.after(0, () => this.#closed(1006));
  }

  ping(): void {}

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    for (const run of this.#held.splice(0)) run();
  }

  /** The broker's process is killed. */
  crash(): void {
    this.#isDead = true;
    this.readyState = CLOSED;
    this.#toClient(() => this.#cut('crashed'));
  }

  #cut(reason: string): void {
    this.isOpen = false;
    this.#client.onClosed(reason);
  }

  #closed(code: number): void {
    if (this.readyState === CLOSED) return;
    this.readyState = CLOSED;
    this.emit('close', code);
  }

  #toBroker(run: () => void): void {
    this.#send('toBroker', () => {
      if (this.#isDead) return;
      if (this.#isPaused) this.#held.push(run);
      else run();
    });
  }

  #toClient(run: () => void): void {
    this.#send('toClient', () => {
      if (this.isOpen) run();
    });
  }

  #send(way: 'toBroker' | 'toClient', run: () => void): void {
    const at = Math.max(this.#last[way], this.#world.now + this.#world.between(0.1, MAX_DELAY_MS));
    this.#last[way] = at;
    this.#world.after(at - this.#world.now, run);
  }
}
