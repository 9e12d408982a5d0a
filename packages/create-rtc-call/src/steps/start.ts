import type {Context} from '../context.js';
import {shownPath} from '../project.js';

type Needs = 'cwd' | 'dir' | 'flags' | 'packageManager' | 'print' | 'serve' | 'settings';

/**
 * Starts the project's server, or prints how to start it. The server runs in this process, so that it gets Ctrl-C and
 * SIGTERM exactly once.
 */
export async function startServer(context: Pick<Context, Needs>): Promise<void> {
  const {cwd, dir, flags, packageManager, print, serve, settings} = context;
  if (flags.start) {
    await serve(dir, settings);
    return;
  }
  const path = shownPath(cwd, dir);
  const commands = [
    ...(path === '.' ? [] : [`cd ${path}`]),
    ...(flags.install ? [] : [`${packageManager} install`]),
    `${packageManager} start`,
  ];
  print(`\nTo start the server:\n  ${commands.join('\n  ')}`);
}
