import {once} from 'node:events';
import {createServer, connect, type AddressInfo, type Socket} from 'node:net';
import {setTimeout as delay} from 'node:timers/promises';

/** A network link with latency between a browser and a broker, which can be cut. */
export interface Link {
  readonly port: number;
  readonly url: string;
  /** Silently stops all traffic in both directions. */
  cut(): void;
  /** Resumes, and delivers pending data immediately and in order. */
  repair(): void;
  close(): Promise<void>;
}

/**
 * Adds a round-trip time of `roundTrip` ms between its clients and the server on `target`. DevTools emulation delays
 * WebRTC and the opening of a WebSocket, but not its messages, so connections to the broker need this.
 */
export async function startLink(target: number, roundTrip: number): Promise<Link> {
  const sockets = new Set<Socket>();
  let isCut = false;
  let waiting: (() => void)[] = [];
  const pass = (action: () => void) => {
    if (isCut) waiting.push(action);
    else action();
  };
  const server = createServer({noDelay: true}, near => {
    const said: Buffer[] = [];
    const keep = (chunk: Buffer) => said.push(chunk);
    near.on('data', keep);
    near.on('error', () => near.destroy());
    near.on('close', () => sockets.delete(near));
    sockets.add(near);
    // While the link is cut, connections wait; clients that give up meanwhile are dropped.
    pass(() => {
      near.off('data', keep);
      if (near.destroyed) return;
      const far = connect({port: target, host: '127.0.0.1', noDelay: true});
      // The connection reaches the server after the handshake, one round trip.
      const start = performance.now() + roundTrip;
      join(near, far, start, said);
      join(far, near, start);
    });
  });

  function join(from: Socket, to: Socket, start: number, said: readonly Buffer[] = []) {
    sockets.add(from);
    // A chain, because two timers may fire in either order.
    let last: Promise<unknown> = Promise.resolve();
    const later = (action: () => void) => {
      const arrived = delay(Math.max(start - performance.now(), 0) + roundTrip / 2);
      last = Promise.all([last, arrived]).then(() => pass(action));
    };
    for (const chunk of said) later(() => to.write(chunk));
    from.on('data', chunk => later(() => to.write(chunk)));
    from.on('end', () => later(() => to.end()));
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      later(() => to.destroy());
    });
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address() as AddressInfo;
  return {
    port,
    url: `http://localhost:${port}`,
    cut() {
      isCut = true;
    },
    repair() {
      isCut = false;
      const actions = waiting;
      waiting = [];
      for (const action of actions) action();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
