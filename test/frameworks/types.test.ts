/** The types of `<rtc-call>` in each framework, as the framework's own compiler checks them. */
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {run} from '../cli/processes.js';

const here = import.meta.dirname;
const bin = (name: string, from = here) => join(from, 'node_modules/.bin', name);
const tsc = bin('tsc', join(here, '../..'));

/** How each framework's compiler is called, in its folder, and its file with one mistake per tag. */
const FRAMEWORKS: Record<string, {command: [string, ...string[]]; mistakes: string}> = {
  react: {command: [tsc, '-p', '.'], mistakes: 'mistakes.tsx'},
  'react-18': {command: [tsc, '-p', '.'], mistakes: 'mistakes.tsx'},
  preact: {command: [tsc, '-p', '.'], mistakes: 'mistakes.tsx'},
  solid: {command: [tsc, '-p', '.'], mistakes: 'mistakes.tsx'},
  vue: {command: [bin('vue-tsc'), '-p', '.'], mistakes: 'mistakes.vue'},
  svelte: {
    command: [bin('svelte-check'), '--tsconfig', 'tsconfig.json', '--output', 'machine'],
    mistakes: 'mistakes.svelte',
  },
  angular: {command: [bin('ngc'), '-p', '.'], mistakes: 'mistakes.ts'},
};

/** The file and the line at the start of an error: `x.ts(5,21)`, `x.ts:5:21` or `"x.ts" 5:21`. */
const PLACE = /^(?:\d+ ERROR )?"?([\w.-]+)"?[(: ](\d+)[,:]\d+/gm;
// oxlint-disable-next-line no-control-regex -- ngc colours its output.
const COLOURS = /\u001B\[\d+m/g;

describe.concurrent.each(Object.entries(FRAMEWORKS))('In %s', (name, {command, mistakes}) => {
  it('the example compiles, and each mistake is found', async () => {
    const cwd = join(here, name);
    const [program, ...args] = command;
    const {stdout, stderr} = await run(program, args, {cwd});
    const output = `${stdout}${stderr}`.replaceAll(COLOURS, '');
    const found = [...output.matchAll(PLACE)].map(([, file, line]) => `${file}:${line}`);
    const lines = (await readFile(join(cwd, mistakes), 'utf8')).split('\n');
    const tags = lines.flatMap((line, index) =>
      /<rtc-call|<RtcCall/i.test(line) ? [`${mistakes}:${index + 1}`] : [],
    );
    expect(tags.length).toBeGreaterThan(0);
    expect([...new Set(found)], output).toEqual(tags);
  });
});
