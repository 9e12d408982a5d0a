import {Command} from 'commander';
import {RELEASE} from '../release.js';
import {checkCommand} from './check.js';
import {initCommand} from './init.js';
import {serveCommand} from './serve.js';
import type {Terminal} from './terminal.js';
import {tokenCommand} from './token.js';

/** The command `rtc-broker`: one file per subcommand. */
export function createCli(terminal: Terminal): Command {
  const cli = new Command('rtc-broker')
    .description('A PeerServer that is safe to expose to the internet.')
    .version(RELEASE);
  for (const command of [serveCommand, tokenCommand, checkCommand, initCommand])
    cli.addCommand(command(terminal));
  return cli;
}
