/** The way in: every WebSocket handshake is checked here before a socket exists. */
import type {IncomingMessage} from 'node:http';
import type {Duplex} from 'node:stream';
import {WebSocketServer, type ServerOptions, type WebSocket} from 'ws';
import type {Addresses, AddressState} from './addresses.js';
import {readUrl, type Admission, type Admit} from './admission.js';
import {Bucket} from './buckets.js';
import type {Client} from './client-address.js';
import type {CheckEntry} from './entry.js';
import {refuseUpgrade} from './http-reply.js';
import type {Logger} from './log.js';
import type {Config} from './options.js';
import type {RefusalCode} from './refusals.js';
import {Socket, type SocketEvents, type Who} from './socket.js';

export interface GateParts {
  readonly config: Pick<Config, 'path' | 'limits' | 'handshakeMs'>;
  readonly addresses: Addresses;
  readonly checkEntry: CheckEntry;
  readonly admit: Admit['peer'];
  readonly clientOf: (req: IncomingMessage) => Client;
  readonly sockets: Set<Socket>;
  readonly isReady: () => boolean;
  readonly events: SocketEvents;
  /** Gives a socket that was let in its id. */
  readonly onOpened: (socket: Socket, admission: Admission) => Promise<void>;
  readonly onRefused: (code: RefusalCode, who: Partial<Who>) => void;
  readonly log: Logger;
}

/** How long a client may take to answer a closing handshake, in ms. */
const CLOSE_MS = 5_000;

/** How long the answer to somebody who comes too often takes, in ms: to come again costs them that, and us nothing. */
const PENALTY_MS = 1_000;

/** In how many pieces a message may come. Each costs as much to read as a message, and only the whole is charged. */
const MAX_FRAGMENTS = 64;

export interface Gate {
  readonly upgrade: (req: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Sends away who is still being checked. */
  readonly close: () => void;
}

export function createGate(parts: GateParts): Gate {
  const {config, addresses, checkEntry, admit, clientOf, sockets, isReady, log} = parts;
  const {limits} = config;
  const events: SocketEvents = {
    ...parts.events,
    onClosed(socket, deliberate, code) {
      sockets.delete(socket);
      parts.events.onClosed(socket, deliberate, code);
    },
  };
  const waiting = new Set<(code: RefusalCode) => void>();
  let lastConn = 0;
  // Its types lack `closeTimeout`.
  const options: ServerOptions & {closeTimeout: number} = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.frameBytes,
    maxFragments: MAX_FRAGMENTS,
    closeTimeout: CLOSE_MS,
  };
  const wss = new WebSocketServer(options);
  // Emitted in place of ws's own answer to a handshake that is none.
  wss.on('wsClientError', (_error, socket) => {
    parts.onRefused('bad-upgrade', {});
    refuseUpgrade(socket, 'bad-upgrade');
  });

  /** Everything that can be said without looking at the token. */
  function check(req: IncomingMessage, client: Client): RefusalCode | undefined {
    const address = addresses.get(client.key);
    if (!isReady()) return 'draining';
    const refusal = checkEntry(req, client);
    if (refusal) return refusal;
    if (sockets.size >= limits.peers) return 'full';
    if (!addresses.mayConnect(address)) return 'too-many-connections';
    return address.joins.take() ? undefined : 'rate-limited';
  }

  async function enter(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<RefusalCode | undefined> {
    const client = clientOf(req);
    const url = readUrl(req, config.path);
    if (!url) return 'bad-url';
    if (url.pathname !== '/peerjs') return 'not-found';
    const refusal = check(req, client);
    if (refusal && refusal !== 'rate-limited') return refusal;

    hold(addresses.get(client.key), socket);
    if (refusal) {
      await within(PENALTY_MS, new Promise(() => {}));
      return refusal;
    }
    const admission = await within(config.handshakeMs, admit(url.searchParams));
    if (typeof admission === 'string') return admission;
    if (!isReady()) return 'draining';
    // Others may have come in meanwhile.
    if (sockets.size >= limits.peers) return 'full';
    wss.handleUpgrade(req, socket, head, ws => open(ws, socket, admission, client));
    return undefined;
  }

  function open(ws: WebSocket, stream: Duplex, admission: Admission, {key, address}: Client): void {
    const account = addresses.get(key);
    const who = {conn: `c${++lastConn}`, id: admission.id, address};
    const socket = new Socket(
      ws,
      stream,
      who,
      {
        bufferedBytes: limits.bufferedBytes,
        messages: new Bucket(limits.messagesPerSocket),
        addressMessages: account.messages,
        joins: new Bucket(limits.joinsPerSocket),
        addressJoins: account.joins,
      },
      events,
    );
    sockets.add(socket);
    // Nothing is read before the id is its own.
    socket.pause();
    parts.onOpened(socket, admission).then(
      () => socket.resume(),
      error => {
        log.error({err: error, ...who}, 'the id could not be claimed');
        socket.refuse('internal-error');
      },
    );
  }

  /** Waits for an answer, but not for ever: the keys of tokens may have to be fetched. */
  async function within<T>(ms: number, answer: Promise<T>): Promise<T | RefusalCode> {
    let giveUp!: (code: RefusalCode) => void;
    const givenUp = new Promise<RefusalCode>(resolve => {
      giveUp = resolve;
    });
    const timer = setTimeout(giveUp, ms, 'handshake-timeout');
    waiting.add(giveUp);
    try {
      return await Promise.race([answer, givenUp]);
    } finally {
      clearTimeout(timer);
      waiting.delete(giveUp);
    }
  }

  return {
    upgrade(req, socket, head) {
      socket.on('error', destroy);
      const refuse = (code: RefusalCode): void => {
        parts.onRefused(code, {address: clientOf(req).address});
        refuseUpgrade(socket, code, req.headers.origin);
      };
      enter(req, socket, head).then(
        code => code && refuse(code),
        error => {
          log.error({err: error}, 'an upgrade failed');
          refuse('internal-error');
        },
      );
    },
    close() {
      for (const giveUp of waiting) giveUp('draining');
    },
  };
}

// What a socket keeps for its whole life closes over nothing but what it needs: a closure made where the request is
// known would keep the request, 2 KB of it, as long as the socket.

function destroy(this: Duplex): void {
  this.destroy();
}

function hold(account: AddressState, socket: Duplex): void {
  account.connections += 1;
  socket.once('close', () => (account.connections -= 1));
}
