import {expect, test} from 'vitest';
import {isInstalled, makeFolder} from '../testing/daemons.js';
import {fuzzHttp} from '../testing/fuzz-http.js';
import {isBoundByPermissions} from '../testing/processes.js';

/** `pnpm test:full` sends 100,000. */
const COUNT = 3_000;
const SEED = Number(process.env.FUZZ_SEED ?? 20_251_128);

test.skipIf(!isInstalled('prlimit'))(
  `${COUNT} random requests while files change and descriptors run out, seed ${SEED}`,
  {timeout: 300_000},
  async () => {
    const {answers} = await fuzzHttp(await makeFolder(), COUNT, SEED);
    // All of it was tried.
    const expected = [
      '200',
      '204',
      '206',
      '301',
      '304',
      '400',
      '404',
      '405',
      '412',
      '416',
      '503',
      'reset',
      'left',
    ];
    expect(Object.keys(answers)).toEqual(expect.arrayContaining(expected));
    if (isBoundByPermissions()) expect(answers).toHaveProperty('403');
  },
);
