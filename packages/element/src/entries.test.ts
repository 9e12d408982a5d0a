import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {build} from 'esbuild';
import {expect, it} from 'vitest';

/** The types of `RtcCall` and `registerStrings` in each entry. */
const ENTRIES = {
  'rtc-call': 'function function',
  'rtc-call/preact': 'function function',
  // The component; `registerStrings` is in `rtc-call`.
  'rtc-call/react': 'object undefined',
  'rtc-call/solid': 'function function',
  'rtc-call/svelte': 'function function',
  'rtc-call/vue': 'function function',
};

it.each(Object.entries(ENTRIES))('%s can be imported on a server, without a window', async (entry, types) => {
  const script = `
    const {RtcCall, registerStrings} = await import('${entry}');
    console.log(typeof RtcCall, typeof registerStrings, typeof window);`;
  const {stdout, stderr} = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', script],
    {
      cwd: import.meta.dirname,
    },
  );
  expect(stderr).toBe('');
  expect(stdout.trim()).toBe(`${types} undefined`);
});

it.each(Object.keys(ENTRIES))('%s defines the element when a bundler shakes its imports', async entry => {
  const {outputFiles} = await build({
    stdin: {contents: `import '${entry}'`, resolveDir: import.meta.dirname},
    bundle: true,
    format: 'esm',
    write: false,
  });
  expect(outputFiles[0]!.text).toContain('customElements.define("rtc-call"');
});
