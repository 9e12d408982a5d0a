/** One connection to the Redis that takes writes: a client for commands and one for subscriptions. */
import {createRequire} from 'node:module';
import type {RedisClientType} from '@redis/client';
import type {RedisAddress} from '../../redis-url.js';
import {RedisProblem, replyCode} from './problems.js';
import {readScripts, type ScriptName} from './scripts.js';

/** How long connecting may take, in ms. */
const CONNECT_MS = 2_000;

/** The oldest major version that the scripts run on. */
const MIN_VERSION = 7;

interface Endpoint {
  readonly host: string;
  readonly port: number;
}

type Client = RedisClientType;

export interface Connection {
  readonly isEnded: () => boolean;
  run(script: ScriptName, args: readonly string[]): Promise<unknown>;
  publish(channel: string, text: string): Promise<unknown>;
  subscribe(channels: string[], listener: (text: string, channel: string) => void): Promise<void>;
  unsubscribe(channel: string): Promise<void>;
  /** `reason`: what `onEnd` gets. */
  close(reason: unknown): void;
}

export interface ConnectionParts {
  /** Closes the connection, also one that is not open yet. */
  readonly signal: AbortSignal;
  /** Called once, when the connection is of no more use; a new one must be opened then. */
  readonly onEnd: (error: unknown) => void;
}

/** Whether the optional package that it needs is installed. */
export function isClientInstalled(
  resolve: (name: string) => string = createRequire(import.meta.url).resolve,
): boolean {
  try {
    resolve('@redis/client');
    return true;
  } catch {
    return false;
  }
}

/**
 * Connects to the first of the address's hosts that takes writes, and loads the scripts. The client would reconnect by
 * itself, but what was missed meanwhile must be restored first.
 */
export async function openConnection(
  address: RedisAddress,
  key: string,
  {signal, onEnd}: ConnectionParts,
): Promise<Connection> {
  const {createClient} = await import('@redis/client');
  const clients: Client[] = [];
  // A client that is still connecting can't be destroyed, but its socket can.
  const sockets = new AbortController();
  const end = (error: unknown): void => {
    if (sockets.signal.aborted) return;
    sockets.abort(error);
    for (const client of clients) if (client.isOpen) client.destroy();
    signal.removeEventListener('abort', abort);
    onEnd(error);
  };
  const abort = (): void => end(signal.reason);
  signal.addEventListener('abort', abort);
  const connect = async ({host, port}: Endpoint, login: object): Promise<Client> => {
    signal.throwIfAborted();
    const {isTls} = address;
    const common = {
      host,
      port,
      connectTimeout: CONNECT_MS,
      reconnectStrategy: false as const,
      signal: sockets.signal,
    };
    const client = createClient({
      socket: isTls ? {...common, tls: true as const} : common,
      disableOfflineQueue: true,
      maintNotifications: 'disabled',
      // Whoever asks has a deadline. The client's own would make an AbortSignal for each command, which costs more than sending it.
      commandOptions: {timeout: undefined},
      name: 'rtc-broker',
      RESP: 2,
      ...login,
    }) as unknown as Client;
    clients.push(client);
    let first: unknown;
    client.on('error', error => {
      first ??= error;
      end(error);
    });
    client.on('end', () => end(first));
    await client.connect();
    return client;
  };
  const login = {username: address.username, password: address.password};
  const redisLogin = {...login, database: address.database};

  async function findMaster(sentinel: Endpoint, master: string): Promise<Endpoint> {
    const client = await connect(sentinel, {});
    const found = await client.sendCommand<[string, string] | null>([
      'SENTINEL',
      'GET-MASTER-ADDR-BY-NAME',
      master,
    ]);
    clients.splice(clients.indexOf(client), 1);
    client.removeAllListeners('end');
    client.destroy();
    if (!found) throw new RedisProblem('redis-no-master', `the Sentinels know no ${master}`);
    return {host: found[0], port: Number(found[1])};
  }

  async function openAt(endpoint: Endpoint, mayMove = true): Promise<Connection> {
    const commands = await connect(endpoint, redisLogin);
    try {
      await check(commands, key);
    } catch (error) {
      const moved = mayMove && replyCode(error) === 'MOVED' ? readMoved(error, endpoint) : undefined;
      if (!moved) throw error;
      return openAt(moved, false);
    }
    const events = await connect(endpoint, redisLogin);
    return {
      isEnded: () => sockets.signal.aborted,
      run(name, args) {
        return commands.sendCommand(['EVALSHA', readScripts()[name].digest, '1', `${key}:`, ...args]);
      },
      publish: (channel, text) => commands.sendCommand(['PUBLISH', channel, text]),
      subscribe: (channels, listener) => events.subscribe(channels, listener),
      unsubscribe: channel => events.unsubscribe(channel),
      close: end,
    };
  }

  try {
    const [endpoint = {host: '', port: 0}] = address.hosts;
    return await openAt(address.master === undefined ? endpoint : await findMaster(endpoint, address.master));
  } catch (error) {
    end(error);
    throw error;
  }
}

/** `MOVED 1234 host:port`; the host is empty if it is the one that was asked. */
function readMoved(error: unknown, asked: Endpoint): Endpoint | undefined {
  const [, host, port] = /^MOVED \d+ (.*):(\d+)$/.exec((error as Error).message) ?? [];
  return port === undefined ? undefined : {host: host || asked.host, port: Number(port)};
}

/** Loads the scripts. Rejects if this is no Redis to write to. */
async function check(client: Client, key: string): Promise<void> {
  const info = await client.sendCommand<string>(['INFO', 'all']);
  const read = (name: string): string => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';
  const version = read('redis_version');
  if (Number.parseInt(version, 10) < MIN_VERSION) throw new RedisProblem('redis-too-old', version);
  const policy = read('maxmemory_policy');
  // The other policies drop only keys that expire anyway.
  if (policy.startsWith('allkeys') && read('maxmemory') !== '0')
    throw new RedisProblem('redis-evicts-keys', policy);
  // A Redis Cluster says who has the keys, also if this one is a replica in it.
  await client.sendCommand(['EXISTS', `${key}:meta`]);
  if (read('role') === 'slave') throw new RedisProblem('redis-no-master', 'this one is a replica');
  const texts = Object.values(readScripts()).map(({text}) => text);
  await Promise.all(texts.map(text => client.sendCommand(['SCRIPT', 'LOAD', text])));
}
