import {expect, onTestFinished, test} from 'vitest';
import {
  FUZZ_LIMITS,
  fuzzFrames,
  fuzzUpgrades,
  startHonestPair,
} from '../../packages/broker/src/testing/fuzz.js';
import {startBroker, type RunningBroker} from '../support/brokers.js';

const SEED = Number(process.env.FUZZ_SEED ?? 20_251_121);
const FRAMES = Number(process.env.FUZZ_FRAMES ?? 1_000_000);
const UPGRADES = 10_000;
const ROUNDS = 10;
const MIB = 2 ** 20;

/** How much more the process may hold at the end than after its first round, in MiB. */
const GROWTH = 32;

/** Runs `round` ten times beside a call that goes on; resolves to the resident memory after each, in MiB. */
async function watch(round: (broker: RunningBroker, index: number) => Promise<object>): Promise<number[]> {
  const broker = await startBroker({limits: FUZZ_LIMITS, logLevel: 'silent'});
  onTestFinished(() => broker.close());
  const pair = await startHonestPair(`http://127.0.0.1:${broker.port}/rtc`);
  const memory: number[] = [];
  for (let index = 0; index < ROUNDS; index += 1) {
    const counts = await round(broker, index);
    memory.push(Math.round((await broker.usage()).memory / MIB));
    console.log(`  round ${index + 1} of ${ROUNDS}: ${JSON.stringify(counts)}, ${memory.at(-1)} MiB`);
  }
  expect(await pair.stop()).toBeGreaterThan(100);
  return memory;
}

test(`${FRAMES.toLocaleString('en')} random frames, seed ${SEED}: alive, memory flat, a call untouched`, async () => {
  const memory = await watch((broker, index) =>
    fuzzFrames(`http://127.0.0.1:${broker.port}/rtc`, FRAMES / ROUNDS, SEED + index * 7_919),
  );
  expect(memory.at(-1)! - memory[0]!).toBeLessThan(GROWTH);
});

test(`${UPGRADES.toLocaleString('en')} odd upgrade requests, seed ${SEED}: alive, memory flat, a call untouched`, async () => {
  const memory = await watch((broker, index) => fuzzUpgrades(broker.port, UPGRADES / ROUNDS, SEED + index));
  expect(memory.at(-1)! - memory[0]!).toBeLessThan(GROWTH);
});
