import type {Context} from '../context.js';
import {shownPath} from '../project.js';

type Needs = 'cwd' | 'dir' | 'flags' | 'packageManager' | 'print' | 'serve' | 'settings';

/**
 * Starts the project's server, or says how to start it. It runs in this very process: with no other in between,
 * Ctrl-C and SIGTERM reach it once.
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
  print(`\nTo start it:\n  ${commands.join('\n  ')}`);
}
