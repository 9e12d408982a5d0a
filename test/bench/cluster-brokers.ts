/** Brokers in their own processes that share a Redis, for benchmarks. */
import {spawnRedis, type TestRedis} from '../../packages/broker/src/testing/redis.js';
import {startBroker, type RunningBroker} from '../support/brokers.js';
import {CROWD, wait} from './broker-clients.js';

/** All clients have one address. */
const LIMITS = {...CROWD, roomsPerAddress: 100_000, heldIdsPerAddress: 100_000};

export interface Cluster {
  readonly redis: TestRedis | undefined;
  readonly brokers: readonly RunningBroker[];
  /** CPU time of all together, in µs. */
  cpu(): Promise<number>;
  close(): Promise<void>;
}

/** Runs with so many brokers with one Redis, and ends them; 0: one that is alone, without Redis. */
export async function withCluster<T>(count: number, run: (cluster: Cluster) => Promise<T>): Promise<T> {
  const cluster = await startCluster(count);
  try {
    return await run(cluster);
  } finally {
    await cluster.close();
  }
}

async function startCluster(count: number): Promise<Cluster> {
  const redis = count > 0 ? await spawnRedis() : undefined;
  const options = redis && {redis: redis.url, redisPrefix: 'bench'};
  const brokers = await Promise.all(
    Array.from({length: Math.max(count, 1)}, () => startBroker({limits: LIMITS, ...options})),
  );
  for (const {port} of brokers) {
    const isReady = async () => (await fetch(`http://127.0.0.1:${port}/rtc/health`)).ok;
    while (!(await isReady())) await wait(20);
  }
  return {
    redis,
    brokers,
    async cpu() {
      const times = await Promise.all([redisCpu(redis), ...brokers.map(broker => broker.cpu())]);
      return times.reduce((sum, time) => sum + time, 0);
    },
    async close() {
      await Promise.all(brokers.map(broker => broker.close()));
      await redis?.stop();
    },
  };
}

/** A number that Redis says of itself. */
export async function infoOf(redis: TestRedis, section: string, name: string): Promise<number> {
  const info = (await redis.ask('INFO', section)) as string;
  return Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info)?.[1]);
}

async function redisCpu(redis: TestRedis | undefined): Promise<number> {
  if (!redis) return 0;
  const user = await infoOf(redis, 'cpu', 'used_cpu_user');
  return 1e6 * (user + (await infoOf(redis, 'cpu', 'used_cpu_sys')));
}
