/** Checks every WebSocket handshake before a socket exists. */
import type {IncomingMessage} from 'node:http';
import type {Duplex} from 'node:stream';
import {WebSocketServer, type ServerOptions, type WebSocket} from 'ws';
import type {Clock} from '../clock.js';
import {refuseUpgrade} from '../http-reply.js';
import type {Logger} from '../log.js';
import type {Config} from '../options/index.js';
import type {RefusalCode} from '../refusals.js';
import type {Addresses, AddressState} from './addresses.js';
import {readUrl, type Admission, type Admit} from './admit.js';
import type {Client} from './client-address.js';
import type {CheckRequest} from './request-check.js';

/** A client that passed the gate. */
export interface Admitted {
  readonly ws: WebSocket;
  /** The connection below the WebSocket. */
  readonly stream: Duplex;
  readonly admission: Admission;
  readonly address: string;
  /** What its address has open, and what its limits still allow. */
  readonly addressState: AddressState;
}

export interface GateParts {
  readonly config: Pick<Config, 'path' | 'limits' | 'handshakeMs'>;
  readonly addresses: Addresses;
  readonly checkRequest: CheckRequest;
  readonly admit: Admit['peer'];
  readonly clientOf: (req: IncomingMessage) => Client;
  /** Whether the broker has reached its limit of peers. */
  readonly isFull: () => boolean;
  readonly clock: Clock;
  /** Whether an address may take this id: it has not reached its limit, or the id is held already. */
  readonly mayTakeId: (address: AddressState, id: string) => boolean;
  /** Why the broker takes no new clients; undefined if it does. */
  readonly whyClosed: () => RefusalCode | undefined;
  /** Takes a WebSocket that was let in. */
  readonly onAdmitted: (admitted: Admitted) => void;
  readonly onRefused: (code: RefusalCode, who: {address?: string}) => void;
  readonly log: Logger;
}

/** How long a client may take to answer a closing handshake, in ms. */
const CLOSE_MS = 5_000;

/** How long the refusal of an address over its limit is delayed, in ms: this slows down its next attempt. */
const PENALTY_MS = 1_000;

/** The most fragments in a message. Each costs as much to read as a message, but only the whole message is charged. */
const MAX_FRAGMENTS = 64;

export interface Gate {
  readonly upgrade: (req: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Refuses the clients that are still being checked. */
  readonly close: () => void;
}

export function createGate(parts: GateParts): Gate {
  const {config, addresses, mayTakeId, checkRequest, admit, clientOf, isFull, clock, whyClosed, log} = parts;
  const {limits} = config;
  const waiting = new Set<(code: RefusalCode) => void>();
  // The types of ws lack `closeTimeout`.
  const options: ServerOptions & {closeTimeout: number} = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.frameBytes,
    maxFragments: MAX_FRAGMENTS,
    closeTimeout: CLOSE_MS,
  };
  const wss = new WebSocketServer(options);
  // Replaces ws's own response to an invalid handshake.
  wss.on('wsClientError', (_error, socket) => {
    parts.onRefused('bad-upgrade', {});
    refuseUpgrade(socket, 'bad-upgrade');
  });

  /** The checks that do not need the token. */
  function check(req: IncomingMessage, client: Client): RefusalCode | undefined {
    const address = addresses.get(client.key);
    const refusal = whyClosed() ?? checkRequest(req, client);
    if (refusal) return refusal;
    if (isFull()) return 'full';
    if (!addresses.mayConnect(address)) return 'too-many-connections';
    return undefined;
  }

  /**
   * Delays a client whose address connects too often. The client may not be the cause, so violations of others delay it
   * by 5 s at most, and it is refused only if the queue is longer than that.
   */
  async function queue({joins, violations}: AddressState): Promise<RefusalCode | undefined> {
    const turn = joins.reserve();
    const wait = turn === undefined ? PENALTY_MS : Math.max(turn, violations.debt());
    if (wait > 0 && (await within(wait, new Promise<never>(() => {}))) === 'draining') return 'draining';
    return turn === undefined ? 'rate-limited' : undefined;
  }

  async function enter(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<RefusalCode | undefined> {
    const client = clientOf(req);
    const url = readUrl(req, config.path);
    if (!url) return 'bad-url';
    if (url.pathname !== '/peerjs') return 'not-found';
    const refusal = check(req, client);
    if (refusal) return refusal;

    const addressState = addresses.get(client.key);
    hold(addressState, socket);
    const isTooOften = await queue(addressState);
    if (isTooOften) return isTooOften;
    const admission = await within(config.handshakeMs, admit(url.searchParams));
    if (typeof admission === 'string') return admission;
    const closed = whyClosed();
    if (closed) return closed;
    // Other clients may have connected in the meantime.
    if (isFull()) return 'full';
    if (!mayTakeId(addressState, admission.id)) return 'too-many-ids-from-address';
    const {address} = client;
    wss.handleUpgrade(req, socket, head, ws =>
      parts.onAdmitted({ws, stream: socket, admission, address, addressState}),
    );
    return undefined;
  }

  /** Waits for `answer`, at most `ms`: checking a token may need a request for its keys. */
  async function within<T>(ms: number, answer: Promise<T>): Promise<T | RefusalCode> {
    let giveUp!: (code: RefusalCode) => void;
    const givenUp = new Promise<RefusalCode>(resolve => {
      giveUp = resolve;
    });
    const stop = clock.after(ms, () => giveUp('handshake-timeout'));
    waiting.add(giveUp);
    try {
      return await Promise.race([answer, givenUp]);
    } finally {
      stop();
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

// Listeners that live as long as the socket must not close over the request: they would keep 2 KB per socket in memory.

function destroy(this: Duplex): void {
  this.destroy();
}

function hold(addressState: AddressState, socket: Duplex): void {
  addressState.connections += 1;
  socket.once('close', () => (addressState.connections -= 1));
}
