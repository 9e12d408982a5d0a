import type {Context, Step, Tools} from './context.js';
import {delegate} from './delegate.js';
import {Cancelled} from './errors.js';
import {parseFlags} from './flags.js';
import {describeInterruption} from './interruption.js';
import {chooseAddress} from './steps/address.js';
import {printNext} from './steps/closing.js';
import {chooseDirectory} from './steps/directory.js';
import {printPlan} from './steps/dry-run.js';
import {installDependencies} from './steps/install.js';
import {chooseStart} from './steps/start-choice.js';
import {startServer} from './steps/start.js';
import {chooseTemplate} from './steps/template.js';
import {writeProject} from './steps/write.js';

/** All decisions come first, so that an invalid answer leaves nothing behind. */
const DECISIONS: readonly Step[] = [chooseDirectory, chooseTemplate, chooseStart, chooseAddress];
const ACTIONS: readonly Step[] = [writeProject, installDependencies, printNext, startServer];

/** The way a process ends on a signal. */
export interface Signals {
  /** Until `stop` is called, calls `onSignal` once instead of ending the process. */
  listen(onSignal: () => string): () => void;
}

/**
 * Runs `create-rtc-call` with the given command line.
 *
 * @throws CreateError for errors that the user can fix
 */
export async function main(argv: readonly string[], tools: Tools, signals?: Signals): Promise<void> {
  const {output, prompt, env} = tools;
  const exitCode = await delegate(argv, tools);
  if (exitCode !== undefined) {
    process.exitCode = exitCode;
    return;
  }
  const flags = parseFlags(argv, text => output.text(text.trimEnd()), env);
  if (!flags) return;
  const context: Context = {
    ...tools,
    prompt: flags.yes ? undefined : prompt,
    flags,
    dir: tools.cwd,
    name: '',
    template: '',
    mode: 'create',
    start: 'no',
    settings: {},
    isWritten: false,
    isInstalledNow: false,
  };
  const stop = signals?.listen(() => {
    output.release();
    return describeInterruption(context);
  });
  try {
    output.intro(`create-rtc-call ${tools.version}`);
    for (const step of [...DECISIONS, ...(flags.dryRun ? [printPlan] : ACTIONS)])
      Object.assign(context, await step(context));
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    output.cancelled(describeInterruption(context));
  } finally {
    stop?.();
  }
}
