/** The broker's HTTP side: the table of DESIGN.md, "The broker", under one prefix. */
import {createHash, randomUUID, timingSafeEqual} from 'node:crypto';
import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Addresses} from './addresses.js';
import {KEY, readUrl, type Admit} from './admission.js';
import type {Client} from './client-address.js';
import {serveBundle} from './files.js';
import {refuseRequest, sendJson} from './http-reply.js';
import type {IceServers} from './ice.js';
import type {Logger} from './log.js';
import type {Metrics} from './metrics.js';
import type {Config} from './options.js';
import {isOriginAllowed} from './origins.js';
import type {PeerCore} from './peer-core.js';
import type {RefusalCode} from './refusals.js';

export interface HttpParts {
  readonly config: Pick<Config, 'path' | 'origins' | 'metricsToken'>;
  readonly core: PeerCore;
  readonly addresses: Addresses;
  readonly admit: Admit['ice'];
  readonly clientOf: (req: IncomingMessage) => Client;
  readonly iceServers: (id: string) => IceServers;
  readonly metrics: Metrics;
  readonly isReady: () => boolean;
  readonly onRefused: (code: RefusalCode, who: {address: string}) => void;
  readonly log: Logger;
}

export type RequestHandler = (req: IncomingMessage, res: ServerResponse) => void;

interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly query: URLSearchParams;
  readonly client: Client;
}

/** Answers, or says why not. */
type Route = (exchange: Exchange) => RefusalCode | undefined | Promise<RefusalCode | undefined>;

export function createRequestHandler(parts: HttpParts): RequestHandler {
  const {config, core, addresses, admit, clientOf, iceServers, metrics, isReady, onRefused, log} = parts;
  const bundle = serveBundle();

  /** For pages of allowed origins only, and not without end. */
  const guarded =
    (route: Route): Route =>
    exchange => {
      const {req, res, client} = exchange;
      const {origin} = req.headers;
      res.setHeader('Vary', 'Origin');
      if (!isOriginAllowed(origin, client, config.origins)) return 'origin-forbidden';
      if (origin !== undefined) res.setHeader('Access-Control-Allow-Origin', origin);
      if (req.method === 'OPTIONS') return allowPreflight(res);
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
    '/ice': guarded(async ({req, res, query}) => {
      const who = await admit(req, query);
      if (typeof who === 'string') return who;
      sendJson(res, 200, iceServers(who.id ?? randomUUID()));
      return undefined;
    }),
    '/health'({res}) {
      sendJson(res, isReady() ? 200 : 503, {live: true, ready: isReady()});
      return undefined;
    },
    '/health/live'({res}) {
      sendJson(res, 200, {live: true});
      return undefined;
    },
    async '/metrics'({req, res, client}) {
      if (!mayReadMetrics(req, client, config.metricsToken)) return 'metrics-forbidden';
      res.writeHead(200, {'Content-Type': metrics.contentType, 'Cache-Control': 'no-store'});
      res.end(await metrics.render());
      return undefined;
    },
  };

  const file: Route = ({req, res}) =>
    new Promise(resolve => {
      res.on('close', () => resolve(undefined));
      bundle(req, res, () => resolve(req.url === '/rtc-call.js' ? 'bundle-missing' : 'not-found'));
    });

  async function answer(
    req: IncomingMessage,
    res: ServerResponse,
    client: Client,
  ): Promise<RefusalCode | undefined> {
    res.setHeader('X-Content-Type-Options', 'nosniff');
    const url = readUrl(req, config.path);
    if (!url) return 'bad-url';
    if (!['GET', 'HEAD', 'OPTIONS'].includes(req.method ?? '')) return 'method-not-allowed';
    const route = Object.hasOwn(routes, url.pathname) ? routes[url.pathname] : undefined;
    // What peer and sirv see: the path behind the prefix, and no token.
    req.url = url.pathname;
    return (route ?? file)({req, res, query: url.searchParams, client});
  }

  return (req, res) => {
    const client = clientOf(req);
    const refuse = (code: RefusalCode): void => {
      onRefused(code, client);
      if (res.headersSent) res.destroy();
      else refuseRequest(res, code);
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

function allowPreflight(res: ServerResponse): undefined {
  res.setHeader('Access-Control-Allow-Methods', 'GET');
  res.setHeader('Access-Control-Allow-Headers', 'Authorization');
  res.setHeader('Access-Control-Max-Age', '600');
  res.writeHead(204).end();
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

function mayReadMetrics({headers}: IncomingMessage, {isLocal}: Client, token: string | undefined): boolean {
  if (token === undefined) return isLocal;
  // Digests are of one length, as timingSafeEqual wants them.
  return timingSafeEqual(sha256(headers.authorization ?? ''), sha256(`Bearer ${token}`));
}
