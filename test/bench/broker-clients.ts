/** Many PeerServer clients as plain sockets, which send only what a page's `Peer` sends. */
import {once} from 'node:events';
import {WebSocket} from 'ws';

/** Connections at a time, so that they fit into the backlog of the listening socket. */
const BATCH = 100;

/** Limits that allow many clients from one address. */
export const CROWD = {
  peers: 100_000,
  rooms: 100_000,
  connectionsPerAddress: 100_000,
  joinsPerAddress: 1_000_000,
  joinsPerSocket: 1_000_000,
  messagesPerAddress: 10_000_000,
  messagesPerSocket: 10_000_000,
};

export const idOf = (name: string, index: number): string => `${name}-${index}`;

/** Connects; rejects if the first frame is not OPEN. */
export async function connect(port: number, id: string): Promise<WebSocket> {
  const query = new URLSearchParams({key: 'peerjs', id, token: `token-of-${id}`});
  const socket = new WebSocket(`ws://127.0.0.1:${port}/rtc/peerjs?${query.toString()}`, {
    perMessageDeflate: false,
    skipUTF8Validation: true,
  });
  const [frame] = (await once(socket, 'message')) as [Buffer];
  if (!frame.includes('"OPEN"')) throw new Error(`${id} was refused: ${frame.toString()}`);
  return socket;
}

/** Opens `count` sockets with the ids `name-0` and so on, and waits for OPEN. */
export async function connectMany(port: number, name: string, count: number): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  while (sockets.length < count) {
    const batch = Array.from({length: Math.min(BATCH, count - sockets.length)}, (_, index) =>
      connect(port, idOf(name, sockets.length + index)),
    );
    sockets.push(...(await Promise.all(batch)));
  }
  return sockets;
}

/** Sends a heartbeat from each socket every 5 s, evenly spread, as PeerJS does. Returns a function that stops it. */
export function beat(sockets: readonly WebSocket[]): () => void {
  const SLICES = 50;
  let slice = 0;
  const timer = setInterval(() => {
    for (let index = slice; index < sockets.length; index += SLICES)
      sockets[index]?.send('{"type":"HEARTBEAT"}');
    slice = (slice + 1) % SLICES;
  }, 5_000 / SLICES);
  return () => clearInterval(timer);
}

export function endAll(sockets: readonly WebSocket[]): void {
  for (const socket of sockets) socket.terminate();
}

export const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
