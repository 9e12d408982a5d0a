import {describe, expect, it, vi} from 'vitest';
import type {Tools} from '../context.js';
import type {Flags} from '../flags.js';
import {startServer} from './start.js';

describe('startServer', () => {
  function start(asked: Partial<Flags> = {}, dir = '/somewhere/demo') {
    const serve = vi.fn<Tools['serve']>();
    const print = vi.fn<Tools['print']>();
    const result = startServer({
      cwd: '/somewhere',
      dir,
      flags: {yes: true, install: true, start: true, force: false, ...asked},
      packageManager: 'yarn',
      print,
      serve,
      settings: {PORT: '8080'},
    });
    return {result, serve, print};
  }

  it('runs the server with the chosen settings', async () => {
    const {result, serve} = start();
    await result;
    expect(serve).toHaveBeenCalledExactlyOnceWith('/somewhere/demo', {PORT: '8080'});
  });

  it.each([
    [{start: false}, '/somewhere/demo', 'cd demo\n  yarn start'],
    [{start: false, install: false}, '/somewhere/demo', 'cd demo\n  yarn install\n  yarn start'],
    [{start: false}, '/somewhere', 'To start the server:\n  yarn start'],
    [{start: false}, '/elsewhere/demo', 'cd /elsewhere/demo\n  yarn start'],
  ])('with %j for %s prints: %s', async (asked, dir, text) => {
    const {result, serve, print} = start(asked, dir);
    await result;
    expect(serve).not.toHaveBeenCalled();
    expect(print).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(text));
  });
});
