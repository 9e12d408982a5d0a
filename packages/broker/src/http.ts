/** The broker's HTTP side: the table of DESIGN.md, "The broker", under one prefix. */
import type {IncomingMessage, ServerResponse} from 'node:http';
import {serveBundle} from './files.js';
import {refuseRequest, sendJson} from './http-reply.js';
import type {IceServers} from './ice.js';
import {isPeerId} from './ids.js';
import type {PeerCore} from './peer-core.js';

export interface HttpParts {
  readonly prefix: string;
  readonly core: PeerCore;
  readonly iceServers: (id: string) => IceServers;
  readonly isReady: () => boolean;
}

type Route = (req: IncomingMessage, res: ServerResponse, url: URL) => void;

export function createHttpHandler({prefix, core, iceServers, isReady}: HttpParts) {
  const bundle = serveBundle();

  const routes: Record<string, Route> = {
    '/ice'(_req, res, url) {
      const id = url.searchParams.get('id') ?? '';
      if (!isPeerId(id)) return refuseRequest(res, 'bad-id');
      sendJson(res, 200, iceServers(id));
    },
    '/health'(_req, res) {
      sendJson(res, isReady() ? 200 : 503, {live: true, ready: isReady()});
    },
    '/peerjs/id'(req, res) {
      req.url = '/peerjs/id';
      core.handle(req, res);
    },
    '/'(req, res) {
      req.url = '/';
      core.handle(req, res);
    },
  };

  return function handle(req: IncomingMessage, res: ServerResponse): void {
    const url = new URL((req.url ?? '').slice(prefix.length) || '/', 'http://broker');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    if (req.method !== 'GET' && req.method !== 'HEAD') return refuseRequest(res, 'method-not-allowed');
    const route = Object.hasOwn(routes, url.pathname) ? routes[url.pathname] : undefined;
    if (route) return route(req, res, url);
    req.url = url.pathname;
    bundle(req, res, () =>
      refuseRequest(res, url.pathname === '/rtc-call.js' ? 'bundle-missing' : 'not-found'),
    );
  };
}
