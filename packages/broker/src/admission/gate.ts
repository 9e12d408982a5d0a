/** The way in: every WebSocket handshake is checked here before a socket exists. */
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
  /** What its address has left. */
  readonly addressState: AddressState;
}

export interface GateParts {
  readonly config: Pick<Config, 'path' | 'limits' | 'handshakeMs'>;
  readonly addresses: Addresses;
  readonly checkRequest: CheckRequest;
  readonly admit: Admit['peer'];
  readonly clientOf: (req: IncomingMessage) => Client;
  /** Whether the broker holds as many peers as it may. */
  readonly isFull: () => boolean;
  readonly clock: Clock;
  /** Whether an address may take this id now: as many as it may hold, and those that somebody holds already. */
  readonly mayTakeId: (address: AddressState, id: string) => boolean;
  readonly isReady: () => boolean;
  /** Takes a WebSocket that was let in. */
  readonly onAdmitted: (admitted: Admitted) => void;
  readonly onRefused: (code: RefusalCode, who: {address?: string}) => void;
  readonly log: Logger;
}

/** How long a client may take to answer a closing handshake, in ms. */
const CLOSE_MS = 5_000;

/** How long the refusal of an address that comes too often takes, in ms: to come again costs it that, and us nothing. */
const PENALTY_MS = 1_000;

/** In how many pieces a message may come. Each costs as much to read as a message, and only the whole is charged. */
const MAX_FRAGMENTS = 64;

export interface Gate {
  readonly upgrade: (req: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Sends away who is still being checked. */
  readonly close: () => void;
}

export function createGate(parts: GateParts): Gate {
  const {config, addresses, mayTakeId, checkRequest, admit, clientOf, isFull, clock, isReady, log} = parts;
  const {limits} = config;
  const waiting = new Set<(code: RefusalCode) => void>();
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
    const refusal = checkRequest(req, client);
    if (refusal) return refusal;
    if (isFull()) return 'full';
    if (!addresses.mayConnect(address)) return 'too-many-connections';
    return undefined;
  }

  /**
   * Lets an address that connects too often wait its turn. Whoever it is may have no part in what others there did:
   * violations delay them by 5 s at most, and only a queue longer than that is refused.
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
    if (!isReady()) return 'draining';
    // Others may have come in meanwhile.
    if (isFull()) return 'full';
    if (!mayTakeId(addressState, admission.id)) return 'too-many-ids-from-address';
    const {address} = client;
    wss.handleUpgrade(req, socket, head, ws =>
      parts.onAdmitted({ws, stream: socket, admission, address, addressState}),
    );
    return undefined;
  }

  /** Waits for an answer, but not for ever: the keys of tokens may have to be fetched. */
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

// What a socket keeps for its whole life closes over nothing but what it needs: a closure made where the request is
// known would keep the request, 2 KB of it, as long as the socket.

function destroy(this: Duplex): void {
  this.destroy();
}

function hold(addressState: AddressState, socket: Duplex): void {
  addressState.connections += 1;
  socket.once('close', () => (addressState.connections -= 1));
}
