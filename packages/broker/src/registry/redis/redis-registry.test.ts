import {expect} from 'vitest';
import {Clock} from '../../clock.js';
import {createLog} from '../../log.js';
import {parseRedisUrl} from '../../redis-url.js';
import {shareRedis} from '../../testing/redis.js';
import {describeRegistry} from '../../testing/registry-contract.js';
import type {ReliableRegistry} from '../registry.js';
import {makeReliable} from '../reliable-registry.js';
import {createRedisRegistry} from './redis-registry.js';

const redis = shareRedis();
let count = 0;

const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/** Resolves when it is true. */
async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await sleep(5);
}

describeRegistry(
  'in Redis',
  async limits => {
    const prefix = `contract-${(count += 1)}`;
    const clock = new Clock();
    const markers = new Set<string>();
    const open = new Set<ReliableRegistry>();
    const settle = async () => {
      const names = (await redis().ask('ZRANGE', `{${prefix}}:nodes`, '0', '-1')) as string[];
      for (const name of names) {
        const marker = `marker-${(count += 1)}`;
        const note = JSON.stringify({event: {type: 'reachable', id: marker}});
        await redis().ask('PUBLISH', `{${prefix}}:to:${name}`, note);
        // It comes after everything that was published to this node before. A node that has just closed gets nothing.
        await until(async () => markers.has(marker) || !(await isAlive(name)));
      }
    };
    const isAlive = async (name: string) => (await redis().ask('ZSCORE', `{${prefix}}:nodes`, name)) !== null;
    return {
      async join() {
        const registry = createRedisRegistry({
          address: parseRedisUrl(redis().url)!,
          prefix,
          limits,
          keepMs: 5_000,
          release: 'test',
          clock,
          log: createLog('silent'),
        });
        const reliable = makeReliable({registry, clock, onError() {}});
        const subscribe: ReliableRegistry['subscribe'] = listener => {
          reliable.subscribe({
            onEvent(event) {
              if (event.type === 'reachable' && event.id.startsWith('marker-')) markers.add(event.id);
              else listener.onEvent(event);
            },
            deliver: message => listener.deliver(message),
          });
        };
        open.add(reliable);
        const close = async () => {
          open.delete(reliable);
          await reliable.close();
        };
        return new Proxy(reliable, {
          get: (target, name) => {
            if (name === 'subscribe') return subscribe;
            if (name === 'close') return close;
            const value: unknown = Reflect.get(target, name);
            return typeof value === 'function' ? (value.bind(target) as unknown) : value;
          },
        });
      },
      async pass(ms) {
        await until(() => [...open].every(registry => registry.isReady()));
        await sleep(ms);
        const [seconds, micros] = (await redis().ask('TIME')) as string[];
        const due = String(Number(seconds) * 1_000 + Math.floor(Number(micros) / 1_000));
        await until(async () => (await redis().ask('ZCOUNT', `{${prefix}}:grace`, '-inf', due)) === 0);
        await settle();
      },
      async close() {
        clock.close();
        expect(await redis().ask('ZCARD', `{${prefix}}:nodes`)).toBe(0);
      },
    };
  },
  700,
);
