/** Ten thousand peers in a cluster: memory of the brokers and of Redis, and the death of one of three brokers. */
import {once} from 'node:events';
import type {WebSocket} from 'ws';
import type {RunningBroker} from '../support/brokers.js';
import {connect, connectMany, endAll, idOf, wait} from './broker-clients.js';
import {infoOf, withCluster, type Cluster} from './cluster-brokers.js';
import {against, summarize, type Row} from './figures.js';

const PEERS = 10_000;
const ROOM = 4;
/** Clients wait up to this time before each attempt to come back, in ms. */
const SPREAD_MS = 2_000;
/** Time after which a client gives up, in ms. */
const PATIENCE_MS = 60_000;

/** Memory at 10,000 peers: of the broker, and of Redis. */
export async function measureSizes(): Promise<Row[]> {
  const memory = {alone: 0, shared: 0};
  const bytes = {idle: 0, inRooms: 0, key: 0};
  for (const kind of ['alone', 'shared'] as const) {
    await withCluster(kind === 'alone' ? 0 : 1, async ({redis, brokers}) => {
      const broker = brokers[0]!;
      const used = async () => (redis ? infoOf(redis, 'memory', 'used_memory') : 0);
      const sockets = await connectMany(broker.port, 'warm', 200);
      const [rss, redisBytes] = [await broker.memory(), await used()];
      const peers = await connectMany(broker.port, 'peer', PEERS);
      memory[kind] = (await broker.memory()) - rss;
      if (redis) {
        bytes.idle = (await used()) - redisBytes;
        bytes.key = Number(await redis.ask('MEMORY', 'USAGE', `{bench}:id:${idOf('peer', 0)}`));
        await enterAll(peers);
        bytes.inRooms = (await used()) - redisBytes;
      }
      endAll([...sockets, ...peers]);
    });
  }
  const row = (what: string, unit: string, value: number) => summarize(what, unit, [value / PEERS]);
  const alone = row(`RSS of one of ${PEERS} idle sockets: one broker, alone`, 'B', memory.alone);
  const shared = row(`RSS of one of ${PEERS} idle sockets: one with Redis`, 'B', memory.shared);
  return [
    alone,
    against(shared, 'alone', alone),
    row(`Redis, per peer, of ${PEERS} in no room`, 'B', bytes.idle),
    row(`Redis, per peer, in rooms of ${ROOM}`, 'B', bytes.inRooms),
    summarize('… MEMORY USAGE of the key of one id', 'B', [bytes.key]),
  ];
}

const roomOf = (index: number): string => `room-${Math.floor(index / ROOM)}`;

/** Enters its room, and waits until it is in. */
async function enter(socket: WebSocket, index: number): Promise<void> {
  const payload = {
    type: 'rtc-call',
    kind: 'enter',
    room: roomOf(index),
    name: `Person ${index}`,
    stage: 'in',
    session: 's',
  };
  await new Promise<void>((resolve, reject) => {
    const onMessage = (data: Buffer): void => {
      if (data.includes('"refused"')) reject(new Error(data.toString()));
      if (!data.includes('"kind":"room"')) return;
      socket.off('message', onMessage);
      resolve();
    };
    socket.on('message', onMessage);
    socket.send(JSON.stringify({type: 'OFFER', dst: '@broker', payload}));
  });
}

async function enterAll(sockets: readonly WebSocket[]): Promise<void> {
  const BATCH = 200;
  for (let start = 0; start < sockets.length; start += BATCH)
    await Promise.all(sockets.slice(start, start + BATCH).map((socket, i) => enter(socket, start + i)));
}

/** 10,000 peers in rooms of four, spread over three brokers, one of which is killed. */
export const measureDeath = (): Promise<Row[]> => withCluster(3, killOne);

async function killOne({brokers}: Cluster): Promise<Row[]> {
  const sockets: WebSocket[] = [];
  while (sockets.length < PEERS) {
    const batch = Array.from({length: Math.min(100, PEERS - sockets.length)}, (_, i) => sockets.length + i);
    sockets.push(
      ...(await Promise.all(batch.map(index => connect(brokers[index % 3]!.port, idOf('peer', index))))),
    );
  }
  await enterAll(sockets);
  let left = 0;
  for (const socket of sockets)
    socket.on('message', (data: Buffer) => {
      if (data.includes('"kind":"exited"')) left += 1;
    });
  const killed = sockets.flatMap((socket, index) => (index % 3 === 0 ? [{socket, index}] : []));
  const returns = killed.map(async ({socket, index}) => {
    await once(socket, 'close');
    return comeBack([brokers[1]!, brokers[2]!], index);
  });
  const start = performance.now();
  await brokers[0]!.kill();
  const back = (await Promise.all(returns)).filter(client => client !== undefined);
  const times = back.map(({at}) => at - start);
  // Those who heard nothing of the death must not do so later.
  await wait(10_000);
  endAll([...sockets, ...back.map(({socket}) => socket)]);
  return [
    summarize('One of three brokers is killed: clients back in their rooms', `of ${killed.length}`, [
      back.length,
    ]),
    summarize('Back after the death', 'ms', times),
    summarize('The last one', 'ms', [Math.max(...times)]),
    summarize('Members who were said to have left', `of ${PEERS}`, [left]),
  ];
}

async function comeBack(brokers: readonly RunningBroker[], index: number) {
  const start = performance.now();
  while (performance.now() - start < PATIENCE_MS) {
    await wait(Math.random() * SPREAD_MS);
    try {
      const broker = brokers[Math.floor(Math.random() * brokers.length)]!;
      const socket = await connect(broker.port, idOf('peer', index));
      await enter(socket, index);
      return {socket, at: performance.now()};
    } catch {
      // Not yet: try again.
    }
  }
  return undefined;
}
