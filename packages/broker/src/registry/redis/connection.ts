/** One connection to the Redis that takes writes: a client for commands and one for subscriptions. */
import type {RedisClientType} from '@redis/client';
import type {RedisAddress} from '../../redis-url.js';
import {RedisProblem, replyCode} from './problems.js';
import {SCRIPTS, type ScriptName} from './scripts.js';

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
  close(): void;
}

/**
 * Connects to the first of the address's hosts that takes writes, and loads the scripts. `onEnd` is called once, when the
 * connection is of no more use; a new one must be opened then. The client would reconnect by itself, but what was
 * missed meanwhile must be restored first.
 */
export async function openConnection(
  address: RedisAddress,
  key: string,
  onEnd: (error: unknown) => void,
): Promise<Connection> {
  const {createClient} = await import('@redis/client');
  const clients: Client[] = [];
  let isEnded = false;
  const end = (error: unknown): void => {
    if (isEnded) return;
    isEnded = true;
    for (const client of clients) if (client.isOpen) client.destroy();
    onEnd(error);
  };
  const connect = async ({host, port}: Endpoint, login: object): Promise<Client> => {
    const {isTls} = address;
    const common = {host, port, connectTimeout: CONNECT_MS, reconnectStrategy: false as const};
    const client = createClient({
      socket: isTls ? {...common, tls: true as const} : common,
      disableOfflineQueue: true,
      maintNotifications: 'disabled',
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
      isEnded: () => isEnded,
      run(name, args) {
        return commands.sendCommand(['EVALSHA', SCRIPTS[name].digest, '1', `${key}:`, ...args]);
      },
      publish: (channel, text) => commands.sendCommand(['PUBLISH', channel, text]),
      subscribe: (channels, listener) => events.subscribe(channels, listener),
      unsubscribe: channel => events.unsubscribe(channel),
      close: () => end(undefined),
    };
  }

  try {
    const [endpoint = {host: '', port: 0}] = address.hosts;
    return await openAt(address.master === undefined ? endpoint : await findMaster(endpoint, address.master));
  } catch (error) {
    isEnded = true;
    for (const client of clients) if (client.isOpen) client.destroy();
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
  if (read('role') === 'slave') throw new RedisProblem('redis-no-master', 'this one is a replica');
  // A Redis Cluster says who has the keys.
  await client.sendCommand(['EXISTS', `${key}:meta`]);
  for (const {text} of Object.values(SCRIPTS)) await client.sendCommand(['SCRIPT', 'LOAD', text]);
}
