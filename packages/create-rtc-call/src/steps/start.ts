import type {Context, Decisions} from '../context.js';
import {shownPath} from '../project.js';

type Needs = 'cwd' | 'dir' | 'flags' | 'packageManager' | 'print' | 'run' | 'settings';

/** Starts the project's server and stays until it ends, or says how to start it. */
export async function startServer(context: Pick<Context, Needs>): Promise<Pick<Decisions, 'exitCode'>> {
  const {cwd, dir, flags, packageManager, print, run, settings} = context;
  if (flags.start) {
    // What `npm start` runs too; but with nothing in between, Ctrl-C and SIGTERM reach the server itself.
    return {exitCode: await run(process.execPath, ['server.js'], {cwd: dir, env: settings})};
  }
  const path = shownPath(cwd, dir);
  const commands = [
    ...(path === '.' ? [] : [`cd ${path}`]),
    ...(flags.install ? [] : [`${packageManager} install`]),
    `${packageManager} start`,
  ];
  print(`\nTo start it:\n  ${commands.join('\n  ')}`);
  return {exitCode: 0};
}
