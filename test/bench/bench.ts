/**
 * What a call costs: sizes, time to the first frame, memory. Ours, stock and raw take turns in one run, so that only
 * the ratios matter and not the machine. Prints tables, writes bench-results.json. Arguments name parts to run.
 */
import {writeFile} from 'node:fs/promises';
import {cpus} from 'node:os';
import {parseArgs} from 'node:util';
import {startBroker} from '../support/brokers.js';
import {launchChromium} from '../support/browsers.js';
import {LOOKS} from '../support/fake-devices.js';
import {buildSite} from '../support/site.js';
import {table, type Row} from './figures.js';
import {measureMemory} from './memory.js';
import {measureSetup} from './setup.js';
import {measureSizes} from './sizes.js';

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    trials: {type: 'string', default: '12'},
    'round-trips': {type: 'string', default: '0,100'},
  },
});

const PARTS: Record<string, () => Promise<Row[]>> = {
  sizes: measureSizes,
  async setup() {
    const site = await buildSite();
    const broker = await startBroker({static: site.folder});
    const [caller, callee] = await Promise.all([
      launchChromium({looks: LOOKS.red}),
      launchChromium({looks: LOOKS.blue}),
    ]);
    const rows: Row[] = [];
    try {
      for (const roundTrip of values['round-trips'].split(',').map(Number)) {
        const browsers = {caller: caller.browser, callee: callee.browser};
        rows.push(...(await measureSetup({broker, browsers, roundTrip, trials: Number(values.trials)})));
      }
    } finally {
      await Promise.all([caller.close(), callee.close()]);
      await broker.close();
      await site.remove();
    }
    return rows;
  },
  memory: measureMemory,
};

const results: Record<string, Row[]> = {};
for (const part of positionals.length > 0 ? positionals : Object.keys(PARTS)) {
  results[part] = await PARTS[part]!();
  console.log(table(part, results[part]));
}
const machine = {node: process.version, cpu: cpus()[0]?.model, cores: cpus().length};
await writeFile('bench-results.json', `${JSON.stringify({machine, results}, null, 2)}\n`);
