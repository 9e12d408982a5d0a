/** Which registry a broker has: in memory and alone, one that it was given, or one in Redis. */
import type {Clock} from './clock.js';
import type {Logger} from './log.js';
import {OptionsError, type Config} from './options/index.js';
import {parseRedisUrl} from './redis-url.js';
import {
  createMemoryStore,
  createRedisRegistry,
  isClientInstalled,
  makeReliable,
  RedisProblem,
  type Registry,
  type RegistryLimits,
  type RegistryState,
  type ReliableRegistry,
} from './registry/index.js';
import {RELEASE} from './release.js';

/** How long a failure of the registry is not logged again, in ms. */
const QUIET_MS = 10_000;

export interface RegistryParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  /** Shared with other brokers; replaces the one in the options. */
  readonly given: Registry | undefined;
}

export interface OpenRegistry {
  readonly registry: ReliableRegistry;
  /** What all brokers share; undefined for one that is alone. */
  readonly cluster: (() => RegistryState) | undefined;
  /** Logs a failure of the registry. */
  readonly onError: (error: unknown) => void;
}

/** Throws an OptionsError if the registry in the options can't be had. */
export function openRegistry({config, clock, log, given}: RegistryParts): OpenRegistry {
  const onError = reportFailures(clock, log);
  const shared = given ?? openRedis(config, clock, log);
  if (shared) {
    const registry = makeReliable({registry: shared, clock, onError});
    return {registry, cluster: () => shared.counts(), onError};
  }
  return {registry: createMemoryStore(limitsOf(config), clock).join(), cluster: undefined, onError};
}

const limitsOf = ({graceMs, hosts, limits}: Config): RegistryLimits => ({
  graceMs,
  electsHosts: hosts === 'first',
  ...limits,
});

function openRedis(config: Config, clock: Clock, log: Logger): Registry | undefined {
  const {limits, redisPassword, redisPrefix} = config;
  const address = config.redis === undefined ? undefined : parseRedisUrl(config.redis);
  if (!address) return undefined;
  if (!isClientInstalled())
    throw new OptionsError(['redis: needs a package that is not installed: npm install @redis/client']);
  return createRedisRegistry({
    address: {...address, password: redisPassword ?? address.password},
    prefix: redisPrefix,
    limits: limitsOf(config),
    keepMs: limits.queueMs,
    release: RELEASE,
    clock,
    log,
  });
}

function reportFailures(clock: Clock, log: Logger): (error: unknown) => void {
  /** By the name of an error. */
  const quietUntil = new Map<string, number>();
  return error => {
    // The registry has logged it: once, and not for each operation that fails because of it.
    if (error instanceof RedisProblem) return;
    // One for each message would follow if a broker does not answer.
    const {name} = error as Error;
    if (clock.now() < (quietUntil.get(name) ?? 0)) return;
    quietUntil.set(name, clock.now() + QUIET_MS);
    log.error({err: error}, 'the registry failed');
  };
}
