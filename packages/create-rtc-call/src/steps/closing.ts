import {enterCommand, lanCommand, startCommands} from '../commands.js';
import type {Context} from '../context.js';

type Needs = 'cwd' | 'dir' | 'flags' | 'isInstalled' | 'output' | 'packageManager' | 'start';

/** Prints the commands to type next. */
export async function printNext(context: Pick<Context, Needs>): Promise<void> {
  const {dir, flags, isInstalled, output, packageManager, start} = context;
  const lan = `${lanCommand(context)}   (for your phone too)`;
  if (start === 'no') {
    const isReady = flags.install || isInstalled(dir);
    output.lines('To start the server', [...startCommands(context, isReady), lan]);
  } else output.lines('Next time', [...enterCommand(context), `${packageManager} start`, lan]);
}
