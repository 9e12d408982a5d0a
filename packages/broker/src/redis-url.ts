/** The URL of a Redis: where it may be, and how to log in. */

export interface RedisAddress {
  /** Of Redis, or with `master`, of its Sentinels. At least one. */
  readonly hosts: readonly {readonly host: string; readonly port: number}[];
  readonly isTls: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly database: number;
  /** The name that the Sentinels give the master; undefined without Sentinel. */
  readonly master: string | undefined;
}

const URL_PARTS =
  /^rediss?(?<sentinel>-sentinel)?:\/\/(?:(?<login>[^@/]*)@)?(?<hosts>[^/?#@]+)(?:\/(?<path>[^?#]*))?$/;
const HOST = /^(?<host>\[[\da-fA-F:.]+\]|[\w.-]+)(?::(?<port>\d{1,5}))?$/;

const [REDIS_PORT, SENTINEL_PORT] = [6_379, 26_379];

/**
 * Reads `redis://[user:password@]host[:port][,host[:port]…][/database]`, `rediss://…` for TLS, or
 * `redis-sentinel://[user:password@]host[:port][,…]/master[/database]`. Undefined for anything else.
 */
export function parseRedisUrl(url: string): RedisAddress | undefined {
  const isTls = /^rediss(-sentinel)?:/.test(url);
  const parts = URL_PARTS.exec(url)?.groups;
  if (!parts) return undefined;
  const isSentinel = parts.sentinel !== undefined;
  const hosts = (parts.hosts ?? '').split(',').map(text => readHost(text, isSentinel));
  const path = (parts.path ?? '').split('/');
  const master = isSentinel ? decode(path.shift() ?? '') : undefined;
  const [database = '', ...rest] = path;
  const [username, ...password] = (parts.login ?? '').split(':').map(decode);
  if (hosts.includes(undefined) || master === '' || rest.length > 0 || !/^\d{0,4}$/.test(database))
    return undefined;
  return {
    hosts: hosts.filter(host => host !== undefined),
    isTls,
    username: username || undefined,
    password: password.join(':') || undefined,
    database: Number(database),
    master,
  };
}

function readHost(text: string, isSentinel: boolean) {
  const found = HOST.exec(text)?.groups;
  const port = Number(found?.port ?? (isSentinel ? SENTINEL_PORT : REDIS_PORT));
  if (!found || port < 1 || port > 65_535) return undefined;
  return {host: (found.host ?? '').replaceAll(/[[\]]/g, ''), port};
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
