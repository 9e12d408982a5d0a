/**
 * One hostile socket in its own process beside 100 pairs of normal clients, with the default limits. Measures the effect
 * on the others. The clients send the header with which a proxy tells the broker their addresses.
 */
import {fork} from 'node:child_process';
import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {WebSocket} from 'ws';
import {startBroker, type RunningBroker} from '../support/brokers.js';
import {endAll, wait} from './broker-clients.js';
import {against, quantile, summarize, type Row} from './figures.js';

const PAIRS = 100;
/** Time between two messages of a pair, in ms. */
const EVERY_MS = 100;
/** Duration of each phase, in ms. Phases with and without an attack alternate, because the machine's load varies. */
const PART_MS = 4_000;
const ROUNDS = 5;

const ATTACKS = ['flood', 'huge frames', 'slow reading', 'queued messages'] as const;

export async function measureHostile(): Promise<Row[]> {
  const broker = await startBroker({trustProxy: ['127.0.0.1']});
  const pairs = await Promise.all(Array.from({length: PAIRS}, (_, index) => openPair(broker.port, index)));
  const latencies = startTalking(pairs);
  try {
    await wait(2_000);
    const before = await peakMemory(broker);
    const rows: Row[] = [];
    for (const attack of ATTACKS) {
      const figures = {quiet: [] as number[], beside: [] as number[]};
      for (let round = 0; round < ROUNDS; round += 1) {
        figures.quiet.push(await watch(latencies));
        figures.beside.push(await besideAttack(broker.port, attack, latencies));
      }
      const quiet = summarize(`Relay p99 of honest pairs before ${attack}`, 'ms', figures.quiet);
      const beside = summarize(`Relay p99 of honest pairs beside ${attack}`, 'ms', figures.beside);
      rows.push(quiet, against(beside, 'quiet', quiet));
    }
    rows.push(summarize('Peak RSS: growth through all of it', 'MiB', [(await peakMemory(broker)) - before]));
    return rows;
  } finally {
    latencies.stop();
    endAll(pairs.flat());
    await broker.close();
  }
}

async function besideAttack(port: number, attack: string, latencies: Latencies): Promise<number> {
  const child = fork(join(import.meta.dirname, 'hostile-client.js'), [String(port), attack]);
  await once(child, 'message');
  const p99 = await watch(latencies);
  child.kill('SIGKILL');
  await once(child, 'exit');
  // Its leftovers must not affect the next phase.
  await wait(1_000);
  return p99;
}

async function openPair(port: number, index: number): Promise<[WebSocket, WebSocket]> {
  const headers = {'X-Forwarded-For': `198.51.100.${index}`};
  const open = async (id: string): Promise<WebSocket> => {
    const url = `ws://127.0.0.1:${port}/rtc/peerjs?key=peerjs&id=${id}&token=t`;
    const socket = new WebSocket(url, {headers, perMessageDeflate: false});
    await once(socket, 'message');
    socket.on('close', () => {
      throw new Error(`The honest ${id} was cut off.`);
    });
    return socket;
  };
  return [await open(`caller-${index}`), await open(`callee-${index}`)];
}

interface Latencies {
  /** In ms, since the previous reading. */
  take(): number[];
  stop(): void;
}

function startTalking(pairs: readonly (readonly [WebSocket, WebSocket])[]): Latencies {
  let values: number[] = [];
  for (const [, callee] of pairs) {
    callee.on('message', data => {
      const {payload} = JSON.parse((data as Buffer).toString()) as {payload?: {at?: number}};
      // Messages of the flood have no timestamp.
      if (payload?.at !== undefined) values.push(performance.now() - payload.at);
    });
  }
  const timers = pairs.map(([caller], index) =>
    setInterval(() => {
      const payload = {type: 'candidate', at: performance.now(), text: 'x'.repeat(300)};
      caller.send(JSON.stringify({type: 'CANDIDATE', dst: `callee-${index}`, payload}));
    }, EVERY_MS),
  );
  return {
    take() {
      const taken = values;
      values = [];
      return taken;
    },
    stop() {
      timers.forEach(clearInterval);
      for (const socket of pairs.flat()) socket.removeAllListeners('close');
    },
  };
}

/** The 99th percentile during one phase. */
async function watch(latencies: Latencies): Promise<number> {
  latencies.take();
  await wait(PART_MS);
  return quantile(latencies.take(), 0.99);
}

/** Peak resident memory of the process, in MiB. */
async function peakMemory({pid}: RunningBroker): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) / 1_024;
}
