/** Subcommands that the project's own broker carries out, in the version that the project uses. */
import {CreateError} from './errors.js';
import type {Tools} from './context.js';

/** What is typed, and the command of the broker that does it. A folder of that name is written `./doctor`. */
const COMMANDS: readonly {readonly words: readonly string[]; readonly command: string}[] = [
  {words: ['doctor'], command: 'check'},
  {words: ['add', 'deploy'], command: 'init'},
];

type Needs = 'cwd' | 'isInstalled' | 'packageManager' | 'runBroker';

/**
 * Runs a subcommand if the command line begins with one.
 *
 * @returns its exit code; undefined if the command line is for the scaffolder
 * @throws CreateError `bad-option`, `not-installed`
 */
export async function delegate(
  argv: readonly string[],
  {cwd, isInstalled, packageManager, runBroker}: Pick<Tools, Needs>,
): Promise<number | undefined> {
  const found = COMMANDS.find(({words}) => words.every((word, index) => argv[index] === word));
  if (!found && argv[0] === 'add')
    throw new CreateError('bad-option', `There is nothing called ${argv[1] ?? 'that'} to add.`, {
      hint: 'create-rtc-call add deploy writes what a server needs. A project called add is written ./add.',
    });
  if (!found) return undefined;
  const {words, command} = found;
  if (!isInstalled(cwd))
    throw new CreateError('not-installed', 'There is no installed @rtc-call/broker in this folder.', {
      hint: `Change to the folder of your project, and run ${packageManager} install there if you have not.`,
    });
  return runBroker([command, ...argv.slice(words.length)]);
}
