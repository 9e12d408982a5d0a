import type {Context, Step, Tools} from './context.js';
import {parseFlags} from './flags.js';
import {chooseDirectory} from './steps/directory.js';
import {installDependencies} from './steps/install.js';
import {chooseAddress} from './steps/address.js';
import {startServer} from './steps/start.js';
import {chooseTemplate} from './steps/template.js';
import {writeProject} from './steps/write.js';

/** All decisions come first, so that an invalid answer leaves nothing behind. */
const STEPS: readonly Step[] = [
  chooseTemplate,
  chooseDirectory,
  chooseAddress,
  writeProject,
  installDependencies,
  startServer,
];

/**
 * Runs `create-rtc-call` with the given command line.
 *
 * @throws CreateError for errors that the user can fix
 */
export async function main(argv: readonly string[], tools: Tools): Promise<void> {
  const flags = parseFlags(argv, text => tools.print(text.trimEnd()));
  if (!flags) return;
  const context: Context = {
    ...tools,
    prompt: flags.yes ? undefined : tools.prompt,
    flags,
    dir: tools.cwd,
    name: '',
    template: '',
    mode: 'create',
    settings: {},
  };
  for (const step of STEPS) Object.assign(context, await step(context));
}
