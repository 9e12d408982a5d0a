/** Three brokers and their Redis, which can be killed and are started again at once. */
import {spawnBound, type BoundProcess} from '../processes.js';
import {spawnRedis, type TestRedis} from '../redis.js';
import type {Checks} from './checks.js';

export const BROKERS = 3;
export const PREFIX = 'chaos';
export const GRACE_MS = 4_000;

const UNLIMITED = ['connections', 'joins', 'messages', 'requests'].flatMap(what => [
  `--limits-${what}-per-address`,
  '100000',
]);

export interface Brokers {
  readonly redis: TestRedis;
  readonly urls: () => readonly string[];
  readonly isAlive: (url: string) => boolean;
  /** Kills one of the brokers, by its number, or Redis. Resolves when it has been started again. */
  readonly kill: (victim: number | 'redis') => Promise<void>;
  /** Ends all, as an operator does. */
  readonly stop: () => Promise<void>;
  /** Ends all at once. */
  readonly destroy: () => Promise<void>;
}

export async function startBrokers(checks: Checks): Promise<Brokers> {
  const redis = await spawnRedis();
  const flags = [
    '--redis',
    redis.url,
    '--redis-prefix',
    PREFIX,
    '--grace-ms',
    String(GRACE_MS),
    ...UNLIMITED,
  ];
  const killed = new Set<BoundProcess>();
  const brokers: BoundProcess[] = [];
  const destroy = async (): Promise<void> => {
    for (const broker of brokers) {
      killed.add(broker);
      broker.child.kill('SIGKILL');
    }
    await Promise.all(brokers.map(({exited}) => exited));
    await redis.stop();
  };
  const start = async (index: number): Promise<void> => {
    const broker = await spawnBound({flags: [...flags, '--drain-delay-ms', '0']});
    brokers[index] = broker;
    void broker.exited.then(code => {
      if (!killed.has(broker))
        checks.fail(`broker ${index} ends by itself, with ${code}: ${broker.errors()}`);
    });
  };
  try {
    await Promise.all(Array.from({length: BROKERS}, (_, index) => start(index)));
  } catch (error) {
    await destroy();
    throw error;
  }
  return {
    redis,
    urls: () => brokers.map(({url}) => url),
    isAlive: url => brokers.some(broker => broker.url === url && !killed.has(broker)),
    async kill(victim) {
      if (victim === 'redis') return redis.restart();
      const broker = brokers[victim];
      if (!broker) throw new RangeError(`There is no broker ${victim}.`);
      killed.add(broker);
      broker.child.kill('SIGKILL');
      await broker.exited;
      await start(victim);
    },
    async stop() {
      for (const broker of brokers) {
        killed.add(broker);
        broker.child.kill('SIGTERM');
      }
      const codes = await Promise.all(brokers.map(({exited}) => exited));
      if (codes.some(code => code !== 0)) checks.fail(`the brokers end with ${codes.join(', ')}`);
    },
    destroy,
  };
}
