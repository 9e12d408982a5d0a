/** A PeerServer client for tests: it sends what a page's `Peer` sends, or what a hostile client could. */
import {once} from 'node:events';
import type {IncomingMessage} from 'node:http';
import {text} from 'node:stream/consumers';
import {onTestFinished} from 'vitest';
import {WebSocket, type ClientOptions} from 'ws';

/** A frame from the server. */
export interface Received {
  readonly type: string;
  readonly src?: string;
  readonly dst?: string;
  readonly payload?: {readonly type?: string; readonly kind?: string; readonly [field: string]: unknown};
}

/** The server answered the upgrade with a plain response. */
export class Refused extends Error {
  readonly status: number;
  readonly body: {code?: string; hint?: string};

  constructor(status: number, body: string) {
    super(`${status} ${body}`);
    this.status = status;
    this.body = body.startsWith('{') ? (JSON.parse(body) as {code?: string; hint?: string}) : {};
  }
}

export interface ConnectOptions extends ClientOptions {
  readonly id?: string;
  readonly token?: string;
  readonly key?: string;
}

/** How long a test waits for something that should happen at once, in ms: a busy machine is slow, not wrong. */
const PATIENCE_MS = 30_000;

// The real clock, even in tests that stop it for the broker.
const {setTimeout, clearTimeout} = globalThis;
const now = performance.now.bind(performance);

export class Client {
  readonly id: string;
  readonly socket: WebSocket;
  /** Everything received that no `next` has taken yet. */
  readonly received: Received[] = [];
  readonly closed: Promise<{code: number; reason: string}>;
  readonly #changed = new Set<() => void>();

  constructor(id: string, socket: WebSocket) {
    this.id = id;
    this.socket = socket;
    socket.on('message', data => {
      this.received.push(JSON.parse((data as Buffer).toString()) as Received);
      this.#change();
    });
    this.closed = new Promise(resolve => {
      socket.on('close', (code, reason) => {
        resolve({code, reason: reason.toString()});
        this.#change();
      });
    });
    socket.on('error', () => {});
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  send(message: unknown): void {
    this.socket.send(
      typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message),
    );
  }

  /** Sends a message to the broker itself. */
  sendToBroker(kind: string, fields: object = {}): void {
    this.send({type: 'OFFER', dst: '@broker', payload: {type: 'rtc-call', kind, ...fields}});
  }

  enter(room: string, fields: object = {}): void {
    this.sendToBroker('enter', {room, name: this.id, stage: 'in', session: `page-of-${this.id}`, ...fields});
  }

  offer(dst: string, connectionId = 'mc_1'): void {
    this.send({type: 'OFFER', dst, payload: {type: 'media', connectionId, sdp: {type: 'offer', sdp: 'v=0'}}});
  }

  /** Takes the next frame of this type from `received`, or waits for it. */
  async next(type: string, matches: (frame: Received) => boolean = () => true): Promise<Received> {
    const deadline = now() + PATIENCE_MS;
    for (;;) {
      const index = this.received.findIndex(frame => frame.type === type && matches(frame));
      const [taken] = index < 0 ? [] : this.received.splice(index, 1);
      if (taken) return taken;
      const rest = deadline - now();
      if (rest <= 0 || this.socket.readyState === WebSocket.CLOSED) {
        throw new Error(
          `${this.id} did not receive such a ${type}; received: ${JSON.stringify(this.received)}`,
        );
      }
      await this.#wait(rest);
    }
  }

  /** Takes the next message of this kind from the broker itself. */
  async nextFromBroker(kind: string): Promise<NonNullable<Received['payload']>> {
    const {payload = {}} = await this.next(
      'OFFER',
      ({src, payload}) => src === '@broker' && payload?.kind === kind,
    );
    return payload;
  }

  /** Resolves when the server has handled everything that was sent so far. */
  async settled(): Promise<void> {
    this.sendToBroker('hello');
    await this.nextFromBroker('welcome');
  }

  async close(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return;
    this.socket.close();
    await this.closed;
  }

  /** Drops the connection without a close frame, like a phone in a tunnel. */
  vanish(): void {
    this.socket.terminate();
  }

  #wait(ms: number): Promise<void> {
    return new Promise(resolve => {
      const done = (): void => {
        clearTimeout(timer);
        this.#changed.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#changed.add(done);
    });
  }

  #change(): void {
    for (const done of this.#changed) done();
  }
}

let lastId = 0;

/** `url` includes the prefix: `http://127.0.0.1:9000/rtc`. Rejects with Refused if the upgrade is refused. */
export async function dial(url: string, {id, token, key, ...options}: ConnectOptions = {}): Promise<Client> {
  const name = id ?? `peer-${++lastId}`;
  const query = new URLSearchParams({key: key ?? 'peerjs', id: name, token: token ?? `token of ${name}`});
  const socket = new WebSocket(`${url.replace('http', 'ws')}/peerjs?${query.toString()}`, options);
  const client = new Client(name, socket);
  onTestFinished(() => socket.terminate());
  const refused = once(socket, 'unexpected-response').then(async ([, response]: IncomingMessage[]) => {
    throw new Refused(response?.statusCode ?? 0, response ? await text(response) : '');
  });
  refused.catch(() => {});
  await Promise.race([once(socket, 'open'), refused]);
  return client;
}

/** Dials, and waits for OPEN. */
export async function connect(url: string, options: ConnectOptions = {}): Promise<Client> {
  const client = await dial(url, options);
  await client.next('OPEN');
  return client;
}

/** Resolves to the refusal of an attempt that must fail. */
export async function refusalOf(attempt: Promise<unknown>): Promise<{status: number; code?: string}> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof Refused) return {status: error.status, code: error.body.code};
    throw error;
  }
  throw new Error('The attempt was not refused.');
}

/** Waits until this is true. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = now() + PATIENCE_MS;
  while (!(await holds())) {
    if (now() > deadline) throw new Error(`It never became true: ${holds.toString()}`);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}
