import {readFile} from 'node:fs/promises';
import {describe, expect, test} from 'vitest';
import {OptionsError, readOptions} from './read-options.js';
import {readSettings, SETTINGS} from './settings.js';

const mistakesIn = (read: () => unknown): readonly string[] => {
  try {
    read();
  } catch (error) {
    if (error instanceof OptionsError) return error.mistakes;
    throw error;
  }
  return [];
};

test('no option is required', () => {
  expect(readOptions({})).toMatchObject({
    path: '/rtc',
    port: 9000,
    origins: [],
    stun: [],
    graceMs: 20_000,
    limits: {peers: 20_000, roomMembers: 32, frameBytes: 65_536},
    logLevel: 'warn',
  });
});

test('each mistake is reported with what is allowed', () => {
  const options = {
    path: 'rtc/',
    port: 70_000,
    origins: ['https://a.example/path'],
    trustProxy: ['10.0.0.0/40'],
    stun: ['stun:a:3478', 'http://b'],
    turn: {urls: ['turn:c?transport=sctp'], secret: 'x', ttl: 1},
    auth: {secret: 'too short'},
    limits: {peers: 0.5, sokets: 1},
    logLevel: 'loud',
    colour: 'red',
  };
  expect(mistakesIn(() => readOptions(options))).toEqual([
    'path: expected a path such as /rtc, without a trailing slash, got "rtc/"',
    'port: expected a whole number from 0 to 65535, got 70000',
    'origins.0: expected origins such as https://example.com, or *, got "https://a.example/path"',
    'trustProxy.0: expected addresses or ranges such as 127.0.0.1 or 10.0.0.0/8, or unix, got "10.0.0.0/40"',
    'auth.secret: expected at least 32 bytes (RFC 7518 §3.2)',
    'stun.1: expected stun:host:port, got "http://b"',
    'turn.urls.0: expected turn:host:port, turn:host:port?transport=tcp or turns:host:port, got "turn:c?transport=sctp"',
    'turn.ttl: expected a whole number from 30 to 86400, got 1',
    'limits.peers: expected a whole number from 1 to 10000000, got 0.5',
    'limits.sokets: no such option',
    'logLevel: expected silent, fatal, error, warn, info or debug, got "loud"',
    'colour: no such option',
  ]);
});

test('bufferedBytes must leave room for a frame', () => {
  expect(mistakesIn(() => readOptions({limits: {frameBytes: 1_048_576}}))).toEqual([
    'limits: bufferedBytes must be at least twice frameBytes, or a single frame would disconnect its recipient',
  ]);
  expect(readOptions({limits: {frameBytes: 1_048_576, bufferedBytes: 2_097_152}})).toBeDefined();
});

test('auth takes either a secret or public keys, not both', () => {
  const secret = 'x'.repeat(32);
  const jwks = 'https://id.example/jwks.json';
  expect(mistakesIn(() => readOptions({auth: {}}))).toEqual(['auth: expected either secret or jwks']);
  expect(mistakesIn(() => readOptions({auth: {secret, jwks}}))).toEqual([
    'auth: expected either secret or jwks',
  ]);
  expect(mistakesIn(() => readOptions({auth: {secret, algorithm: 'RS256'}}))).toHaveLength(1);
  expect(readOptions({auth: {jwks, algorithm: 'ES256'}}).auth).toEqual({jwks, algorithm: 'ES256'});
});

test('every option is also a flag and a variable', () => {
  const byPath = new Map(SETTINGS.map(setting => [setting.path, setting]));
  expect(byPath.get('limits.roomMembers')).toMatchObject({
    flag: '--limits-room-members',
    env: 'RTC_BROKER_LIMITS_ROOM_MEMBERS',
    kind: 'number',
    fallback: 32,
  });
  expect(byPath.get('turn.urls')).toMatchObject({flag: '--turn-urls', kind: 'list'});
  expect(SETTINGS.filter(({description}) => description === '')).toEqual([]);
});

test('a flag wins over the environment, which wins over the default', () => {
  const env = {
    RTC_BROKER_PORT: '1',
    RTC_BROKER_HOST: 'envhost',
    RTC_BROKER_STUN: 'stun:a:1, stun:b:2',
    RTC_BROKER_PATH: '',
  };
  expect(readSettings({port: '2', 'limits.rooms': '7'}, env)).toMatchObject({
    port: 2,
    host: 'envhost',
    stun: ['stun:a:1', 'stun:b:2'],
    path: '/rtc',
    limits: {rooms: 7},
  });
});

test('a mistake is reported under the name that the user set', () => {
  const mistakes = mistakesIn(() =>
    readSettings(
      {port: 'many'},
      {RTC_BROKER_LIMITS_ROOMS: '-1', RTC_BROKER_STUN: 'a', RTC_BROKER_TURN_SECRET: 'x'},
    ),
  );
  expect(mistakes).toEqual([
    '--port: expected a number from 0 to 65535, got "many"',
    'RTC_BROKER_STUN: expected stun:host:port, got "a"',
    '--turn-urls: missing',
    'RTC_BROKER_LIMITS_ROOMS: expected a whole number from 1 to 10000000, got -1',
  ]);
});

test('an unknown variable with our prefix is a mistake, and its value is not repeated', () => {
  const env = {RTC_BROKER_AUTH_SECERT: 'north', RTC_BROKER_LIMIT_PEERS: '1', RTC_OTHER: 'x'};
  expect(mistakesIn(() => readSettings({}, env))).toEqual([
    'RTC_BROKER_AUTH_SECERT: no such option; did you mean RTC_BROKER_AUTH_SECRET?',
    'RTC_BROKER_LIMIT_PEERS: no such option; did you mean RTC_BROKER_LIMITS_PEERS?',
  ]);
});

describe('the variables that Kubernetes sets', () => {
  const service = (name: string) => ({
    [`${name}_SERVICE_HOST`]: '10.0.0.1',
    [`${name}_SERVICE_PORT`]: '9000',
    [`${name}_SERVICE_PORT_HTTP`]: '9000',
    [`${name}_PORT`]: 'tcp://10.0.0.1:9000',
    [`${name}_PORT_9000_TCP`]: 'tcp://10.0.0.1:9000',
    [`${name}_PORT_9000_TCP_PROTO`]: 'tcp',
    [`${name}_PORT_9000_TCP_PORT`]: '9000',
    [`${name}_PORT_9000_TCP_ADDR`]: '10.0.0.1',
    [`${name}_PORT_3478_UDP_ADDR`]: 'fd00::1',
  });

  test.each(['RTC_BROKER', 'RTC_BROKER_HEADLESS', 'RTC_BROKER_V2'])(
    'for a service %s are not options',
    name => {
      expect(readSettings({}, service(name))).toEqual(readSettings({}, {}));
    },
  );

  test('do not hide an option or a mistake', () => {
    const env = {...service('RTC_BROKER'), RTC_BROKER_HOST: 'a', RTC_BROKER_PROT: '1'};
    expect(mistakesIn(() => readSettings({}, env))).toEqual([
      'RTC_BROKER_PROT: no such option; did you mean RTC_BROKER_PORT?',
    ]);
    expect(readSettings({port: '9002'}, service('RTC_BROKER')).port).toBe(9002);
    expect(readSettings({}, {...service('RTC_BROKER'), RTC_BROKER_PORT: '9001'}).port).toBe(9001);
    expect(mistakesIn(() => readSettings({}, {RTC_BROKER_PORT: '10.0.0.1:9000'}))).toHaveLength(1);
  });
});

test('a command may have its own defaults, which flags and environment override', () => {
  const fallbacks = {drainDelayMs: '5000'};
  expect(readSettings({}, {}, fallbacks).drainDelayMs).toBe(5_000);
  expect(readSettings({}, {RTC_BROKER_DRAIN_DELAY_MS: '0'}, fallbacks).drainDelayMs).toBe(0);
  expect(readSettings({drainDelayMs: '7'}, {RTC_BROKER_DRAIN_DELAY_MS: '0'}, fallbacks).drainDelayMs).toBe(7);
});

test('secrets are not repeated', () => {
  const [mistake] = mistakesIn(() => readOptions({auth: {secret: 'hunter2'}}));
  expect(mistake).not.toContain('hunter2');
});

test('the README lists every option', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const rows = SETTINGS.map(({path, description, fallback}) => {
    const shown =
      Array.isArray(fallback) || fallback === undefined ? '' : `\`${String(fallback as unknown)}\``;
    return [`\`${path}\``, shown, description].join(' | ');
  });
  // Prettier aligns the columns, so compare the cells.
  const listed = readme.match(/<!-- options.*?-->(.*)<!-- \/options -->/s)?.[1] ?? '';
  const cells = listed.split('\n').map(line =>
    line
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim())
      .join(' | '),
  );
  expect(cells.filter(line => line.startsWith('`'))).toEqual(rows);
});
