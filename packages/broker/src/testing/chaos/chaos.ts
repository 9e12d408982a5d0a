/**
 * Brokers and their Redis are killed, one after another or two at once, and started again, while clients talk and compete for ids.
 * A seed decides who is killed and when, and what the clients do; what comes of it also depends on the machine.
 */
import {until} from '../client.js';
import {World} from '../simulation/world.js';
import {BROKERS, PREFIX, startBrokers, type Brokers} from './brokers.js';
import {Checks, type Counts} from './checks.js';
import {Rival, Talker} from './clients.js';

const TALKERS = 12;
/** Ids that several want, and how many want each. */
const [PRIZES, RIVALS] = [4, 3];

/** Of ten kills, so many are of Redis. */
const REDIS_SHARE = 0.1;
/** How likely two are killed at once. */
const DOUBLE = 0.15;

export interface ChaosOptions {
  readonly kills: number;
  readonly seed: number;
  /** Called with what happens. */
  readonly say?: (line: string) => void;
}

export interface Chaos {
  readonly seed: number;
  readonly kills: {readonly brokers: number; readonly redis: number};
  readonly failures: readonly string[];
  readonly counts: Counts;
  /** How long frames took to arrive, in ms, those that waited for their recipient too. */
  readonly delays: readonly number[];
  /** From the last kill until every client was back and knew of all others, in ms. */
  readonly calmMs: number;
  /** From the last goodbye until nothing was left of those who did not say any, in ms. */
  readonly ghostMs: number;
}

export async function runChaos({kills, seed, say = () => {}}: ChaosOptions): Promise<Chaos> {
  const world = new World(seed);
  const checks = new Checks();
  const brokers = await startBrokers(checks);
  const site = {...brokers, checks, world};
  const talkers: Talker[] = [];
  const rivals: Rival[] = [];
  try {
    for (let index = 0; index < TALKERS; index += 1)
      talkers.push(new Talker(site, `talker-${index}`, talkers));
    for (let index = 0; index < PRIZES * RIVALS; index += 1)
      rivals.push(new Rival(site, `prize-${index % PRIZES}`, `rival ${index}`));
    await untilCalm(talkers);
    const count = await killAll(brokers, world, kills, say);
    const calmMs = await timed(() => untilCalm(talkers));
    for (const talker of talkers) talker.silence();
    for (const rival of rivals) rival.stop(world.chance(0.5) ? 'close' : 'break');
    for (const talker of talkers.splice(0, TALKERS / 2)) talker.stop('break');
    const ghostMs = await timed(async () => {
      await untilCalm(talkers);
      await until(async () => (await idsIn(brokers)).length === talkers.length);
    });
    const ids = (await idsIn(brokers)).toSorted();
    const expected = talkers.map(({id}) => id).toSorted();
    if (ids.join() !== expected.join()) checks.fail(`Redis has ${ids.join()} instead of ${expected.join()}`);
    for (const talker of talkers) talker.stop('break');
    await until(async () => (await keysIn(brokers, '*:*')).length === 0);
    await brokers.stop();
    const nodes = await brokers.redis.ask('ZCARD', `{${PREFIX}}:nodes`);
    if (nodes !== 0) checks.fail(`brokers that have closed are still in Redis: ${String(nodes)}`);
    const {failures, counts, delays} = checks;
    return {seed, kills: count, failures, counts, delays, calmMs, ghostMs};
  } catch (error) {
    const {message} = error as Error;
    throw new Error(`seed ${seed}: ${message}; ${checks.failures.slice(0, 10).join('; ')}`, {cause: error});
  } finally {
    for (const client of [...talkers, ...rivals]) client.stop('break');
    checks.close();
    await brokers.destroy();
  }
}

/** Returns how many of each were killed. */
async function killAll(
  brokers: Brokers,
  world: World,
  kills: number,
  say: (line: string) => void,
): Promise<{brokers: number; redis: number}> {
  const count = {brokers: 0, redis: 0};
  for (let done = 0; done < kills;) {
    await new Promise(resolve => setTimeout(resolve, world.between(100, 1_500)));
    const victims = new Set<number | 'redis'>();
    const wanted = world.chance(DOUBLE) && kills - done > 1 ? 2 : 1;
    while (victims.size < wanted)
      victims.add(world.chance(REDIS_SHARE) ? 'redis' : Math.floor(world.random() * BROKERS));
    say(`kill ${done}: ${[...victims].join(' and ')}`);
    await Promise.all([...victims].map(victim => brokers.kill(victim)));
    for (const victim of victims) count[victim === 'redis' ? 'redis' : 'brokers'] += 1;
    done += victims.size;
  }
  return count;
}

/** Everyone is connected and knows exactly the others. */
const untilCalm = (talkers: readonly Talker[]): Promise<void> =>
  until(() =>
    talkers.every(
      one =>
        one.isOpen &&
        one.seen.size === talkers.length - 1 &&
        talkers.every(other => other === one || one.seen.get(other.id)?.away === false),
    ),
  );

async function timed(run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

const idsIn = async (brokers: Brokers): Promise<string[]> =>
  (await keysIn(brokers, 'id:*')).map(key => key.slice('id:'.length));

/** The keys without the prefix. */
async function keysIn({redis}: Brokers, pattern: string): Promise<string[]> {
  const keys = (await redis.ask('KEYS', `{${PREFIX}}:${pattern}`)) as string[];
  return keys.map(key => key.slice(`{${PREFIX}}:`.length));
}
