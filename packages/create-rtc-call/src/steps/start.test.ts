import {describe, expect, it, vi} from 'vitest';
import type {Tools} from '../context.js';
import type {Flags} from '../flags.js';
import {startServer} from './start.js';

describe('startServer', () => {
  function start(asked: Partial<Flags> = {}, dir = '/somewhere/demo') {
    const run = vi.fn<Tools['run']>(async () => 7);
    const print = vi.fn<Tools['print']>();
    const result = startServer({
      cwd: '/somewhere',
      dir,
      flags: {yes: true, install: true, start: true, force: false, ...asked},
      packageManager: 'yarn',
      print,
      run,
      settings: {PORT: '8080'},
    });
    return {result, run, print};
  }

  it('runs the server with what was asked for, and ends as it does', async () => {
    const {result, run} = start();
    expect(await result).toEqual({exitCode: 7});
    expect(run).toHaveBeenCalledExactlyOnceWith(process.execPath, ['server.js'], {
      cwd: '/somewhere/demo',
      env: {PORT: '8080'},
    });
  });

  it.each([
    [{start: false}, '/somewhere/demo', 'cd demo\n  yarn start'],
    [{start: false, install: false}, '/somewhere/demo', 'cd demo\n  yarn install\n  yarn start'],
    [{start: false}, '/somewhere', 'To start it:\n  yarn start'],
    [{start: false}, '/elsewhere/demo', 'cd /elsewhere/demo\n  yarn start'],
  ])('with %j for %s says: %s', async (asked, dir, text) => {
    const {result, run, print} = start(asked, dir);
    expect(await result).toEqual({exitCode: 0});
    expect(run).not.toHaveBeenCalled();
    expect(print).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(text));
  });
});
