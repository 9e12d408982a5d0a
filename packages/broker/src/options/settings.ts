import {nearest} from '@rtc-call/engine/nearest';
/** The options of `rtc-broker serve` as flags and environment variables, both derived from the one schema. */
import type * as v from 'valibot';
import {BrokerOptions, type Config} from './options.js';
import {OptionsError, readOptions} from './read-options.js';

export interface Setting {
  /** Its path in the options: `limits.peers`. */
  readonly path: string;
  /** `--limits-peers`. */
  readonly flag: string;
  /** `RTC_BROKER_LIMITS_PEERS`. */
  readonly env: string;
  /** How its text is parsed; the items of a list are separated by commas. */
  readonly kind: 'number' | 'boolean' | 'text' | 'list';
  readonly description: string;
  readonly fallback: unknown;
}

const KINDS: Readonly<Record<string, Setting['kind']>> = {
  array: 'list',
  number: 'number',
  boolean: 'boolean',
};

type AnySchema = v.GenericSchema & {
  readonly wrapped?: AnySchema;
  readonly pipe?: readonly unknown[];
  readonly entries?: Readonly<Record<string, AnySchema>>;
  readonly default?: unknown;
};

const kebab = (path: string): string =>
  path.replaceAll('.', '-').replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

function describe(schema: AnySchema): string {
  for (const item of schema.pipe ?? []) {
    const {type, description} = item as {type?: string; description?: string};
    if (type === 'description' && description) return description;
  }
  return schema.wrapped ? describe(schema.wrapped) : '';
}

function listSettings(schema: AnySchema, prefix = ''): Setting[] {
  const inner = unwrap(schema);
  if (inner.entries) {
    return Object.entries(inner.entries).flatMap(([name, entry]) =>
      listSettings(entry, prefix ? `${prefix}.${name}` : name),
    );
  }
  const flag = kebab(prefix);
  return [
    {
      path: prefix,
      flag: `--${flag}`,
      env: `RTC_BROKER_${flag.replaceAll('-', '_').toUpperCase()}`,
      kind: KINDS[inner.type] ?? 'text',
      description: describe(schema),
      fallback: schema.default,
    },
  ];
}

const unwrap = (schema: AnySchema): AnySchema => (schema.wrapped ? unwrap(schema.wrapped) : schema);

export const SETTINGS: readonly Setting[] = listSettings(BrokerOptions);

function readText(text: string, kind: Setting['kind']): unknown {
  if (kind === 'list') return text.split(',').flatMap(item => item.trim() || []);
  if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  // Text that is not a number stays text, so that the schema's error can quote it.
  return kind === 'number' && text.trim() !== '' && !Number.isNaN(Number(text)) ? Number(text) : text;
}

const flagOf = (path: string): string =>
  SETTINGS.find(setting => setting.path === path)?.flag ?? `--${kebab(path)}`;

function setPath(options: Record<string, unknown>, path: string, value: unknown): void {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) options[name] = value;
  else setPath((options[name] ??= {}) as Record<string, unknown>, rest.join('.'), value);
}

const ENVS: ReadonlySet<string> = new Set(SETTINGS.map(({env}) => env));

/**
 * The variables that Kubernetes sets in every container for a service called `rtc-broker` or `rtc-broker-…`
 * (https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables).
 */
const KUBERNETES =
  /^RTC_BROKER_(\w+_)?(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)$/;

/** Kubernetes sets `RTC_BROKER_PORT` to a URL, not a port: `tcp://10.0.0.1:9000`. */
const isKubernetes = (name: string, value = ''): boolean =>
  KUBERNETES.test(name) || (name.endsWith('_PORT') && /^(tcp|udp|sctp):\/\//.test(value));

type Env = Readonly<Record<string, string | undefined>>;

/** Rejects unknown variables: a misspelled RTC_BROKER_AUTH_SECRET must not start a broker that is open to everyone. */
function checkNames(env: Env): void {
  const unknown = Object.keys(env).filter(
    name => name.startsWith('RTC_BROKER_') && !ENVS.has(name) && !isKubernetes(name, env[name]),
  );
  if (unknown.length > 0)
    throw new OptionsError(
      unknown.map(name => `${name}: no such option; did you mean ${nearest(name, [...ENVS])}?`),
    );
}

/**
 * Reads the options from flags (by path) and, where a flag is absent, from the environment or from `fallbacks` (by
 * path). Throws an OptionsError that names the flag or variable of each mistake.
 */
export function readSettings(
  flags: Readonly<Record<string, string | undefined>>,
  env: Env,
  fallbacks: Readonly<Record<string, string>> = {},
): Config {
  checkNames(env);
  const options: Record<string, unknown> = {};
  const names = new Map<string, string>();
  for (const setting of SETTINGS) {
    const flag = flags[setting.path];
    const value = env[setting.env];
    const variable = value === '' || isKubernetes(setting.env, value) ? undefined : value;
    const text = flag ?? variable ?? fallbacks[setting.path];
    if (text === undefined) continue;
    names.set(setting.path, flag === undefined ? setting.env : setting.flag);
    setPath(options, setting.path, readText(text, setting.kind));
  }
  return readOptions(options, path => names.get(path.replace(/\.\d+$/, '')) ?? flagOf(path));
}
