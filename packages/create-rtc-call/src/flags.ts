import {Command, CommanderError, InvalidArgumentError} from 'commander';
import {CreateError} from './errors.js';
import {ownVersion} from './release.js';

/** What the command line said; a field that it did not mention is undefined. */
export interface Flags {
  readonly dir?: string;
  readonly template?: string;
  /** Take the default for everything that was not given. */
  readonly yes: boolean;
  readonly install: boolean;
  readonly start: boolean;
  readonly force: boolean;
  /** 0 to 65535; 0 is any free one. */
  readonly port?: number;
  readonly host?: string;
}

/** The flags that commander leaves out where they are not given. */
type Switch = 'yes' | 'force';

/**
 * Reads the command line.
 *
 * @returns the flags, or `undefined` where it asked for help or the version, which has then been printed
 * @throws CreateError `bad-option`
 */
export function parseFlags(argv: readonly string[], write: (text: string) => void): Flags | undefined {
  const command = new Command('create-rtc-call')
    .description(
      'Scaffolds a page with a private audio and video call, and the server it needs, and starts it.',
    )
    .argument('[dir]', 'the folder to create')
    .option('--template <name>', 'the template to start from')
    .option('-y, --yes', 'ask nothing: take the default for whatever is not given')
    .option('--no-install', 'do not install the dependencies')
    .option('--no-start', 'do not start the server')
    .option('--force', "overwrite the template's own files in a folder that is not empty")
    .option('--port <number>', 'the port of the server', parsePort)
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
      hint: 'create-rtc-call --help lists what there is.',
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
    throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

/** Commander's "error: option '--port…' is invalid" as a sentence of ours. */
function sentence(message: string): string {
  const text = message.replace(/^error: /, '').replaceAll('\n', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1) + (text.endsWith('.') ? '' : '.');
}
