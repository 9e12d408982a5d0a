import {startCommands} from './commands.js';
import type {Context} from './context.js';
import {shownPath} from './project.js';

type Needs = 'cwd' | 'dir' | 'isInstalledNow' | 'isWritten' | 'mode' | 'packageManager';

/** What Ctrl-C, or a signal, has left behind: nothing, or a complete project. */
export function describeInterruption(context: Pick<Context, Needs>): string {
  const {cwd, dir, isInstalledNow, isWritten} = context;
  if (!isWritten) return 'Cancelled. Nothing was written.';
  const commands = startCommands(context, isInstalledNow).map(command => `  ${command}`);
  return `Stopped. ${shownPath(cwd, dir)} is complete. To start the server:\n${commands.join('\n')}`;
}
