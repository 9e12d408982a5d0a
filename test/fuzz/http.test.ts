import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {fuzzHttp} from '../../packages/broker/src/testing/fuzz-http.js';

const SEED = Number(process.env.FUZZ_SEED ?? 20_251_128);
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 100_000);

test(`${REQUESTS.toLocaleString('en')} random requests while files change and descriptors run out, seed ${SEED}: alive, right, nothing from outside`, async () => {
  const root = await mkdtemp(join(tmpdir(), 'rtc-broker-fuzz-'));
  onTestFinished(() => rm(root, {recursive: true, force: true}));
  const {answers} = await fuzzHttp(root, REQUESTS, SEED);
  console.log(`  ${JSON.stringify(answers)}`);
  expect(answers['206']).toBeGreaterThan(0);
  expect(answers['503']).toBeGreaterThan(0);
});
