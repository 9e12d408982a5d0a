import {expect, test} from 'vitest';
import {runChaos} from './testing/chaos/chaos.js';

test('a hundred kills of brokers and of Redis: no frame is lost unnoticed or arrives twice, no id has two owners, no ghost remains', async () => {
  const {CHAOS_SEED, CHAOS_KILLS} = process.env;
  const seed = Number(CHAOS_SEED ?? Date.now() % 1_000_000);
  console.log(`CHAOS_SEED=${seed}`);
  const {failures, counts, ...chaos} = await runChaos({
    seed,
    kills: Number(CHAOS_KILLS ?? 100),
    say: CHAOS_SEED === undefined ? undefined : line => console.log(line),
  });
  console.log(JSON.stringify({...chaos, delays: undefined, counts}));
  expect(failures, `CHAOS_SEED=${seed}`).toEqual([]);
  // It was not all silence.
  expect(counts.arrived).toBeGreaterThan(counts.sent / 2);
});
