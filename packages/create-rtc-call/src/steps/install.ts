import type {Context} from '../context.js';
import {CreateError} from '../errors.js';

/** Installs the project's dependencies with the package manager that started us. */
export async function installDependencies({
  dir,
  flags,
  packageManager,
  print,
  run,
}: Pick<Context, 'dir' | 'flags' | 'packageManager' | 'print' | 'run'>): Promise<void> {
  if (!flags.install) return;
  print(`Installing with ${packageManager}…`);
  const exitCode = await run(packageManager, ['install'], {cwd: dir});
  if (exitCode === 0) return;
  throw new CreateError('install-failed', `${packageManager} install failed with exit code ${exitCode}.`, {
    hint: `The project was created. After fixing the problem, run:\ncd ${dir}\n${packageManager} install\n${packageManager} start`,
  });
}
