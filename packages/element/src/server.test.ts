import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {expect, it} from 'vitest';

it('can be imported on a server, without a window', async () => {
  const script = `
    const {RtcCall, registerStrings, CallError} = await import('rtc-call');
    console.log(typeof RtcCall, typeof registerStrings, typeof CallError, typeof window);`;
  const {stdout, stderr} = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', script],
    {
      cwd: import.meta.dirname,
    },
  );
  expect(stderr).toBe('');
  expect(stdout.trim()).toBe('function function function undefined');
});
