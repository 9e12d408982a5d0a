/**
 * The options of a broker: one schema for createBroker(), the flags of `rtc-broker serve` and the environment
 * (settings.ts derives those two from it). The descriptions are what `--help` and the README show.
 */
import {isIP} from 'node:net';
import * as v from 'valibot';
import {canonicalOrigin} from '../origin.js';

const whole = (min: number, max: number) =>
  v.pipe(
    v.number(`expected a number from ${min} to ${max}`),
    v.check(
      value => Number.isInteger(value) && value >= min && value <= max,
      `expected a whole number from ${min} to ${max}`,
    ),
  );

const limit = (fallback: number, description: string, max = 10_000_000) =>
  v.pipe(v.optional(whole(1, max), fallback), v.description(description));

const isUrl = (value: string, ...protocols: string[]): boolean =>
  URL.canParse(value) && protocols.includes(new URL(value).protocol);

const isAddressRange = (value: string): boolean => {
  const [address = '', bits, ...rest] = value.split('/');
  const width = {0: 0, 4: 32, 6: 128}[isIP(address)] ?? 0;
  return (
    width > 0 && rest.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= width))
  );
};

const text = (description: string, check: (value: string) => boolean, expected: string) =>
  v.pipe(
    v.string(`expected ${expected}`),
    v.check(check, `expected ${expected}`),
    v.description(description),
  );

const list = (description: string, check: (value: string) => boolean, expected: string) =>
  v.pipe(
    v.array(
      v.pipe(v.string(`expected ${expected}`), v.check(check, `expected ${expected}`)),
      `expected a list of ${expected}`,
    ),
    v.description(description),
  );

const isOrigin = (value: string): boolean => value === '*' || canonicalOrigin(value) !== undefined;
const isStun = (value: string): boolean => /^stuns?:[^\s/?]+$/.test(value);
const isTurn = (value: string): boolean => /^turns?:[^\s/?]+(\?transport=(udp|tcp))?$/.test(value);
const isSecret = (value: string): boolean => Buffer.byteLength(value) >= 32;

const Auth = v.strictObject({
  secret: v.optional(
    text('checks tokens signed with this secret (HS256)', isSecret, 'at least 32 bytes (RFC 7518 §3.2)'),
  ),
  jwks: v.optional(
    text(
      'checks tokens with the public keys at this URL (a JWKS)',
      value => isUrl(value, 'http:', 'https:'),
      'an http or https URL',
    ),
  ),
  algorithm: v.optional(
    v.pipe(
      v.picklist(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']),
      v.description('the one algorithm that tokens checked with jwks may use; RS256 by default'),
    ),
  ),
  issuer: v.optional(text('the iss that tokens must have', Boolean, 'some text')),
  audience: v.optional(text('the aud that tokens must have', Boolean, 'some text')),
});

const Turn = v.strictObject({
  urls: list(
    'TURN servers that share turn.secret',
    isTurn,
    'turn:host:port, turn:host:port?transport=tcp or turns:host:port',
  ),
  secret: text('the static-auth-secret of the TURN servers', Boolean, 'some text'),
  ttl: v.pipe(
    v.optional(whole(30, 86_400), 300),
    v.description('for how long TURN credentials may be used to allocate, in seconds'),
  ),
});

const Limits = v.strictObject({
  peers: limit(20_000, 'peers connected at once'),
  rooms: limit(10_000, 'rooms at once'),
  roomMembers: limit(32, 'people in a room'),
  roomsPerPeer: limit(8, 'rooms that one peer may be in'),
  roomsPerAddress: limit(256, 'rooms that people at one address may be in, all together'),
  heldIdsPerAddress: limit(
    256,
    'peer ids of one address that are held for the grace, before it gets no new ones',
  ),
  connectionsPerAddress: limit(256, 'connections at once from one address'),
  joinsPerSocket: limit(5, 'rooms that a socket may enter per second; five times that at once'),
  joinsPerAddress: limit(
    50,
    'connections and room entries per second from one address; five times that at once',
  ),
  messagesPerSocket: limit(
    100,
    'messages (of up to 4 KiB) per second from one socket; five times that at once',
  ),
  messagesPerAddress: limit(
    1_000,
    'messages (of up to 4 KiB) per second from one address; five times that at once',
  ),
  requestsPerAddress: limit(
    20,
    'requests per second for an id or ICE servers from one address; five times that at once',
  ),
  frameBytes: limit(65_536, 'size of a frame in bytes', 16_777_216),
  bufferedBytes: limit(1_048_576, 'bytes that may wait for a client to read them'),
  queuedMessages: limit(128, 'messages of one sender that wait for peers who are not there'),
  queuedBytes: limit(524_288, 'bytes of one sender that wait for peers who are not there'),
  queuedBytesTotal: limit(
    33_554_432,
    'bytes of all senders that wait for peers who are not there',
    1_073_741_824,
  ),
  queueMs: limit(5_000, 'how long a message waits for its peer, in ms', 600_000),
});

const Tls = v.strictObject({
  cert: text('file with the certificate chain, PEM: serves https', Boolean, 'a file name'),
  key: text('file with the private key of the certificate, PEM', Boolean, 'a file name'),
});

export const BrokerOptions = v.strictObject({
  path: v.pipe(
    v.optional(
      text('', value => /^(\/[\w.~-]+)+$/.test(value), 'a path such as /rtc, without a slash at its end'),
      '/rtc',
    ),
    v.description('prefix of everything that the broker serves'),
  ),
  port: v.pipe(v.optional(whole(0, 65_535), 9_000), v.description('port to listen on; 0 takes a free one')),
  host: v.optional(text('address to listen on; every one by default', Boolean, 'an address or host name')),
  socket: v.optional(
    text('Unix socket to listen on, in place of host and port', Boolean, 'the path of a Unix socket'),
  ),
  socketMode: v.pipe(
    v.optional(
      text('', value => /^[0-7]{3}$/.test(value), 'three octal digits such as 660'),
      '660',
    ),
    v.description('who may connect to that Unix socket: its permissions, octal'),
  ),
  static: v.optional(text('folder to serve at /', Boolean, 'a folder')),
  tls: v.optional(Tls),
  origins: v.pipe(
    v.optional(
      v.pipe(
        list('', isOrigin, 'origins such as https://example.com, or *'),
        v.transform(origins => origins.map(origin => canonicalOrigin(origin) ?? origin)),
      ),
      [],
    ),
    v.description(
      "origins of pages that may connect, besides the broker's own and, on localhost, other ports of it; * for any",
    ),
  ),
  trustProxy: v.pipe(
    v.optional(
      list(
        '',
        value => value === 'unix' || isAddressRange(value),
        'addresses or ranges such as 127.0.0.1 or 10.0.0.0/8, or unix',
      ),
      [],
    ),
    v.description(
      'proxies whose X-Forwarded-For, -Host and -Proto are believed; unix: whoever connects to a Unix socket',
    ),
  ),
  requireTls: v.pipe(
    v.optional(v.boolean('expected true or false'), false),
    v.description('refuses clients that came without TLS, to the broker or to a trusted proxy'),
  ),
  auth: v.optional(
    v.pipe(
      Auth,
      v.check(
        ({secret, jwks}) => (secret === undefined) !== (jwks === undefined),
        'expected either secret or jwks',
      ),
      v.check(
        ({jwks, algorithm}) => jwks !== undefined || algorithm === undefined,
        'algorithm goes with jwks; a secret means HS256',
      ),
    ),
  ),
  stun: v.pipe(v.optional(list('', isStun, 'stun:host:port'), []), v.description('STUN servers')),
  turn: v.optional(Turn),
  graceMs: v.pipe(
    v.optional(whole(0, 600_000), 20_000),
    v.description('how long an id and its places in rooms outlive a broken connection, in ms'),
  ),
  silenceMs: v.pipe(
    v.optional(whole(100, 600_000), 20_000),
    v.description('how long a client may show no sign of life, in ms; it is pinged at half of that'),
  ),
  handshakeMs: v.pipe(
    v.optional(whole(100, 600_000), 10_000),
    v.description('how long a client may take to send its request, in ms'),
  ),
  drainDelayMs: v.pipe(
    v.optional(whole(0, 600_000), 0),
    v.description(
      'how long a broker told to stop serves on while /health is 503, in ms; rtc-broker serve: 5000 on SIGTERM',
    ),
  ),
  drainMs: v.pipe(
    v.optional(whole(0, 600_000), 4_000),
    v.description('how long closing waits for clients to say goodbye, in ms'),
  ),
  limits: v.optional(
    v.pipe(
      Limits,
      v.check(
        ({frameBytes, bufferedBytes}) => bufferedBytes >= 2 * frameBytes,
        'bufferedBytes has to be at least twice frameBytes, or one frame would cut its recipient off',
      ),
    ),
    {},
  ),
  metricsToken: v.optional(
    text(
      'opens /metrics to those who send it as a bearer token; without it /metrics is off',
      Boolean,
      'some text',
    ),
  ),
  metricsPort: v.optional(
    v.pipe(
      whole(0, 65_535),
      v.description('serves /metrics on a port of its own too, on 127.0.0.1 only and without a token'),
    ),
  ),
  logLevel: v.pipe(
    v.optional(
      v.picklist(
        ['silent', 'fatal', 'error', 'warn', 'info', 'debug'],
        'expected silent, fatal, error, warn, info or debug',
      ),
      'warn',
    ),
    v.description('what is logged: silent, fatal, error, warn, info or debug'),
  ),
});

export type BrokerOptions = v.InferInput<typeof BrokerOptions>;
/** The options with every default filled in. */
export type Config = v.InferOutput<typeof BrokerOptions>;

/** Options that can't be used; `mistakes` names each with what is allowed. */
export class OptionsError extends Error {
  readonly code = 'bad-options';
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(`The broker's options can't be used:\n${mistakes.map(mistake => `  ${mistake}`).join('\n')}`);
    this.name = 'OptionsError';
    this.mistakes = mistakes;
  }
}

/** Checks options and fills in defaults. Throws an OptionsError. `nameOf` says how the user called an option. */
export function readOptions(options: unknown, nameOf = (path: string): string => path): Config {
  const result = v.safeParse(BrokerOptions, options);
  if (result.success) return result.output;
  throw new OptionsError(
    result.issues.map(issue => {
      const path = v.getDotPath(issue) ?? '';
      return `${nameOf(path)}: ${describeIssue(issue, isSecretPath(path))}`;
    }),
  );
}

/** What must not be repeated on a terminal or in a log. */
const isSecretPath = (path: string): boolean => /secret|token/i.test(path);

function describeIssue({type, expected, message, received}: v.BaseIssue<unknown>, isSecret: boolean): string {
  if (type === 'strict_object') return expected === 'never' ? 'no such option' : 'missing';
  const isShort = received !== 'Object' && received !== 'Array';
  return isShort && !isSecret && message.startsWith('expected') ? `${message}, got ${received}` : message;
}
