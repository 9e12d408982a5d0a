import {Command, CommanderError, InvalidArgumentError} from 'commander';
import {CreateError} from './errors.js';
import {isLoopback, readPort} from './project.js';
import {ownVersion} from './release.js';
import {checkSeparator, type Env} from './separator.js';

/** The parsed command line; options that were not given are undefined. */
export interface Flags {
  readonly dir?: string;
  readonly template?: string;
  /** Use the default for every option that was not given. */
  readonly yes: boolean;
  readonly install: boolean;
  /** Undefined if the user did not say. */
  readonly start?: boolean;
  /** Start the server for phones in the same network too. */
  readonly lan: boolean;
  /** Make the folder a git repository. */
  readonly git: boolean;
  readonly force: boolean;
  /** Only print what would be done. */
  readonly dryRun: boolean;
  /** 0 to 65535; 0 means any free port. */
  readonly port?: number;
  readonly host?: string;
}

/** The flags that commander omits if they are not given. */
const SWITCHES = {yes: false, force: false, lan: false, dryRun: false};

/**
 * Reads the command line.
 *
 * @returns the flags, or `undefined` after printing the help or the version
 * @throws CreateError `bad-option`, `contradicting-flags`, `forgotten-separator`
 */
export function parseFlags(
  argv: readonly string[],
  write: (text: string) => void,
  env: Env = {},
): Flags | undefined {
  const command = new Command('create-rtc-call')
    .description('Creates a page with a private audio and video call and its server, and starts the server.')
    .argument('[dir]', 'the folder to create; any name will do')
    .addHelpText(
      'after',
      '\nIn a project:\n  create-rtc-call doctor [url]                 says what is wrong, and how to fix it\n  create-rtc-call add deploy --domain <name>   writes what a server of your own needs',
    )
    .option('--template <name>', 'the template to start from')
    .option('-y, --yes', 'skip all prompts and use the defaults')
    .option('--start', 'start the server without asking')
    .option('--no-start', 'do not start the server')
    .option('--lan', 'start it with HTTPS for phones in the same network too')
    .option('--no-install', 'do not install the dependencies')
    .option('--no-git', 'do not make the folder a git repository')
    .option('--force', "overwrite the template's files, and no others, in a non-empty folder")
    .option('--port <number>', 'the port that the server listens on', parsePort)
    .option('--host <address>', 'the address that the server listens on', parseHost)
    .option('--dry-run', 'only print what would be done')
    .version(ownVersion())
    .exitOverride()
    .configureOutput({writeOut: write, writeErr: () => {}});
  // These two are npm's own as well.
  const kept = command.options.flatMap(({long}) => (long === '--yes' || long === '--force' ? [] : long!));
  checkSeparator(kept, argv, env, 'npm create rtc-call@latest my-call -- --template page');
  try {
    command.parse([...argv], {from: 'user'});
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    if (error.code === 'commander.excessArguments') throw tooMany(command.args);
    throw new CreateError('bad-option', sentence(error.message), {
      hint: 'Run create-rtc-call --help to see all options.',
      cause: error,
    });
  }
  const options = command.opts<Omit<Flags, 'dir'>>();
  const flags: Flags = {...SWITCHES, ...options, dir: command.args[0]};
  checkContradictions(flags, argv);
  return flags;
}

function checkContradictions({lan, start, host}: Flags, argv: readonly string[]) {
  if (argv.includes('--start') && argv.includes('--no-start')) both('--start', '--no-start');
  if (lan && start === false) both('--lan', '--no-start');
  if (lan && host !== undefined && isLoopback(host)) both('--lan', `--host ${host}`);
}

function both(one: string, other: string): never {
  throw new CreateError('contradicting-flags', `${one} and ${other} contradict each other.`, {
    hint: 'Leave out one of them.',
  });
}

function parseHost(text: string): string {
  if (!/^[\w.:%-]+$/.test(text))
    throw new InvalidArgumentError('It must be an address or a name, such as 0.0.0.0 or localhost.');
  return text;
}

function parsePort(text: string): number {
  const port = readPort(text);
  if (port === undefined) throw new InvalidArgumentError('The port must be a number from 0 to 65535.');
  return port;
}

/** A name is often several words. */
const tooMany = (words: readonly string[]) =>
  new CreateError('bad-option', `Too many arguments: ${words.join(', ')}.`, {
    hint: `A name of several words needs quotes: ${JSON.stringify(words.join(' '))}`,
  });

/** Turns commander's "error: option '--port…' is invalid" into a sentence. */
function sentence(message: string): string {
  const text = message.replace(/^error: /, '').replaceAll('\n', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1) + (text.endsWith('.') ? '' : '.');
}
