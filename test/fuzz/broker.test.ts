import {expect, onTestFinished, test} from 'vitest';
import {
  FUZZ_LIMITS,
  fuzzFrames,
  fuzzUpgrades,
  startWellBehavedPair,
} from '../../packages/broker/src/testing/fuzz.js';
import {startBroker, type RunningBroker} from '../support/brokers.js';

const SEED = Number(process.env.FUZZ_SEED ?? 20_251_121);
const FRAMES = Number(process.env.FUZZ_FRAMES ?? 1_000_000);
const UPGRADES = 10_000;
const ROUNDS = 10;
const MIB = 2 ** 20;
const METRICS_TOKEN = 'metrics of the fuzz test';

/**
 * Allowed growth of the heap between the first round and the end, in MiB. Measured as heap after a collection, because
 * resident memory also varies with V8's reserves.
 */
const GROWTH = {heap: 4, resident: 64};

interface Memory {
  readonly heap: number;
  readonly resident: number;
}

/** Heap in MiB, after a collection. */
async function memoryOf(broker: RunningBroker): Promise<Memory> {
  const memory = await broker.memory();
  const headers = {Authorization: `Bearer ${METRICS_TOKEN}`};
  const metrics = await (await fetch(`http://127.0.0.1:${broker.port}/rtc/metrics`, {headers})).text();
  const heap = Number(/^nodejs_heap_size_used_bytes (\S+)$/m.exec(metrics)?.[1]);
  return {heap: Math.round((heap / MIB) * 10) / 10, resident: Math.round(memory / MIB)};
}

/** Runs `round` ten times during a call, and expects no effect on the call or the memory. */
async function watch(round: (broker: RunningBroker, index: number) => Promise<object>): Promise<void> {
  const broker = await startBroker({limits: FUZZ_LIMITS, logLevel: 'silent', metricsToken: METRICS_TOKEN});
  onTestFinished(() => broker.close());
  const pair = await startWellBehavedPair(`http://127.0.0.1:${broker.port}/rtc`);
  const memory: Memory[] = [];
  for (let index = 0; index < ROUNDS; index += 1) {
    const counts = await round(broker, index);
    memory.push(await memoryOf(broker));
    console.log(
      `  round ${index + 1} of ${ROUNDS}: ${JSON.stringify(counts)}, ${JSON.stringify(memory.at(-1))} MiB`,
    );
  }
  expect(await pair.stop()).toBeGreaterThan(100);
  const [first, last] = [memory[0]!, memory.at(-1)!];
  expect(last.heap - first.heap).toBeLessThan(GROWTH.heap);
  expect(last.resident - first.resident).toBeLessThan(GROWTH.resident);
}

test(`${FRAMES.toLocaleString('en')} random frames, seed ${SEED}: alive, memory flat, a call untouched`, async () => {
  await watch((broker, index) =>
    fuzzFrames(`http://127.0.0.1:${broker.port}/rtc`, FRAMES / ROUNDS, SEED + index * 7_919),
  );
});

test(`${UPGRADES.toLocaleString('en')} odd upgrade requests, seed ${SEED}: alive, memory flat, a call untouched`, async () => {
  await watch((broker, index) => fuzzUpgrades(broker.port, UPGRADES / ROUNDS, SEED + index));
});
