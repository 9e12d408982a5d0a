import {expect, test} from 'vitest';
import {FUZZ_LIMITS, fuzzFrames, fuzzUpgrades, startWellBehavedPair} from './testing/fuzz.js';
import {startBroker} from './testing/servers.js';

/** As everywhere in the tests a fixed one: `pnpm test:full` runs a hundred times as many. */
const SEED = 20_251_121;

test('10,000 random frames end only the sockets that sent invalid ones', {timeout: 300_000}, async () => {
  const {url} = await startBroker({limits: FUZZ_LIMITS});
  const pair = await startWellBehavedPair(url);
  const {sent, refused} = await fuzzFrames(url, 10_000, SEED);
  expect(sent).toBe(10_000);
  expect(refused).toBeGreaterThan(500);
  expect(await pair.stop()).toBeGreaterThan(10);
});

test('500 malformed upgrade requests affect no other client', {timeout: 60_000}, async () => {
  const {url, port} = await startBroker({limits: FUZZ_LIMITS});
  const pair = await startWellBehavedPair(url);
  const answers = await fuzzUpgrades(port, 500, SEED);
  expect(Object.keys(answers)).toEqual(expect.arrayContaining(['101', '400', '404', 'none']));
  expect(answers['500']).toBeUndefined();
  expect(await pair.stop()).toBeGreaterThan(10);
});
