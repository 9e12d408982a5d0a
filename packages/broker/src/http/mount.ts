/** Mounts the broker on an HTTP server, beside the other handlers of its requests and upgrades. */
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
 * Takes over requests and upgrades whose path is `prefix` or below it; returns a function that undoes that.
 *
 * Other libraries may add listeners before or after, and most of them answer or close what they don't know: Express
 * sends 404, socket.io ends an unknown upgrade after a second. So the server's `emit` takes out our requests before any
 * listener sees them, and the order of attaching does not matter.
 */
export function mount(server: AnyHttpServer, prefix: string, handlers: Handlers): () => void {
  const isOurs = ({url = ''}: IncomingMessage): boolean =>
    url.startsWith(prefix) && (url.length === prefix.length || '/?'.includes(url.charAt(prefix.length)));
  const emit = server.emit;
  let isMounted = true;

  /** Node emits upgrades only if there is a listener. */
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
    // If other code wrapped `emit` after us, our wrapper stays and passes everything on.
    if (server.emit === ourEmit) server.emit = emit;
  };
}

/**
 * Treats an upgrade that no listener handles as a normal request. Without our listener, Node would do the same; Java's
 * client, for example, requests h2c with every plain request.
 */
function answerAsRequest(server: AnyHttpServer, req: IncomingMessage, socket: Duplex): void {
  const res = new Response(req);
  res.shouldKeepAlive = false;
  res.assignSocket(socket as Parameters<Response['assignSocket']>[0]);
  res.on('finish', () => socket.end(() => socket.destroy()));
  socket.on('error', () => socket.destroy());
  server.emit('request', req, res);
}
