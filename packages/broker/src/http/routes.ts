/** The HTTP requests below the broker's prefix, by path. The README lists them. */
import {createHash, randomUUID, timingSafeEqual} from 'node:crypto';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {
  KEY,
  readUrl,
  type Addresses,
  type AddressState,
  type Admission,
  type Admit,
  type CheckRequest,
  type Client,
} from '../admission/index.js';
import type {Clock} from '../clock.js';
import type {PeerCore} from '../delivery/index.js';
import {serveBundle} from '../files/index.js';
import {allowReading, refuseRequest, sendJson} from '../http-reply.js';
import type {IceServers} from '../ice.js';
import type {Logger} from '../log.js';
import type {Config} from '../options/index.js';
import {MAX_GOODBYE_BYTES, readGoodbye, type Farewell} from '../protocol/index.js';
import type {RefusalCode} from '../refusals.js';
import type {RegistryState} from '../registry/index.js';
import {sendMetrics} from './metrics-server.js';
import type {Metrics} from './metrics.js';
import {readBody} from './read-body.js';

export interface HttpParts {
  readonly config: Pick<Config, 'path' | 'metricsToken' | 'handshakeMs'>;
  readonly clock: Clock;
  readonly core: PeerCore;
  readonly addresses: Addresses;
  /** Whether an address may take this id: it has not reached its limit, or the id is held already. */
  readonly mayTakeId: (address: AddressState, id: string) => boolean;
  readonly checkRequest: CheckRequest;
  readonly admit: Admit;
  /** The page load `session` of this client goes away, and had these links. */
  readonly leave: (admission: Admission, session: string, links: readonly Farewell[]) => Promise<void>;
  readonly clientOf: (req: IncomingMessage) => Client;
  readonly iceServers: (id: string) => IceServers;
  readonly metrics: Metrics;
  readonly isReady: () => boolean;
  /** What several brokers share; undefined for a broker that is alone. */
  readonly cluster: (() => RegistryState) | undefined;
  /** The address for other devices in this network; undefined if there is none. */
  readonly lanUrl: () => string | undefined;
  readonly onRefused: (code: RefusalCode, who: {address: string}) => void;
  readonly log: Logger;
}

/** Where a page that goes away posts its goodbye. */
const LEAVE = '/leave';

export type RequestHandler = (req: IncomingMessage, res: ServerResponse) => void;

interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly query: URLSearchParams;
  readonly client: Client;
}

/** Sends a response, or returns a refusal. */
type Route = (exchange: Exchange) => RefusalCode | undefined | Promise<RefusalCode | undefined>;

export function createRequestHandler(parts: HttpParts): RequestHandler {
  const {
    config,
    clock,
    core,
    addresses,
    mayTakeId,
    checkRequest,
    admit,
    leave,
    clientOf,
    iceServers,
    metrics,
    isReady,
    log,
  } = parts;
  const bundle = serveBundle();

  /** Allows only pages of allowed origins, and limits the requests per address. */
  const guarded =
    (route: Route): Route =>
    exchange => {
      const {req, res, client} = exchange;
      const refusal = checkRequest(req, client);
      if (refusal) return refusal;
      allowReading(res);
      return addresses.get(client.key).requests.take() ? route(exchange) : 'rate-limited';
    };

  const toPeer: Route = ({req, res}) => {
    core.handle(req, res);
    return undefined;
  };

  const routes: Record<string, Route> = {
    '/': guarded(toPeer),
    [`/${KEY}/id`]: guarded(toPeer),
    [`/${KEY}`]: () => 'bad-upgrade',
    '/ice': guarded(async ({req, res, query, client}) => {
      // A page can't read why its WebSocket was refused, so it asks here and must get the same refusal.
      const address = addresses.get(client.key);
      if (address.joins.isExhausted()) return 'rate-limited';
      const who = await admit.ice(req, query);
      if (typeof who === 'string') return who;
      if (who.id !== undefined && !mayTakeId(address, who.id)) return 'too-many-ids-from-address';
      sendJson(res, 200, iceServers(who.id ?? randomUUID()));
      return undefined;
    }),
    [LEAVE]: guarded(async ({req, res, client}) => {
      const text = await readBody(req, {maxBytes: MAX_GOODBYE_BYTES, ms: config.handshakeMs, clock});
      const goodbye = text === undefined ? undefined : readGoodbye(text);
      if (!goodbye) return 'bad-goodbye';
      const {id, token, session, links} = goodbye;
      if (addresses.get(client.key).messages.charge(links.length) > 0) return 'rate-limited';
      const admission = await admit.peer(new URLSearchParams({id, token, key: KEY}));
      if (typeof admission === 'string') return admission;
      await leave(admission, session, links);
      // The same whether or not it changed anything: nobody learns from it who holds an id.
      res.writeHead(204).end();
      return undefined;
    }),
    // A page on localhost asks for an address that its visitor can give to others.
    '/lan': guarded(({res}) => {
      sendJson(res, 200, {url: parts.lanUrl() ?? null});
      return undefined;
    }),
    '/health'({res, client}) {
      // For `rtc-broker check`. Tells only how the request's own header was treated.
      const forwarded = client.untrustedProxy === undefined ? {} : {forwarded: 'ignored'};
      const {brokers, problem} = parts.cluster?.() ?? {};
      const cluster = brokers !== undefined && {cluster: {brokers, ...(problem !== undefined && {problem})}};
      sendJson(res, isReady() ? 200 : 503, {live: true, ready: isReady(), ...cluster, ...forwarded});
      return undefined;
    },
    '/health/live'({res}) {
      sendJson(res, 200, {live: true});
      return undefined;
    },
    async '/metrics'({req, res}) {
      if (config.metricsToken === undefined) return 'metrics-off';
      if (!isBearer(req, config.metricsToken)) return 'metrics-forbidden';
      await sendMetrics(res, metrics);
      return undefined;
    },
  };

  const file: Route = async ({req, res}) => {
    const refusal = await bundle(req, res);
    return refusal === 'not-found' && req.url === '/rtc-call.js' ? 'bundle-missing' : refusal;
  };

  async function answer(
    req: IncomingMessage,
    res: ServerResponse,
    client: Client,
  ): Promise<RefusalCode | undefined> {
    res.setHeader('X-Content-Type-Options', 'nosniff');
    const url = readUrl(req, config.path);
    if (!url) return 'bad-url';
    const methods = url.pathname === LEAVE ? ['POST', 'OPTIONS'] : ['GET', 'HEAD', 'OPTIONS'];
    if (!methods.includes(req.method ?? '')) return 'method-not-allowed';
    if (req.method === 'OPTIONS') return allowPreflight(res);
    const route = Object.hasOwn(routes, url.pathname) ? routes[url.pathname] : undefined;
    // `peer` and serveBundle see the path after the prefix, without the token.
    req.url = url.pathname;
    return (route ?? file)({req, res, query: url.searchParams, client});
  }

  return (req, res) => {
    const client = clientOf(req);
    const refuse = (code: RefusalCode): void => {
      parts.onRefused(code, client);
      refuseRequest(res, code);
    };
    answer(req, res, client).then(
      code => code && refuse(code),
      error => {
        log.error({err: error}, 'a request failed');
        refuse('internal-error');
      },
    );
  };
}

/** Allows every preflight: if it failed, the page could not read why its request is refused. */
function allowPreflight(res: ServerResponse): undefined {
  allowReading(res);
  res.setHeader('Access-Control-Allow-Methods', 'GET');
  res.setHeader('Access-Control-Allow-Headers', 'Authorization');
  res.setHeader('Access-Control-Max-Age', '600');
  res.writeHead(204).end();
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares digests, because timingSafeEqual needs equal lengths. */
const isBearer = ({headers}: IncomingMessage, token: string): boolean =>
  timingSafeEqual(sha256(headers.authorization ?? ''), sha256(`Bearer ${token}`));
