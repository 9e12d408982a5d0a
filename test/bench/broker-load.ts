/**
 * The cost of many clients, compared with stock PeerServer in the same run: memory and CPU of idle sockets, CPU of relayed
 * messages. Measures the CPU time of the process, which hardly depends on other load on the machine.
 */
import type {WebSocket} from 'ws';
import {startBroker, startPeerServer, type RunningBroker} from '../support/brokers.js';
import {beat, connectMany, CROWD, endAll, idOf, wait} from './broker-clients.js';
import {against, summarize, type Row} from './figures.js';

const SOCKETS = 10_000;
/** How long to measure idle sockets, in ms. */
const IDLE_MS = 20_000;
/** Warm-up until the code is optimized and garbage from connecting is collected, in ms. */
const SETTLE_MS = 5_000;
const IDLE_ROUNDS = 3;
const RELAY_ROUNDS = 5;

/** Pairs that relay messages, and messages per pair. */
const PAIRS = 50;
const MESSAGES = 1_000;

/** A payload of the size of a typical offer: 1.2 KB. */
const SDP = 'a=rtpmap:111 opus/48000/2\r\n'.repeat(40);

interface Figures {
  readonly memory: number[];
  readonly cpu: number[];
  readonly relayed: number[];
}

type Start = () => Promise<RunningBroker>;

const STARTS: Record<'ours' | 'stock', Start> = {
  ours: () => startBroker({limits: CROWD}),
  stock: () => startPeerServer(),
};

export async function measureBrokerLoad(): Promise<Row[]> {
  const figures: Record<'ours' | 'stock', Figures> = {
    ours: {memory: [], cpu: [], relayed: []},
    stock: {memory: [], cpu: [], relayed: []},
  };
  const kinds = ['ours', 'stock'] as const;
  for (let round = 0; round < IDLE_ROUNDS; round += 1) {
    for (const kind of kinds) figures[kind].memory.push(await measureMemory(STARTS[kind]));
  }
  for (let round = 0; round < IDLE_ROUNDS; round += 1) {
    for (const kind of kinds) figures[kind].cpu.push(await measureIdle(STARTS[kind]));
  }
  for (let round = 0; round < RELAY_ROUNDS; round += 1) {
    for (const kind of kinds) figures[kind].relayed.push(await measureRelay(STARTS[kind]));
  }
  const rows = (what: string, unit: string, of: keyof Figures): Row[] => {
    const ours = summarize(`${what}: ours`, unit, figures.ours[of]);
    const stock = summarize(`${what}: stock peer`, unit, figures.stock[of]);
    return [against(ours, 'stock', stock), stock];
  };
  return [
    ...rows(`RSS of one of ${SOCKETS} idle sockets`, 'KB', 'memory'),
    ...rows(`CPU of ${SOCKETS} idle sockets`, '% of a core', 'cpu'),
    ...rows('Messages relayed per CPU second', '', 'relayed'),
  ];
}

/** Memory of one additional socket, in KB. */
async function measureMemory(start: Start): Promise<number> {
  const broker = await start();
  // The first sockets include the cost of shared code and pools.
  const sockets = await connectMany(broker.port, 'warm', 200);
  const before = await broker.memory();
  sockets.push(...(await connectMany(broker.port, 'idle', SOCKETS)));
  const after = await broker.memory();
  endAll(sockets);
  await broker.close();
  return (after - before) / SOCKETS / 1_000;
}

/** CPU in percent of a core. Measured in a broker whose memory was not read, because V8 keeps collecting after that. */
async function measureIdle(start: Start): Promise<number> {
  const broker = await start();
  const sockets = await connectMany(broker.port, 'idle', SOCKETS);
  const stop = beat(sockets);
  await wait(SETTLE_MS);
  const cpu = await cpuDuring(broker, () => wait(IDLE_MS));
  stop();
  endAll(sockets);
  await broker.close();
  return cpu / (IDLE_MS * 10);
}

/** Messages per second of CPU. */
async function measureRelay(start: Start): Promise<number> {
  const broker = await start();
  const [from, to] = [
    await connectMany(broker.port, 'from', PAIRS),
    await connectMany(broker.port, 'to', PAIRS),
  ];
  // Warm up until the code is optimized.
  await relayAll(from, to);
  await relayAll(from, to);
  const cpu = await cpuDuring(broker, () => relayAll(from, to));
  endAll([...from, ...to]);
  await broker.close();
  return (PAIRS * MESSAGES) / (cpu / 1e6);
}

async function relayAll(from: readonly WebSocket[], to: readonly WebSocket[]): Promise<void> {
  const payload = {type: 'media', connectionId: 'mc_1', sdp: {type: 'offer', sdp: SDP}, metadata: {}};
  const allArrived = new Promise<void>(resolve => {
    let arrived = 0;
    const count = (): void => {
      arrived += 1;
      if (arrived < PAIRS * MESSAGES) return;
      for (const socket of to) socket.off('message', count);
      resolve();
    };
    for (const socket of to) socket.on('message', count);
  });
  for (let message = 0; message < MESSAGES; message += 1) {
    for (const [index, socket] of from.entries()) {
      socket.send(JSON.stringify({type: 'OFFER', dst: idOf('to', index), payload}));
    }
    // Yield sometimes, so that the other side can send.
    if (message % 10 === 0) await wait(0);
  }
  await allArrived;
}

/** CPU time of the broker during `run`, in µs. */
async function cpuDuring(broker: RunningBroker, run: () => Promise<void>): Promise<number> {
  const before = await broker.cpu();
  await run();
  return (await broker.cpu()) - before;
}
