/** Where the broker's own server listens: a port, a Unix socket, or inherited sockets. */
import {chmodSync, lstatSync, unlinkSync} from 'node:fs';
import {connect, createServer, type ListenOptions, type Server, type Socket} from 'node:net';
import type {LanAddress} from '../lan/index.js';
import type {Config} from '../options/index.js';
import type {AnyHttpServer} from './mount.js';

/** The address of a listening broker. */
export interface Address {
  /** 0 if it does not listen on a port. */
  readonly port: number;
  /** An IP address or a host name, or the path of a Unix socket. */
  readonly host: string;
  /** Without a trailing slash: `http://localhost:9000`, `http://unix:/run/broker.sock:`. */
  readonly url: string;
  /** The URL of the metrics, with the option `metricsPort`: `http://127.0.0.1:9091/metrics`. */
  readonly metricsUrl?: string;
  /** How other devices in this network reach the broker, with `lan`. */
  readonly lan?: LanAddress;
}

export interface Listening {
  readonly address: Address;
  /** Closes the additional sockets. */
  readonly stop: () => void;
}

type ListenTarget = Pick<Config, 'host' | 'port' | 'socket' | 'socketMode'> & {
  readonly isSecure: boolean;
  /** File descriptors of listening sockets, used instead of host and port (sd_listen_fds(3)). */
  readonly fds?: readonly number[];
};

const start = (server: Server, options: ListenOptions | {readonly fd: number}): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options, () => {
      server.off('error', reject);
      resolve();
    });
  });

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** Resolves when the server listens; rejects with the system's error, such as EADDRINUSE. */
export async function listen(server: AnyHttpServer, where: ListenTarget): Promise<Listening> {
  const {fds = [], socket} = where;
  const extra: Server[] = [];
  const stop = (): void => {
    for (const one of extra) one.close();
  };
  if (fds.length > 0) {
    await start(server, {fd: fds[0]!});
    for (const fd of fds.slice(1)) {
      // A server listens on one socket only, but accepts connections from other servers.
      const one = createServer((connection: Socket) => void server.emit('connection', connection));
      extra.push(one);
      await start(one, {fd}).catch((error: unknown) => {
        stop();
        throw error;
      });
      // Accepting a connection can fail, and an error event without a listener would end the process.
      one.on('error', error => void server.emit('error', error));
    }
  } else if (socket !== undefined) {
    await listenOnSocket(server, socket);
    chmodSync(socket, Number.parseInt(where.socketMode, 8));
  } else await listenOnPort(server, where);
  return {address: addressOf(server, where), stop};
}

async function listenOnPort(server: AnyHttpServer, {port, host}: ListenTarget): Promise<void> {
  // Brackets, as in URLs, are accepted.
  const name = host?.replace(/^\[(.*)\]$/, '$1');
  try {
    await start(server, {port, host: name});
  } catch (error) {
    // This machine has no IPv6. Without a host, Node does the same.
    if (name !== '::' || !['EAFNOSUPPORT', 'EADDRNOTAVAIL'].includes(codeOf(error) ?? '')) throw error;
    await start(server, {port, host: '0.0.0.0'});
  }
}

async function listenOnSocket(server: AnyHttpServer, path: string): Promise<void> {
  try {
    await start(server, {path});
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE' || !(await isStale(path))) throw error;
    unlinkSync(path);
    await start(server, {path});
  }
}

/** Whether the path is a socket that no process listens on, as a killed process leaves it. Only such files are removed. */
async function isStale(path: string): Promise<boolean> {
  if (!lstatSync(path, {throwIfNoEntry: false})?.isSocket()) return false;
  return new Promise(resolve => {
    const probe = connect(path, () => {
      probe.destroy();
      resolve(false);
    });
    probe.on('error', error => resolve(codeOf(error) === 'ECONNREFUSED'));
  });
}

function addressOf(server: AnyHttpServer, {host, isSecure}: ListenTarget): Address {
  const scheme = isSecure ? 'https' : 'http';
  const bound = server.address();
  if (bound === null || typeof bound === 'string') {
    const path = bound ?? '';
    return {port: 0, host: path, url: `${scheme}://unix:${path}:`};
  }
  const name = host?.replace(/^\[(.*)\]$/, '$1') ?? bound.address;
  const isEvery = name === '::' || name === '0.0.0.0';
  const shown = isEvery ? 'localhost' : name.includes(':') ? `[${name}]` : name;
  return {port: bound.port, host: name, url: `${scheme}://${shown}:${bound.port}`};
}
