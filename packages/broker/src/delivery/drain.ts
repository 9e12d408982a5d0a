import type {Clock} from '../clock.js';
import type {Logger} from '../log.js';
import {envelope} from '../protocol/index.js';
import type {Socket} from './socket.js';

/** How many clients may reconnect per second. One core does 1,000 to 1,600 TLS handshakes per second. */
const RETURNS_PER_SECOND = 500;

/** How often to check that all clients have left, in ms. */
const POLL_MS = 10;

/**
 * Disconnects all clients. Tells them over how many milliseconds to spread their reconnection, so that they don't all
 * reach the next broker at once, closes their sockets, and terminates those that are still open after `ms`.
 */
export async function drain(
  sockets: ReadonlySet<Socket>,
  ms: number,
  clock: Clock,
  log: Logger,
): Promise<void> {
  if (sockets.size === 0) return;
  const spreadMs = Math.max(1_000, Math.ceil((sockets.size / RETURNS_PER_SECOND) * 1_000));
  log.info({peers: sockets.size, spreadMs}, 'draining');
  const notice = envelope({kind: 'drain', spreadMs} as {kind: string});
  for (const socket of sockets) {
    socket.send(notice);
    socket.refuse('draining');
  }
  const deadline = clock.now() + ms;
  while (sockets.size > 0 && clock.now() < deadline)
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  for (const socket of sockets) socket.terminate();
  while (sockets.size > 0) await new Promise(resolve => setTimeout(resolve, POLL_MS));
}
