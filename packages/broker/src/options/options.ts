/**
 * The options of a broker: one schema for createBroker(), the flags of `rtc-broker serve` and the environment
 * (settings.ts derives those two from it). The descriptions are what `--help` and the README show.
 */
import * as v from 'valibot';
import {canonicalOrigin} from '../origin.js';
import {parseRedisUrl} from '../redis-url.js';
import {isAddressRange, isOrigin, isSecret, isStun, isTurn, isUrl, list, text, whole} from './fields.js';
import {Limits} from './limits.js';

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
      v.description('the only algorithm accepted for tokens checked with jwks; RS256 by default'),
    ),
  ),
  issuer: v.optional(text('the iss claim that tokens must have', Boolean, 'some text')),
  audience: v.optional(text('the aud claim that tokens must have', Boolean, 'some text')),
});

const Turn = v.strictObject({
  urls: list(
    'URLs of the TURN servers, which all use turn.secret',
    isTurn,
    'turn:host:port, turn:host:port?transport=tcp or turns:host:port',
  ),
  secret: text('the static-auth-secret of the TURN servers', Boolean, 'some text'),
  ttl: v.pipe(
    v.optional(whole(30, 86_400), 300),
    v.description('how long TURN credentials can be used to allocate a relay, in seconds'),
  ),
});

const Tls = v.strictObject({
  cert: text('PEM file with the certificate chain; with it, the broker serves https', Boolean, 'a file name'),
  key: text('PEM file with the private key of the certificate', Boolean, 'a file name'),
});

export const BrokerOptions = v.strictObject({
  path: v.pipe(
    v.optional(
      text('', value => /^(\/[\w.~-]+)+$/.test(value), 'a path such as /rtc, without a trailing slash'),
      '/rtc',
    ),
    v.description('path prefix of everything that the broker serves, except static'),
  ),
  port: v.pipe(v.optional(whole(0, 65_535), 9_000), v.description('port to listen on; 0 picks a free one')),
  host: v.optional(
    text('address to listen on; all addresses by default', Boolean, 'an address or host name'),
  ),
  socket: v.optional(
    text('path of a Unix socket to listen on instead of host and port', Boolean, 'the path of a Unix socket'),
  ),
  socketMode: v.pipe(
    v.optional(
      text('', value => /^[0-7]{3}$/.test(value), 'three octal digits such as 660'),
      '660',
    ),
    v.description('permissions of the Unix socket, in octal'),
  ),
  static: v.optional(text('folder of files to serve at /', Boolean, 'a folder')),
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
      "origins of pages that may connect, in addition to the broker's own and, on localhost, its other ports; * for any",
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
      'proxies whose X-Forwarded-For, -Host and -Proto are trusted; unix for connections over a Unix socket',
    ),
  ),
  requireTls: v.pipe(
    v.optional(v.boolean('expected true or false'), false),
    v.description('refuses clients that did not use TLS, to the broker or to a trusted proxy'),
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
        'algorithm is only used with jwks; a secret means HS256',
      ),
    ),
  ),
  stun: v.pipe(v.optional(list('', isStun, 'stun:host:port'), []), v.description('URLs of the STUN servers')),
  turn: v.optional(Turn),
  redis: v.optional(
    text(
      'URL of the Redis that several brokers share to act as one; rediss:// for TLS',
      value => parseRedisUrl(value) !== undefined,
      'redis://host:port, rediss://host:port or redis-sentinel://host:port/master',
    ),
  ),
  redisPassword: v.optional(
    text('password for Redis, unless it is in the URL; it is never logged', Boolean, 'some text'),
  ),
  redisPrefix: v.pipe(
    v.optional(
      text(
        '',
        value => /^[\w.-]{1,64}$/.test(value),
        'up to 64 letters, digits, dots, hyphens or underscores',
      ),
      'rtc',
    ),
    v.description('prefix of the keys in Redis: brokers with another one are not part of the cluster'),
  ),
  hosts: v.pipe(
    v.optional(v.picklist(['token', 'first'], 'expected token or first'), 'token'),
    v.description(
      'hosts of a room: token: who has the claim moderator or the host key; first: also whoever has been in it the longest',
    ),
  ),
  knock: v.pipe(
    v.optional(v.boolean('expected true or false'), false),
    v.description('everybody but hosts has to knock, and is let in by a host'),
  ),
  graceMs: v.pipe(
    v.optional(whole(0, 600_000), 20_000),
    v.description('grace period: how long a peer keeps its id and rooms after its connection breaks, in ms'),
  ),
  silenceMs: v.pipe(
    v.optional(whole(100, 600_000), 20_000),
    v.description('how long a client may be silent, in ms; it is pinged after half of that'),
  ),
  handshakeMs: v.pipe(
    v.optional(whole(100, 600_000), 10_000),
    v.description('how long a client may take to send its request, in ms'),
  ),
  drainDelayMs: v.pipe(
    v.optional(whole(0, 600_000), 0),
    v.description(
      'how long the broker keeps serving after it is told to stop, while /health is 503, in ms; rtc-broker serve: 5000',
    ),
  ),
  drainMs: v.pipe(
    v.optional(whole(0, 600_000), 4_000),
    v.description('how long closing waits for clients to disconnect, in ms'),
  ),
  limits: v.optional(
    v.pipe(
      Limits,
      v.check(
        ({frameBytes, bufferedBytes}) => bufferedBytes >= 2 * frameBytes,
        'bufferedBytes must be at least twice frameBytes, or a single frame would disconnect its recipient',
      ),
    ),
    {},
  ),
  metricsToken: v.optional(
    text('bearer token that is required to read /metrics; without it /metrics is off', Boolean, 'some text'),
  ),
  metricsPort: v.optional(
    v.pipe(
      whole(0, 65_535),
      v.description('separate port for /metrics, on 127.0.0.1 only and without a token'),
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
    v.description('log level: silent, fatal, error, warn, info or debug'),
  ),
});

export type BrokerOptions = v.InferInput<typeof BrokerOptions>;
/** The options with every default filled in. */
export type Config = v.InferOutput<typeof BrokerOptions>;
