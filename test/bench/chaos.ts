/**
 * Brokers and their Redis are killed a thousand times while clients talk and compete for ids. `pnpm test:full` does it a hundred
 * times, with the same code.
 */
import {runChaos} from '../../packages/broker/src/testing/chaos/chaos.js';
import {summarize, type Row} from './figures.js';

export interface ChaosOptions {
  readonly kills: number;
  /** A new one if absent. */
  readonly seed?: number;
}

/** Rejects if a promise was broken. */
export async function measureChaos({kills, seed = Date.now() % 1_000_000}: ChaosOptions): Promise<Row[]> {
  console.log(`chaos: --seed ${seed}`);
  const chaos = await runChaos({kills, seed, say: line => console.log(line)});
  const {failures, counts, delays, calmMs, ghostMs} = chaos;
  if (failures.length > 0) throw new Error(`--seed ${seed}: ${failures.join('; ')}`);
  const one = (what: string, unit: string, value: number) => summarize(what, unit, [value]);
  return [
    one('Kills of brokers', '', chaos.kills.brokers),
    one('Kills of Redis', '', chaos.kills.redis),
    one('Frames sent', '', counts.sent),
    one('… that arrived', '', counts.arrived),
    one('… of which the sender got EXPIRE', '', counts.expired),
    one('… that were lost unnoticed, or arrived twice', '', 0),
    one('Connections with an id', '', counts.opened),
    one('… refused, because a rival had it', '', counts.taken),
    one('… whose id had two owners', '', 0),
    summarize('Time until a frame arrived', 'ms', delays),
    one('After the last kill: everybody is back', 'ms', calmMs),
    one('Those who broke off are gone, grace period included', 'ms', ghostMs),
  ];
}
