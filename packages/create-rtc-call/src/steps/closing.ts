import {enterCommand, lanCommand, startCommands} from '../commands.js';
import type {Context} from '../context.js';

type Needs = 'cwd' | 'dir' | 'flags' | 'isInstalled' | 'output' | 'packageManager' | 'start';

/** Prints the commands to type next. */
export async function printNext(context: Pick<Context, Needs>): Promise<void> {
  const {dir, flags, isInstalled, output, packageManager, start} = context;
  const lan = lanCommand(context);
  if (start === 'no') {
    const isReady = flags.install || isInstalled(dir);
    output.closing('Done. To start the server:', [...startCommands(context, isReady), lan]);
  } else output.closing('Done. Next time:', [...enterCommand(context), `${packageManager} start`, lan]);
}
