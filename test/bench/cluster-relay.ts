/** The cost and the latency of relayed messages in a cluster. */
import {once} from 'node:events';
import type {WebSocket} from 'ws';
import {connectMany, idOf, wait} from './broker-clients.js';
import type {Cluster} from './cluster-brokers.js';

const PAIRS = 24;
const MESSAGES = 500;
/** Messages of a pair that are on their way at once. */
const WINDOW = 4;
/** A payload of the size of a typical offer: 1.2 KB. */
const SDP = 'a=rtpmap:111 opus/48000/2\r\n'.repeat(40);

/** Of the measurement of latency: time between two messages of a pair, and in all, in ms. */
const [EVERY_MS, LATENCY_MS] = [100, 4_000];

export interface Pair {
  readonly from: WebSocket;
  readonly to: WebSocket;
  readonly dst: string;
}

/** Pairs, evenly spread over the brokers; `isAcross`: the two people of a pair are at different ones. */
export async function connectPairs({brokers}: Cluster, isAcross: boolean): Promise<Pair[]> {
  const each = PAIRS / brokers.length;
  const pairs: Pair[] = [];
  for (const [index, {port}] of brokers.entries()) {
    const other = isAcross ? brokers[(index + 1) % brokers.length]! : brokers[index]!;
    const [from, to] = [
      await connectMany(port, `from${index}`, each),
      await connectMany(other.port, `to${index}`, each),
    ];
    for (const [i, socket] of from.entries())
      pairs.push({from: socket, to: to[i]!, dst: idOf(`to${index}`, i)});
  }
  return pairs;
}

/** Messages per second of CPU. */
export async function measureCost(cluster: Cluster, pairs: readonly Pair[]): Promise<number> {
  // Until the code of each broker is optimized: each has its part of the messages only.
  for (let run = 0; run <= cluster.brokers.length; run += 1) await Promise.all(pairs.map(relayMany));
  const before = await cluster.cpu();
  await Promise.all(pairs.map(relayMany));
  return (pairs.length * MESSAGES) / (((await cluster.cpu()) - before) / 1e6);
}

/** Gets MESSAGES messages across, WINDOW of them at once. */
async function relayMany({from, to, dst}: Pair): Promise<void> {
  const payload = {type: 'media', connectionId: 'mc_1', sdp: {type: 'offer', sdp: SDP}, metadata: {}};
  const text = JSON.stringify({type: 'OFFER', dst, payload});
  let [missing, arrived] = [MESSAGES, 0];
  const send = (): void => {
    if (missing === 0) return;
    missing -= 1;
    from.send(text);
  };
  await new Promise<void>(resolve => {
    // A broker that gets no CPU for a while gives up a message: its sender sends it again.
    from.on('message', () => {
      missing += 1;
      send();
    });
    to.on('message', () => {
      arrived += 1;
      if (arrived === MESSAGES) resolve();
      else send();
    });
    for (let first = 0; first < WINDOW; first += 1) send();
  });
  from.removeAllListeners('message');
  to.removeAllListeners('message');
}

/** Times from one client to the other, in ms, when the brokers have little to do. */
export async function measureLatency(pairs: readonly Pair[]): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + LATENCY_MS;
  const talk = async ({from, to, dst}: Pair, index: number): Promise<void> => {
    await wait((EVERY_MS * index) / pairs.length);
    while (performance.now() < end) {
      const start = performance.now();
      from.send(JSON.stringify({type: 'OFFER', dst, payload: {type: 'bench'}}));
      const isOver = new AbortController();
      const hears = async (socket: WebSocket) => once(socket, 'message', {signal: isOver.signal});
      const expires = hears(from);
      const arrives = hears(to).then(() => times.push(performance.now() - start));
      await Promise.race([arrives, expires]);
      isOver.abort();
      await Promise.allSettled([arrives, expires]);
      await wait(EVERY_MS);
    }
  };
  await Promise.all(pairs.map(talk));
  return times;
}
