import {statSync} from 'node:fs';
import {createServer as createHttpServer, type RequestListener, type ServerOptions} from 'node:http';
import {createServer as createHttpsServer} from 'node:https';
import type {Socket} from 'node:net';
import type {Clock} from '../clock.js';
import {refuseUpgrade} from '../http-reply.js';
import type {Logger} from '../log.js';
import {OptionsError, type Config} from '../options/index.js';
import type {RefusalCode} from '../refusals.js';
import type {Certificate} from './certificate.js';
import type {Connections} from './connections.js';
import type {AnyHttpServer} from './mount.js';
import {createSite} from './site.js';

/**
 * Creates the broker's own server: `app`, or `static` at `/`, and a time limit for each request; https with a certificate.
 * Throws an OptionsError if the folder does not exist.
 */
export function createServer(
  {handshakeMs, limits, ...config}: Config,
  certificate: Certificate | undefined,
  connections: Connections,
  clock: Clock,
  onRefused: (code: RefusalCode) => void,
  log: Logger,
  app?: RequestListener,
): AnyHttpServer {
  if (config.static !== undefined && app)
    throw new OptionsError(['static: contradicts app, which answers the same requests']);
  if (config.static !== undefined && !statSync(config.static, {throwIfNoEntry: false})?.isDirectory())
    throw new OptionsError([`static: there is no folder ${JSON.stringify(config.static)}`]);
  const options: ServerOptions = {
    connectionsCheckingInterval: Math.min(handshakeMs, 1_000),
    maxHeaderSize: 16_384,
  };
  const server = certificate
    ? createHttpsServer({
        ...options,
        ...certificate,
        handshakeTimeout: handshakeMs,
      })
    : createHttpServer(options);
  limitRequests(server, handshakeMs, clock);
  // Leaves room for requests beside the sockets of all peers.
  server.maxConnections = limits.peers + 1_024;
  server.on('connection', (socket: Socket) => connections.add(socket));
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const code = refusalFor(error);
    if (code) onRefused(code);
    // A client that has received part of a response would take this for the rest of it.
    if (code && isOfHttp(error) && socket.writable && socket.bytesWritten === 0) refuseUpgrade(socket, code);
    else socket.destroy();
  });
  server.on('request', app ?? createSite(config.static, onRefused, log));
  // Accepting a connection can fail, and an error event without a listener would end the process.
  server.once('listening', () => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EMFILE' || error.code === 'ENFILE') onRefused('out-of-descriptors');
      else log.error({err: error}, 'the server failed');
    });
  });
  return server;
}

/**
 * Gives each request `ms` to arrive, not counting pauses of the process: Node compares with the time of day, and would end
 * requests that it had no chance to read. It reads these two properties for each comparison.
 */
export function limitRequests(server: AnyHttpServer, ms: number, clock: Clock): void {
  let paused = 0;
  clock.onPaused(length => {
    paused += length;
    clock.after(ms, () => (paused -= length));
  });
  const get = (): number => {
    clock.now();
    return ms + paused;
  };
  Object.defineProperties(server, {headersTimeout: {get}, requestTimeout: {get}});
}

/** Whether an error comes from Node's HTTP parser, as opposed to TLS or the connection. */
const isOfHttp = ({code = ''}: NodeJS.ErrnoException): boolean => /^(HPE|ERR_HTTP)_/.test(code);

/** The refusal for a connection that sent no complete request; undefined if the client just disconnected. */
function refusalFor(error: NodeJS.ErrnoException): RefusalCode | undefined {
  if (/^ERR_(HTTP_REQUEST|TLS_HANDSHAKE)_TIMEOUT$/.test(error.code ?? '')) return 'handshake-timeout';
  return isOfHttp(error) ? 'bad-request' : undefined;
}

/** How often to close connections that have become idle, in ms. */
const POLL_MS = 20;

/** Resolves when the server and its connections are closed: idle connections at once, the others after `ms`. */
export async function closeServer(
  server: AnyHttpServer,
  connections: Connections,
  ms: number,
): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>(resolve => server.close(() => resolve()));
  const closeIdle = (): void => {
    server.closeIdleConnections();
    connections.destroyUnused();
  };
  closeIdle();
  // Node keeps a connection whose request was answered meanwhile, although no other request may follow.
  const polling = setInterval(closeIdle, POLL_MS);
  const timer = setTimeout(() => connections.destroy(), ms);
  await closed;
  clearInterval(polling);
  clearTimeout(timer);
}
