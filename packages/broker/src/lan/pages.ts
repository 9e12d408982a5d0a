/** What a device in this network gets before it uses the call: the certificate, and the page about it. */
import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Server} from 'node:https';
import type {Duplex} from 'node:stream';
import type {TLSSocket} from 'node:tls';
import {refuseRequest, refuseUpgrade} from '../http-reply.js';
import {isLoopbackHost, urlHost} from '../origin.js';
import type {Lan} from './lan.js';
import {TRUST_PAGE_POLICY, trustPage} from './trust-page.js';

/**
 * Answers requests before the other handlers of the server: those for the page and the certificate, and all that came
 * without TLS from another device, which can only be shown the way. Returns a function that undoes that.
 */
export function servePages(server: Server, lan: Lan, path: string): () => void {
  const page = `${path}/trust`;
  const certificate = `${page}/authority.crt`;
  // oxlint-disable-next-line typescript/unbound-method -- called with the server
  const emit = server.emit;

  function answer(req: IncomingMessage, res: ServerResponse): boolean {
    const [pathname] = (req.url ?? '').split('?', 1);
    const isPage = pathname === page || pathname === certificate;
    if (!isPage && isAllowed(req)) return false;
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    if (req.method !== 'GET' && req.method !== 'HEAD')
      refuseRequest(res, isPage ? 'method-not-allowed' : 'tls-required');
    else if (pathname === certificate) send(req, res, 'application/x-x509-ca-cert', lan.identity.authority);
    else if (pathname === page) {
      res.setHeader('Content-Security-Policy', TRUST_PAGE_POLICY);
      res.setHeader('Referrer-Policy', 'no-referrer');
      const {fingerprint} = lan.identity;
      const html = trustPage({call: `${httpsOrigin(req)}${wanted(req)}`, download: certificate, fingerprint});
      send(req, res, 'text/html; charset=utf-8', Buffer.from(html));
    } else {
      // A browser keeps what stands after the #.
      res.writeHead(302, {Location: `${page}?to=${encodeURIComponent(req.url ?? '/')}`}).end();
    }
    return true;
  }

  server.emit = function (this: Server, event: string | symbol, ...args: unknown[]): boolean {
    if (event === 'request' && answer(...(args as [IncomingMessage, ServerResponse]))) return true;
    if (event === 'upgrade') {
      const [req, socket] = args as [IncomingMessage, Duplex];
      if (!isAllowed(req)) {
        socket.on('error', () => socket.destroy());
        refuseUpgrade(socket, 'tls-required', req.headers.origin);
        return true;
      }
    }
    return Reflect.apply(emit, this, [event, ...args]) as boolean;
  } as typeof server.emit;
  return () => {
    server.emit = emit;
  };
}

function send(req: IncomingMessage, res: ServerResponse, type: string, body: Buffer): void {
  res.writeHead(200, {'Content-Type': type, 'Content-Length': body.length});
  res.end(req.method === 'HEAD' ? undefined : body);
}

/** With TLS, or from this machine. */
const isAllowed = ({socket}: IncomingMessage): boolean =>
  (socket as Partial<TLSSocket>).encrypted === true || isLoopbackHost(socket.remoteAddress ?? '');

/** The address that this device has reached, whatever it wrote into its request. */
const httpsOrigin = ({socket}: IncomingMessage): string =>
  `https://${urlHost(socket.localAddress ?? '')}:${socket.localPort}`;

/** The path that the device wanted before it was sent here. */
function wanted({url = ''}: IncomingMessage): string {
  const to = new URLSearchParams(url.split('?')[1] ?? '').get('to') ?? '/';
  return to.startsWith('/') ? to : '/';
}
