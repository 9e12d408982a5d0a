/** Lives on somebody's HTTP server beside whatever else handles its requests and upgrades. */
import type {IncomingMessage, Server as HttpServer, ServerResponse} from 'node:http';
import {ServerResponse as Response} from 'node:http';
import type {Server as HttpsServer} from 'node:https';
import type {Duplex} from 'node:stream';

export type AnyHttpServer = HttpServer | HttpsServer;

export interface Handlers {
  request(req: IncomingMessage, res: ServerResponse): void;
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/**
 * Takes over requests and upgrades whose path is `prefix` or below it; returns what undoes that.
 *
 * Others add their listeners before or after, and most of them answer or close what they don't know: Express says
 * 404, socket.io ends a foreign upgrade after a second. So our share is taken out before any listener sees it, in
 * the server's `emit`, and the order in which they attach makes no difference.
 */
export function mount(server: AnyHttpServer, prefix: string, handlers: Handlers): () => void {
  const isOurs = ({url = ''}: IncomingMessage): boolean =>
    url.startsWith(prefix) && (url.length === prefix.length || '/?'.includes(url.charAt(prefix.length)));
  const emit = server.emit;
  let isMounted = true;

  /** Node asks for a listener before it treats a request as an upgrade at all. */
  const onUpgrade = (req: IncomingMessage, socket: Duplex): void => {
    if (server.listenerCount('upgrade') === 1) answerAsRequest(server, req, socket);
  };

  const ourEmit = function (this: AnyHttpServer, event: string | symbol, ...args: unknown[]): boolean {
    if (isMounted && (event === 'request' || event === 'upgrade') && isOurs(args[0] as IncomingMessage)) {
      if (event === 'request') handlers.request(...(args as Parameters<Handlers['request']>));
      else handlers.upgrade(...(args as Parameters<Handlers['upgrade']>));
      return true;
    }
    return Reflect.apply(emit, this, [event, ...args]) as boolean;
  };
  server.emit = ourEmit as typeof server.emit;
  server.on('upgrade', onUpgrade);

  return () => {
    isMounted = false;
    server.off('upgrade', onUpgrade);
    // Unless somebody wrapped it after us: then ours stays in between and lets everything through.
    if (server.emit === ourEmit) server.emit = emit;
  };
}

/**
 * Without us, Node would have ignored the wish to upgrade and answered the request as usual (Java's client asks
 * for h2c with every plain request): so that is what happens to upgrades that nobody here knows.
 */
function answerAsRequest(server: AnyHttpServer, req: IncomingMessage, socket: Duplex): void {
  const res = new Response(req);
  res.shouldKeepAlive = false;
  res.assignSocket(socket as Parameters<Response['assignSocket']>[0]);
  res.on('finish', () => socket.end(() => socket.destroy()));
  socket.on('error', () => socket.destroy());
  server.emit('request', req, res);
}
