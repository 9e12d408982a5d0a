/** Brokers that share a Redis, for tests. */
import {randomUUID} from 'node:crypto';
import {expect} from 'vitest';
import {connect, dial, until, type Client, type ConnectOptions, type Received} from './client.js';
import {startProcess, type BrokerProcess} from './processes.js';
import {startBroker, type RunningBroker} from './servers.js';

export function nth<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`There is no item ${index}.`);
  return item;
}

export interface Health {
  readonly ready: boolean;
  readonly cluster: {readonly brokers: number; readonly problem?: string};
}

export async function healthOf(url: string): Promise<Health> {
  const ask = () => fetch(`${url}/health`);
  // A kept connection may end just as it is used again.
  return (await (await ask().catch(ask)).json()) as Health;
}

/** Waits until each of these brokers knows of so many, and can reach Redis. */
export async function untilJoined(urls: readonly string[], count = urls.length): Promise<void> {
  await until(async () => {
    const healths = await Promise.all(urls.map(healthOf));
    return healths.every(({ready, cluster}) => ready && cluster.brokers === count && !cluster.problem);
  });
}

const untilUsable = (url: string): Promise<void> =>
  until(async () => {
    const {ready, cluster} = await healthOf(url);
    return ready && !cluster.problem;
  });

export interface Cluster {
  readonly prefix: string;
  readonly brokers: readonly RunningBroker[];
  readonly urls: readonly [string, string, ...string[]];
}

/** So many brokers in this process, each with the next of these URLs of Redis. */
export async function startCluster(
  redis: string | readonly string[],
  count: number,
  options: object = {},
): Promise<Cluster> {
  const prefix = randomUUID();
  const ways = [redis].flat();
  const brokers = await Promise.all(
    Array.from({length: count}, (_, index) =>
      startBroker({redis: nth(ways, index % ways.length), redisPrefix: prefix, ...options}),
    ),
  );
  const urls = brokers.map(({url}) => url);
  // They act as one from now on. How many they are, they hear with their next renewal.
  for (const url of urls) await untilUsable(url);
  return {prefix, brokers, urls: urls as [string, string]};
}

/** One in a process of its own. */
export async function startClusterProcess(
  redis: string,
  prefix: string,
  flags: readonly string[] = [],
): Promise<BrokerProcess> {
  const broker = await startProcess(['--redis', redis, '--redis-prefix', prefix, ...flags]);
  await untilUsable(broker.url);
  return broker;
}

/** Connects, and enters a room. */
export async function join(url: string, room: string, options: ConnectOptions = {}): Promise<Client> {
  const client = await connect(url, options);
  client.enter(room);
  await client.nextFromBroker('room');
  return client;
}

/** Connects as soon as a broker lets this client in: to each of the brokers in turn. */
export async function reconnect(urls: readonly string[], id: string): Promise<Client> {
  for (let turn = 0; ; turn += 1) {
    try {
      return await connect(nth(urls, turn % urls.length), {id});
    } catch (error) {
      if (turn > 500) throw error;
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }
}

/** What the broker has told a client about the members of its rooms, in short. */
export const changesSeenBy = ({received}: Client): string[] =>
  received.flatMap(({payload}) => {
    const {kind, id, member} = (payload ?? {}) as {
      kind?: string;
      id?: string;
      member?: {id: string; away: boolean};
    };
    if (kind === 'exited') return [`exited ${id}`];
    return member ? [`${kind} ${member.id}${member.away ? ' away' : ''}`] : [];
  });

/** A message gets through, the latest when its sender tries again after an EXPIRE, as the engine's outbox does. */
export async function expectReaches(from: Client, to: Client, link: string): Promise<void> {
  const isIt = ({type, payload}: Received) => type === 'OFFER' && payload?.connectionId === link;
  const hasExpired = ({type, src}: Received) => type === 'EXPIRE' && src === to.id;
  from.offer(to.id, link);
  await until(() => {
    if (to.received.some(isIt)) return true;
    const index = from.received.findIndex(hasExpired);
    if (index >= 0) {
      from.received.splice(index, 1);
      from.offer(to.id, link);
    }
    return false;
  });
  await to.next('OFFER', isIt);
}

/** As many times, a different owner at each of these brokers claims one id at once: one of them gets it. */
export async function expectOneOwner(urls: readonly string[], times: number): Promise<void> {
  for (let round = 0; round < times; round += 1) {
    const clients = await Promise.all(
      urls.map((url, index) => dial(url, {id: `contested-${round}`, token: `of owner ${index}`})),
    );
    const outcomes = await Promise.all(
      clients.map(client =>
        Promise.race([client.next('OPEN').then(() => 'open'), client.next('ID-TAKEN').then(() => 'taken')]),
      ),
    );
    expect(outcomes.toSorted()).toEqual(['open', ...urls.slice(1).map(() => 'taken')]);
    for (const client of clients) client.vanish();
  }
}
