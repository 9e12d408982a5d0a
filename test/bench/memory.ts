/** Resident memory per idle socket, in our broker and in stock PeerServer, each in its own process. */
import {once} from 'node:events';
import {WebSocket} from 'ws';
import {startBroker, startPeerServer, type RunningBroker} from '../support/brokers.js';
import {against, summarize, type Row} from './figures.js';

const SOCKETS = 2_000;
/** Connections at a time, so that they fit into the backlog of the listening socket. */
const BATCH = 100;
const ROUNDS = 3;

export async function measureMemory(): Promise<Row[]> {
  const figures = {ours: [] as number[], stock: [] as number[]};
  for (let round = 0; round < ROUNDS; round += 1) {
    const limits = {connectionsPerAddress: 2 * SOCKETS, joinsPerAddress: SOCKETS};
    figures.ours.push(await memoryPerSocket(await startBroker({limits})));
    figures.stock.push(await memoryPerSocket(await startPeerServer()));
  }
  const [ours, stock] = [
    summarize('RSS of an idle socket: ours', 'KB', figures.ours),
    summarize('RSS of an idle socket: stock peer', 'KB', figures.stock),
  ];
  return [against(ours, 'stock', stock), stock];
}

/** In KB. */
async function memoryPerSocket(broker: RunningBroker): Promise<number> {
  // The first sockets include the cost of shared code and pools.
  const warm = await connect(broker.port, 'warm', BATCH);
  const before = await broker.memory();
  const sockets: WebSocket[] = [];
  for (let i = 0; i < SOCKETS; i += BATCH) sockets.push(...(await connect(broker.port, `idle${i}`, BATCH)));
  const after = await broker.memory();
  for (const socket of [...warm, ...sockets]) socket.terminate();
  await broker.close();
  return (after - before) / SOCKETS / 1_000;
}

/** Opens `count` sockets and waits for OPEN. */
function connect(port: number, name: string, count: number): Promise<WebSocket[]> {
  return Promise.all(
    Array.from({length: count}, async (_, i) => {
      const query = new URLSearchParams({key: 'peerjs', id: `${name}-${i}`, token: crypto.randomUUID()});
      const socket = new WebSocket(`ws://127.0.0.1:${port}/rtc/peerjs?${query}`, {perMessageDeflate: false});
      const [frame] = (await once(socket, 'message')) as [Buffer];
      if ((JSON.parse(String(frame)) as {type: string}).type !== 'OPEN')
        throw new Error(`Refused: ${String(frame)}`);
      return socket;
    }),
  );
}
