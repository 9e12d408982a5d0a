/**
 * Benchmarks: sizes, loading, the interface, memory, time to the first frame, recovery after an outage, file transfers, the broker under
 * load, and several brokers as one. rtc-call, stock PeerJS and raw WebRTC take turns in one run, so that the ratios don't depend on the machine.
 * Prints tables and writes bench-results.json. Arguments select parts.
 */
import {readFile, writeFile} from 'node:fs/promises';
import {cpus} from 'node:os';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import type {Browser} from 'puppeteer-core';
import {startBroker, type RunningBroker} from '../support/brokers.js';
import {launchChromium, SMALL_WINDOW} from '../support/browsers.js';
import {LOOKS} from '../support/fake-devices.js';
import {isInNamespace, runInNamespace} from '../support/namespace.js';
import {buildSite} from '../support/site.js';
import {measureAccept} from './accept.js';
import {measureBrokerDeath} from './broker-death.js';
import {measureHostile} from './broker-hostile.js';
import {measureBrokerLoad} from './broker-load.js';
import {measureSoak} from './broker-soak.js';
import {measureStorm} from './broker-storm.js';
import {measureChaos} from './chaos.js';
import {measureCluster} from './cluster.js';
import {table, type Row} from './figures.js';
import {measureFiles} from './files.js';
import {measureLoading} from './loading.js';
import {measureMemory} from './memory.js';
import {measureOutages} from './outages.js';
import {measureSetup} from './setup.js';
import {measureSizes} from './sizes.js';
import {measureUi} from './ui.js';

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    /** Calls per implementation and round-trip time. */
    trials: {type: 'string', default: '12'},
    /** In ms. */
    'round-trips': {type: 'string', default: '0,100,300'},
    /** Durations of the outages, in s. */
    outages: {type: 'string', default: '3,8,25'},
    /** Outages of each duration; both sides are measured. */
    repeat: {type: 'string', default: '3'},
    /** Size of the file, in MiB. */
    'file-size': {type: 'string', default: '1024'},
    /** Kills of brokers and Redis. */
    kills: {type: 'string', default: '1000'},
    /** Of the chaos: who is killed and when; a new one by default. */
    seed: {type: 'string'},
  },
});

const optionsGiven = process.argv.slice(2).filter(word => !positionals.includes(word));
const RESULTS = 'bench-results.json';
interface Results {
  readonly results: Record<string, Row[]>;
}

/** JSON has no infinity, which is the time of a call that never came back. */
const neverFromNull = (_: string, value: unknown) => value ?? Infinity;

const numbers = (list: string) => list.split(',').map(Number);

const PARTS: Record<string, () => Promise<Row[]>> = {
  sizes: measureSizes,
  ui: () => measureUi(Number(values.repeat)),
  loading: () => measureLoading({roundTrip: 100, trials: Number(values.trials)}),
  memory: measureMemory,
  setup: () =>
    withBrowsers(2, async (broker, [caller, callee]) => {
      const rows: Row[] = [];
      for (const roundTrip of numbers(values['round-trips'])) {
        const browsers = {caller: caller!, callee: callee!};
        rows.push(...(await measureSetup({broker, browsers, roundTrip, trials: Number(values.trials)})));
      }
      return rows;
    }),
  accept: () => measureAccept({roundTrip: 100, trials: Number(values.trials)}),
  outages: async () => {
    // Again in a network of its own, where packets can be lost.
    if (!isInNamespace()) {
      const script = fileURLToPath(new URL('bench.js', import.meta.url));
      const code = await runInNamespace(script, ['outages', ...optionsGiven]);
      if (code === 0)
        return (JSON.parse(await readFile(RESULTS, 'utf8'), neverFromNull) as Results).results.outages!;
      if (code !== undefined) throw new Error(`the outages ended with ${code}`);
    }
    return withBrowsers(4, async (broker, [one, other, third, fourth]) => {
      const browsers = {engine: [one!, other!], stock: [third!, fourth!]} as const;
      const rows: Row[] = [];
      for (const seconds of numbers(values.outages)) {
        for (const isBrokerAway of [false, true]) {
          const options = {broker, browsers, roundTrip: 50, seconds, isBrokerAway};
          rows.push(...(await measureOutages({...options, trials: Number(values.repeat)})));
        }
      }
      return rows;
    });
  },
  'broker-death': () => measureBrokerDeath(Number(values.repeat)),
  files: () =>
    withBrowsers(2, (broker, [sender, receiver]) =>
      measureFiles({broker, browsers: [sender!, receiver!], size: Number(values['file-size'])}),
    ),
  'broker-load': measureBrokerLoad,
  'broker-storm': measureStorm,
  'broker-soak': measureSoak,
  'broker-hostile': measureHostile,
  cluster: measureCluster,
  chaos: () =>
    measureChaos({
      kills: Number(values.kills),
      seed: values.seed === undefined ? undefined : Number(values.seed),
    }),
};

async function withBrowsers(
  count: number,
  measure: (broker: RunningBroker, browsers: readonly Browser[]) => Promise<Row[]>,
): Promise<Row[]> {
  const site = await buildSite();
  const broker = await startBroker({static: site.folder});
  const looks = Object.values(LOOKS).slice(0, count);
  const launched = await Promise.all(looks.map(looks => launchChromium({looks, flags: SMALL_WINDOW})));
  try {
    return await measure(
      broker,
      launched.map(({browser}) => browser),
    );
  } finally {
    await Promise.all(launched.map(({close}) => close()));
    await broker.close();
    await site.remove();
  }
}

const results: Record<string, Row[]> = {};
for (const part of positionals.length > 0 ? positionals : Object.keys(PARTS)) {
  results[part] = await PARTS[part]!();
  if (!isInNamespace()) console.log(table(part, results[part]));
}
const machine = {node: process.version, cpu: cpus()[0]?.model, cores: cpus().length};
await writeFile(RESULTS, `${JSON.stringify({machine, results}, null, 2)}\n`);
