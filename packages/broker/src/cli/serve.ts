import {Command, Option} from 'commander';
import {createBroker} from '../broker.js';
import {createLog} from '../log.js';
import {isLoopbackHost} from '../origin.js';
import {OptionsError, readSettings, SETTINGS, type Config, type Setting} from '../options/index.js';
import type {Terminal} from './terminal.js';

/** Defaults that suit a standalone process but not an embedded broker. */
const FALLBACKS = {drainDelayMs: '5000'};

const asOption = ({flag, env, kind, description, fallback}: Setting): Option => {
  const value = {list: 'a,b,…', number: 'n', boolean: 'true|false', text: 'text'}[kind];
  const isShown = fallback !== undefined && typeof fallback !== 'object';
  const note = isShown ? ` (default: ${JSON.stringify(fallback)}; ${env})` : ` (${env})`;
  return new Option(`${flag} <${value}>`, description + note);
};

/** The name under which Commander returns a flag: `limitsPeers` for `--limits-peers`. */
const attributeOf = (setting: Setting): string => asOption(setting).attributeName();

export function serveCommand(terminal: Terminal): Command {
  const command = new Command('serve')
    .description('Starts a broker, and optionally serves a folder of pages.')
    .argument('[dir]', 'folder to serve at /, same as --static')
    .option('--lan', 'also serve phones in this network, over https with a certificate of this machine')
    .addHelpText('after', '\nEach option can also be set with the environment variable in parentheses.');
  for (const setting of SETTINGS) command.addOption(asOption(setting));
  return command.action(async (dir: string | undefined, options: Record<string, string>) => {
    const isLan = 'lan' in options;
    const flags = Object.fromEntries(SETTINGS.map(setting => [setting.path, options[attributeOf(setting)]]));
    let config: Config | undefined;
    try {
      config = readSettings({...flags, static: dir ?? flags.static}, terminal.env, FALLBACKS);
      if (isLan && config.host !== undefined && isLoopbackHost(config.host))
        throw new OptionsError([
          `--lan: contradicts --host ${config.host}, which only this machine can reach`,
        ]);
      await serve(config, isLan, terminal);
    } catch (error) {
      terminal.stderr.write(`${explain(error, config)}\n`);
      terminal.exitCode = 1;
    }
  });
}

async function serve(config: Config, isLan: boolean, terminal: Terminal): Promise<void> {
  const logger = createLog(config.logLevel);
  const broker = createBroker(config, {logger});
  const {url, metricsUrl, lan} = await broker
    .listen({fds: inheritedSockets(terminal), lan: isLan})
    .catch(async (error: unknown) => {
      await broker.close();
      throw error;
    });
  // Without a listener, SIGHUP would end the process and every connection.
  terminal.on('SIGHUP', () => broker.reload());
  // Ctrl-C means that a person is waiting, not a load balancer. The next signal finds no listener and ends the process
  // at once, as people expect.
  terminal.once('SIGINT', () => void broker.close({isUrgent: true}));
  terminal.once('SIGTERM', () => {
    void broker.close();
    if (config.drainDelayMs > 0) terminal.once('SIGTERM', () => void broker.close({isUrgent: true}));
  });
  // Printed last, because a supervisor that reads this may send a signal at once.
  terminal.stdout.write(
    config.static === undefined ? `The broker is at ${url}${config.path}\n` : `The page is at ${url}\n`,
  );
  if (metricsUrl !== undefined) terminal.stdout.write(`Its metrics are at ${metricsUrl}\n`);
  if (lan) terminal.stdout.write(`${lan.describe()}\n`);
}

/** The first file descriptor passed by socket activation. */
const FIRST_FD = 3;

/** The sockets that systemd or a similar supervisor opened for this process (sd_listen_fds(3)). */
function inheritedSockets({env, pid}: Terminal): number[] {
  const count = Number(env.LISTEN_FDS);
  if (env.LISTEN_PID !== String(pid) || !Number.isInteger(count) || count < 1) return [];
  return Array.from({length: count}, (_, index) => FIRST_FD + index);
}

function explain(error: unknown, config: Config | undefined): string {
  if (error instanceof OptionsError)
    return `${error.message}\n\nSee rtc-broker serve --help for all options.`;
  const {code, message, port, address} = error as NodeJS.ErrnoException & {port?: number; address?: string};
  const flag = port === config?.metricsPort ? '--metrics-port' : '--port';
  // For a Unix socket it is -1.
  const isPort = port !== undefined && port >= 0;
  if (code === 'EADDRINUSE' && !isPort)
    return `${address ?? 'The socket'} is in use by another process or is not a socket: choose another --socket.`;
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use: choose another one, for example ${flag} ${Number(port) + 1}.`;
  if (code === 'EACCES' && isPort) return `This user may not open port ${port}: choose one above 1023.`;
  if (code === 'EADDRNOTAVAIL')
    return `This machine has no address ${address}: leave out --host to listen on all addresses.`;
  if (code === 'ENOTFOUND') return `The host name in --host can't be resolved: ${message}.`;
  return message;
}
