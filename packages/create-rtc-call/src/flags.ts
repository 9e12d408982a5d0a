import {Command, CommanderError, InvalidArgumentError} from 'commander';
import {CreateError} from './errors.js';
import {ownVersion} from './release.js';

/** The parsed command line; options that were not given are undefined. */
export interface Flags {
  readonly dir?: string;
  readonly template?: string;
  /** Use the default for every option that was not given. */
  readonly yes: boolean;
  readonly install: boolean;
  readonly start: boolean;
  readonly force: boolean;
  /** 0 to 65535; 0 means any free port. */
  readonly port?: number;
  readonly host?: string;
}

/** The flags that commander omits if they are not given. */
type Switch = 'yes' | 'force';

/**
 * Reads the command line.
 *
 * @returns the flags, or `undefined` after printing the help or the version
 * @throws CreateError `bad-option`
 */
export function parseFlags(argv: readonly string[], write: (text: string) => void): Flags | undefined {
  const command = new Command('create-rtc-call')
    .description('Creates a page with a private audio and video call and its server, and starts the server.')
    .argument('[dir]', 'the folder to create')
    .option('--template <name>', 'the template to start from')
    .option('-y, --yes', 'skip all prompts and use the defaults')
    .option('--no-install', 'do not install the dependencies')
    .option('--no-start', 'do not start the server')
    .option('--force', "overwrite the template's files, and no others, in a non-empty folder")
    .option('--port <number>', 'the port that the server listens on', parsePort)
    .option('--host <address>', 'the address that the server listens on')
    .version(ownVersion())
    .exitOverride()
    .configureOutput({writeOut: write, writeErr: () => {}});
  try {
    command.parse([...argv], {from: 'user'});
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw new CreateError('bad-option', sentence(error.message), {
      hint: 'Run create-rtc-call --help to see all options.',
      cause: error,
    });
  }
  const {
    yes = false,
    force = false,
    ...others
  } = command.opts<Omit<Flags, 'dir' | Switch> & Partial<Pick<Flags, Switch>>>();
  return {dir: command.args[0], yes, force, ...others};
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('The port must be a number from 0 to 65535.');
  return port;
}

/** Turns commander's "error: option '--port…' is invalid" into a sentence. */
function sentence(message: string): string {
  const text = message.replace(/^error: /, '').replaceAll('\n', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1) + (text.endsWith('.') ? '' : '.');
}
