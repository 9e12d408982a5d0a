import {readFileSync} from 'node:fs';
import {Command} from 'commander';
import {checkCommand} from './check.js';
import {serveCommand} from './serve.js';
import {tokenCommand} from './token.js';

/** The part of the process that a command uses, so that a test can put its own in its place. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: {write(text: string): unknown};
  readonly stderr: {write(text: string): unknown};
  readonly pid: number;
  exitCode?: number | string | null;
  once(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  on(signal: 'SIGHUP', listener: () => void): unknown;
}

const {version} = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** The command `rtc-broker`: a file for each of its subcommands. */
export function createCli(terminal: Terminal): Command {
  const cli = new Command('rtc-broker')
    .description('A PeerServer that one can expose to the internet.')
    .version(version);
  for (const command of [serveCommand, tokenCommand, checkCommand]) cli.addCommand(command(terminal));
  return cli;
}
