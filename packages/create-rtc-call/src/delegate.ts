/** Subcommands that the project's own broker carries out, in the version that the project uses. */
import {CreateError} from './errors.js';
import type {Tools} from './context.js';
import {checkSeparator} from './separator.js';

interface Delegated {
  readonly words: readonly string[];
  /** The command of the broker that does it. */
  readonly command: string;
  /** Its options, and npm's own that people expect there. */
  readonly options: readonly string[];
  readonly example: string;
}

/** What is typed. A folder of that name is written `./doctor`. */
const COMMANDS: readonly Delegated[] = [
  {
    words: ['doctor'],
    command: 'check',
    options: ['--token', '--origin', '--page', '--json'],
    example: 'npm create rtc-call@latest doctor -- --json',
  },
  {
    words: ['add', 'deploy'],
    command: 'init',
    options: ['--domain', '--external-ip', '--force'],
    example: 'npm create rtc-call@latest add deploy -- --domain calls.example.com',
  },
];

type Needs = 'cwd' | 'env' | 'isInstalled' | 'packageManager' | 'runBroker';

/**
 * Runs a subcommand if the command line begins with one.
 *
 * @returns its exit code; undefined if the command line is for the scaffolder
 * @throws CreateError `bad-option`, `forgotten-separator`, `not-installed`
 */
export async function delegate(
  argv: readonly string[],
  {cwd, env, isInstalled, packageManager, runBroker}: Pick<Tools, Needs>,
): Promise<number | undefined> {
  const found = COMMANDS.find(({words}) => words.every((word, index) => argv[index] === word));
  if (!found && argv[0] === 'add')
    throw new CreateError('bad-option', `There is nothing called ${argv[1] ?? 'that'} to add.`, {
      hint: 'create-rtc-call add deploy writes what a server needs. A project called add is written ./add.',
    });
  if (!found) return undefined;
  const {words, command, options, example} = found;
  checkSeparator(options, argv, env, example);
  if (!isInstalled(cwd))
    throw new CreateError('not-installed', 'There is no installed @rtc-call/broker in this folder.', {
      hint: `Change to the folder of your project, and run ${packageManager} install there if you have not.`,
    });
  return runBroker([command, ...argv.slice(words.length)]);
}
