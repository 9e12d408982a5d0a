import {Command} from 'commander';
import {createToken} from '../admission/index.js';
import {SETTINGS} from '../options/index.js';
import type {Terminal} from './terminal.js';

interface Flags {
  readonly secret?: string;
  readonly id?: string;
  readonly room?: string[];
  readonly name?: string;
  readonly moderator?: true;
  readonly knock?: true;
  readonly trusted?: true;
  readonly ttl: string;
}

const SECRET = SETTINGS.find(({path}) => path === 'auth.secret')?.env ?? '';

export function tokenCommand(terminal: Terminal): Command {
  return new Command('token')
    .description('Prints an access token for a broker that has a secret.')
    .option(
      '--secret <text>',
      `the broker's secret; safer in ${SECRET}, because other users can see a command line`,
    )
    .option('--id <id>', 'the peer id that the token is for; any id by default')
    .option('--room <name...>', 'the only rooms that the token allows; any room by default')
    .option('--name <text>', 'the display name')
    .option('--moderator', 'makes its owner a host of every room')
    .option('--knock', 'its owner has to knock, and is let in by a host')
    .option(
      '--trusted',
      "lets callees connect to its owner before they accept, which reveals the callee's IP address",
    )
    .option('--ttl <seconds>', 'how long the token can be used to connect', '3600')
    .action(async ({secret = terminal.env[SECRET], room, ttl, ...claims}: Flags) => {
      const fail = (text: string): void => {
        terminal.stderr.write(`${text}\n`);
        terminal.exitCode = 1;
      };
      if (secret === undefined || Buffer.byteLength(secret) < 32) {
        return fail(`A secret of at least 32 bytes is needed, in ${SECRET} or as --secret.`);
      }
      const expiresIn = Number(ttl);
      if (!Number.isInteger(expiresIn) || expiresIn < 1)
        return fail(`--ttl: expected a whole number of seconds, got ${ttl}`);
      try {
        const token = await createToken({...claims, secret, rooms: room, expiresIn});
        terminal.stdout.write(`${token}\n`);
      } catch (error) {
        fail((error as Error).message);
      }
    });
}
