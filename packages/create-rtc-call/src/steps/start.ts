import type {Context} from '../context.js';
import {CreateError} from '../errors.js';
import {shownPath} from '../project.js';

type Needs = 'cwd' | 'dir' | 'isInstalled' | 'packageManager' | 'serve' | 'settings' | 'start';

/** Starts the project's server in this process, so that it gets Ctrl-C and SIGTERM exactly once. It prints its address. */
export async function startServer(context: Pick<Context, Needs>): Promise<void> {
  const {cwd, dir, isInstalled, packageManager, serve, settings, start} = context;
  if (start === 'no') return;
  if (!isInstalled(dir))
    throw new CreateError('not-installed', `${shownPath(cwd, dir)} has no installed @rtc-call/broker.`, {
      hint: `Run ${packageManager} install there, then ${packageManager} start.`,
    });
  await serve(dir, settings, start === 'lan' ? ['--lan'] : []);
}
