import {describe, expect, it, vi} from 'vitest';
import type {Tools} from '../context.js';
import {testContext} from '../testing/context.js';
import {installDependencies} from './install.js';

describe('installDependencies', () => {
  const install = (run: Tools['run'], {install = true} = {}) =>
    installDependencies(testContext({flags: {install}, packageManager: 'pnpm', run}));
  const fail = (code: number, output = '') => install(async () => ({code, output}));

  it('installs with the package manager that started us', async () => {
    const run = vi.fn<Tools['run']>(async () => ({code: 0, output: ''}));
    expect(await install(run)).toEqual({isInstalledNow: true});
    expect(run).toHaveBeenCalledExactlyOnceWith('pnpm', ['install'], {cwd: '/somewhere/demo'});
  });

  it('does nothing with --no-install', async () => {
    const run = vi.fn<Tools['run']>();
    expect(await install(run, {install: false})).toEqual({isInstalledNow: false});
    expect(run).not.toHaveBeenCalled();
  });

  it('prints how to continue after a failed install, and what the package manager said', async () => {
    await expect(fail(1, 'ERR! no such version\n')).rejects.toMatchObject({
      code: 'install-failed',
      hint: 'demo is complete. To go on later:\n  cd demo\n  pnpm install\n  pnpm start\n\nIt printed:\nERR! no such version',
    });
  });

  it.each([
    'npm error code ENOTFOUND',
    'WARN GET https://registry.example/ error (ECONNREFUSED). Will retry',
    'error An unexpected error occurred: "getaddrinfo EAI_AGAIN registry.example"',
    'error: ConnectionRefused downloading package manifest',
    'Error: ERR_PNPM_RESOLVING_NPM_RESOLVER_NETWORK_ERROR',
    '├─▶ error sending\n    request',
  ])('calls it a network problem if the output is: %s', async output => {
    await expect(fail(1, output)).rejects.toMatchObject({
      code: 'no-network',
      message: 'pnpm could not reach its registry.',
      hint: expect.stringContaining('demo is complete.'),
    });
  });

  it.each([
    'npm error code ENOSPC',
    'ENOSPC: no space left on device, copyfile',
    'Failed to write "/pnpm-workspace.yaml": No\n        space left on device (os error 28)',
  ])('calls it a full disk if the output is: %s', async output => {
    await expect(fail(1, output)).rejects.toMatchObject({
      code: 'disk-full',
      hint: expect.stringContaining('demo is complete.'),
    });
  });

  it('says that it can’t be run', async () => {
    await expect(fail(126, 'spawn pnpm EACCES')).rejects.toMatchObject({
      code: 'install-failed',
      message: 'pnpm could not be run: spawn pnpm EACCES.',
      hint: expect.stringContaining('demo is complete.'),
    });
  });

  it('says that there is no such package manager', async () => {
    await expect(fail(127)).rejects.toMatchObject({code: 'install-failed', message: 'pnpm was not found.'});
  });
});
