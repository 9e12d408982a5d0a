import {describe, expect, it, vi} from 'vitest';
import type {Tools} from '../context.js';
import {testContext} from '../testing/context.js';
import {startServer} from './start.js';

describe('startServer', () => {
  it.each([
    ['local' as const, []],
    ['lan' as const, ['--lan']],
  ])('runs the server with the chosen settings: %s', async (start, args) => {
    const serve = vi.fn<Tools['serve']>();
    await startServer(testContext({start, settings: {PORT: '8080'}, serve}));
    expect(serve).toHaveBeenCalledExactlyOnceWith('/somewhere/demo', {PORT: '8080'}, args);
  });

  it('does nothing if nobody wants it', async () => {
    const serve = vi.fn<Tools['serve']>();
    await startServer(testContext({start: 'no', serve}));
    expect(serve).not.toHaveBeenCalled();
  });

  it('says what is missing in a project that is not installed', async () => {
    await expect(startServer(testContext({isInstalled: () => false}))).rejects.toMatchObject({
      code: 'not-installed',
      hint: 'Run npm install there, then npm start.',
    });
  });
});
