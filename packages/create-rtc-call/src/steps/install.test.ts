import {describe, expect, it, vi} from 'vitest';
import type {Tools} from '../context.js';
import {installDependencies} from './install.js';

describe('installDependencies', () => {
  const install = (run: Tools['run'], {install = true} = {}) =>
    installDependencies({
      dir: '/somewhere/demo',
      flags: {yes: true, install, start: true, force: false},
      packageManager: 'pnpm',
      print: () => {},
      run,
    });

  it('installs with the package manager that started us', async () => {
    const run = vi.fn<Tools['run']>(async () => 0);
    await install(run);
    expect(run).toHaveBeenCalledExactlyOnceWith('pnpm', ['install'], {cwd: '/somewhere/demo'});
  });

  it('does nothing with --no-install', async () => {
    const run = vi.fn<Tools['run']>(async () => 0);
    await install(run, {install: false});
    expect(run).not.toHaveBeenCalled();
  });

  it('prints how to continue after a failed install', async () => {
    await expect(install(async () => 1)).rejects.toMatchObject({
      code: 'install-failed',
      hint: expect.stringContaining('pnpm install\npnpm start'),
    });
  });
});
