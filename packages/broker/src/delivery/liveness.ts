import type {Clock} from '../clock.js';
import type {Socket} from './socket.js';

/**
 * Detects dead connections: pings a client that was silent for half of `silenceMs`, and closes one that was silent for all
 * of it. Every frame counts, so PeerJS clients, which send a HEARTBEAT every 5 s, need no pings. Browsers answer pings even
 * in background tabs, where timers are throttled. Time during which the broker does not read, because it is paused or
 * because the client is over a limit, does not count as silence.
 */
export function watchLiveness(sockets: ReadonlySet<Socket>, silenceMs: number, clock: Clock): () => void {
  return clock.every(silenceMs / 8, () => {
    const now = clock.now();
    for (const socket of sockets) {
      if (socket.isThrottled) continue;
      const silence = now - socket.seenAt;
      if (silence >= silenceMs) socket.terminate('silent');
      else if (silence >= silenceMs / 2 && socket.pingedAt <= socket.seenAt) socket.ping(now);
    }
  });
}
