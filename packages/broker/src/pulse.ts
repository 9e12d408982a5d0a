import type {Socket} from './socket.js';

/**
 * Notices connections that are gone without a goodbye: whoever was silent for half of `silenceMs` is pinged, whoever
 * stays silent to its end is cut off. Any frame is a sign of life, so that PeerJS clients, who send a HEARTBEAT
 * every 5 s, cost no pings; a browser answers pings even where it slows the timers of a background tab.
 */
export function startPulse(sockets: ReadonlySet<Socket>, silenceMs: number): () => void {
  const timer = setInterval(() => {
    const now = performance.now();
    for (const socket of sockets) {
      const silence = now - socket.seenAt;
      if (silence >= silenceMs) socket.terminate('silent');
      else if (silence >= silenceMs / 2 && socket.pingedAt <= socket.seenAt) socket.ping(now);
    }
  }, silenceMs / 8);
  return () => clearInterval(timer);
}
