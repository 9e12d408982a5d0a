/** HTTP and HTTPS on one port. */
import type {Server} from 'node:https';
import type {Socket} from 'node:net';

/** The first byte of a TLS record that starts a handshake (RFC 8446 §5.1). */
const HANDSHAKE = 0x16;

/**
 * Lets an https server also answer plain HTTP: on localhost a page needs no certificate, and a phone needs a page that
 * explains the certificate before it trusts it.
 *
 * @param ms how long a connection may be silent at first
 * @param onConnection is called for each connection before its first byte
 */
export function acceptPlain(server: Server, ms: number, onConnection: (socket: Socket) => void): void {
  // oxlint-disable-next-line typescript/unbound-method -- called with the server
  const emit = server.emit;
  const isTls = new WeakSet<Socket>();

  function decide(socket: Socket): void {
    onConnection(socket);
    const onEnd = (): void => void socket.destroy();
    socket.setTimeout(ms, onEnd);
    socket.once('error', onEnd);
    const read = (): void => {
      const first = socket.read(1) as Buffer | null;
      if (first === null) {
        // The end comes as an event of its own; otherwise something is still to come.
        if (!socket.readableEnded && !socket.destroyed) socket.once('readable', read);
        return;
      }
      socket.setTimeout(0);
      socket.off('timeout', onEnd);
      socket.off('error', onEnd);
      socket.off('end', onEnd);
      socket.unshift(first);
      if (first[0] === HANDSHAKE) {
        isTls.add(socket);
        server.emit('connection', socket);
      } else {
        // What follows a handshake in an https server is its HTTP side, which takes any socket.
        server.emit('secureConnection', socket);
      }
    };
    socket.once('end', onEnd);
    socket.once('readable', read);
  }

  server.emit = function (this: Server, event: string | symbol, ...args: unknown[]): boolean {
    const [socket] = args as [Socket];
    if (event !== 'connection' || isTls.has(socket))
      return Reflect.apply(emit, this, [event, ...args]) as boolean;
    decide(socket);
    return true;
  } as typeof server.emit;
}
