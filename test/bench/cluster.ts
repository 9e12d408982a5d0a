/**
 * Several brokers with one Redis, compared with one broker in the same run: the cost and the latency of a relayed message, memory,
 * and the death of one of three. Costs are CPU time of all processes that take part, Redis too, so that they hardly
 * depend on the number of cores, or on other load on the machine.
 */
import {withCluster} from './cluster-brokers.js';
import {measureDeath, measureSizes} from './cluster-crowd.js';
import {connectPairs, measureCost, measureLatency} from './cluster-relay.js';
import {endAll} from './broker-clients.js';
import {against, quantile, summarize, type Row} from './figures.js';

const ROUNDS = 3;

/** How many brokers, and whether the two people of a pair are at different ones. 0: one that is alone, without Redis. */
const SETUPS = [
  {name: 'one broker, alone', brokers: 0, isAcross: false},
  {name: 'one with Redis', brokers: 1, isAcross: false},
  {name: 'two, each pair at one', brokers: 2, isAcross: false},
  {name: 'three, each pair at one', brokers: 3, isAcross: false},
  {name: 'two, pairs at different ones', brokers: 2, isAcross: true},
  {name: 'three, pairs at different ones', brokers: 3, isAcross: true},
] as const;

export async function measureCluster(): Promise<Row[]> {
  const relayed = SETUPS.map(() => [] as number[]);
  const latencies = SETUPS.map(() => ({p50: [] as number[], p99: [] as number[]}));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, {brokers, isAcross}] of SETUPS.entries()) {
      await withCluster(brokers, async cluster => {
        const pairs = await connectPairs(cluster, isAcross);
        relayed[index]!.push(await measureCost(cluster, pairs));
        const times = await measureLatency(pairs);
        latencies[index]!.p50.push(quantile(times, 0.5));
        latencies[index]!.p99.push(quantile(times, 0.99));
        endAll(pairs.flatMap(({from, to}) => [from, to]));
      });
    }
  }
  return [
    ...compare('Messages relayed per CPU second', '', relayed),
    ...compare(
      'Latency of a message, p50',
      'ms',
      latencies.map(({p50}) => p50),
    ),
    ...compare(
      'Latency of a message, p99',
      'ms',
      latencies.map(({p99}) => p99),
    ),
    ...(await measureSizes()),
    ...(await measureDeath()),
  ];
}

/** One row for each setup, with its ratio to the broker that is alone. */
function compare(what: string, unit: string, values: readonly (readonly number[])[]): Row[] {
  const rows = SETUPS.map(({name}, index) => summarize(`${what}: ${name}`, unit, values[index]!));
  const [alone, ...others] = rows as [Row, ...Row[]];
  return [alone, ...others.map(row => against(row, 'alone', alone))];
}
