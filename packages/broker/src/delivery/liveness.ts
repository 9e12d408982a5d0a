import type {Clock} from '../clock.js';
import type {Socket} from './socket.js';

/**
 * Notices connections that are gone without a goodbye: whoever was silent for half of `silenceMs` is pinged, whoever
 * stays silent to its end is cut off. Any frame is a sign of life, so that PeerJS clients, who send a HEARTBEAT
 * every 5 s, cost no pings; a browser answers pings even where it slows the timers of a background tab. Where the
 * broker itself does not listen, because it stood still or because the client is over a limit, nobody is silent.
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
