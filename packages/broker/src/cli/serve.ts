import {Command, Option} from 'commander';
import {createBroker} from '../broker.js';
import {createLog} from '../log.js';
import {OptionsError, readSettings, SETTINGS, type Config, type Setting} from '../options/index.js';
import type {Terminal} from './terminal.js';

/** What suits a process better than a broker inside of another program. */
const FALLBACKS = {drainDelayMs: '5000'};

const asOption = ({flag, env, kind, description, fallback}: Setting): Option => {
  const value = {list: 'a,b,…', number: 'n', boolean: 'true|false', text: 'text'}[kind];
  const isShown = fallback !== undefined && typeof fallback !== 'object';
  const note = isShown ? ` (default: ${JSON.stringify(fallback)}; ${env})` : ` (${env})`;
  return new Option(`${flag} <${value}>`, description + note);
};

/** Commander's own name for a flag: `--limits-peers` is `limitsPeers`. */
const attributeOf = (setting: Setting): string => asOption(setting).attributeName();

export function serveCommand(terminal: Terminal): Command {
  const command = new Command('serve')
    .description('Starts a broker, and serves a folder of pages beside it.')
    .argument('[dir]', 'folder to serve at /, as --static')
    .addHelpText('after', '\nEvery option can be set in the environment too, by the name in brackets.');
  for (const setting of SETTINGS) command.addOption(asOption(setting));
  return command.action(async (dir: string | undefined, options: Record<string, string>) => {
    const flags = Object.fromEntries(SETTINGS.map(setting => [setting.path, options[attributeOf(setting)]]));
    let config: Config | undefined;
    try {
      config = readSettings({...flags, static: dir ?? flags.static}, terminal.env, FALLBACKS);
      await serve(config, terminal);
    } catch (error) {
      terminal.stderr.write(`${explain(error, config)}\n`);
      terminal.exitCode = 1;
    }
  });
}

async function serve(config: Config, terminal: Terminal): Promise<void> {
  const logger = createLog(config.logLevel);
  const broker = createBroker(config, {logger});
  const {url, metricsUrl} = await broker
    .listen({fds: inheritedSockets(terminal)})
    .catch(async (error: unknown) => {
      await broker.close();
      throw error;
    });
  // Without a listener it would end the process, and with it every connection.
  terminal.on('SIGHUP', () => broker.reload());
  // Whoever presses Ctrl-C has no load balancer in front. A signal that finds no listener ends the process at once, as
  // the impatient expect.
  terminal.once('SIGINT', () => void broker.close({isUrgent: true}));
  terminal.once('SIGTERM', () => {
    void broker.close();
    if (config.drainDelayMs > 0) terminal.once('SIGTERM', () => void broker.close({isUrgent: true}));
  });
  // Last, because whoever reads it may send a signal at once.
  terminal.stdout.write(`The broker is at ${url}${config.path}\n`);
  if (metricsUrl !== undefined) terminal.stdout.write(`Its metrics are at ${metricsUrl}\n`);
}

/** The first file descriptor that is passed by socket activation. */
const FIRST_FD = 3;

/** The sockets that systemd, or whoever does as it does, opened for this process (sd_listen_fds(3)). */
function inheritedSockets({env, pid}: Terminal): number[] {
  const count = Number(env.LISTEN_FDS);
  if (env.LISTEN_PID !== String(pid) || !Number.isInteger(count) || count < 1) return [];
  return Array.from({length: count}, (_, index) => FIRST_FD + index);
}

function explain(error: unknown, config: Config | undefined): string {
  if (error instanceof OptionsError) return `${error.message}\n\nrtc-broker serve --help lists all of them.`;
  const {code, message, port, address} = error as NodeJS.ErrnoException & {port?: number; address?: string};
  const flag = port === config?.metricsPort ? '--metrics-port' : '--port';
  // Of a Unix socket it is -1.
  const isPort = port !== undefined && port >= 0;
  if (code === 'EADDRINUSE' && !isPort)
    return `Another process listens on ${address ?? 'that socket'}, or it is no socket: choose another --socket.`;
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use: choose another one, for example ${flag} ${Number(port) + 1}.`;
  if (code === 'EACCES' && isPort)
    return `Port ${port} may not be opened by this user: choose one above 1023.`;
  if (code === 'EADDRNOTAVAIL')
    return `This machine has no address ${address}: leave --host out for all that it has.`;
  if (code === 'ENOTFOUND') return `The host in --host is not known: ${message}.`;
  return message;
}
