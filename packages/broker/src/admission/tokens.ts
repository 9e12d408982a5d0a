/** Access tokens: JWTs (RFC 7519) that PeerJS carries as `token` in its query string. */
import {jwtVerify, SignJWT, type JWTPayload, type JWTVerifyOptions} from 'jose';
import * as v from 'valibot';
import type {Logger} from '../log.js';
import type {Config} from '../options/index.js';
import {DisplayName, RoomName} from '../protocol/index.js';
import {createKeys, KeysUnavailable} from './keys.js';

/** What a token says about its owner. */
const Claims = v.object({
  /** The peer id that the token is for; absent or `*` for any. */
  sub: v.optional(v.string()),
  /** The only rooms that it allows; absent for any. */
  rooms: v.optional(v.array(RoomName)),
  name: v.optional(DisplayName),
  /** The owner is a host of every room that they enter. */
  moderator: v.optional(v.boolean()),
  /** The owner has to knock: a host lets them in. */
  knock: v.optional(v.boolean()),
  /** The owner is known to the people here. Their messages are marked, so that a callee may connect before accepting. */
  trusted: v.optional(v.boolean()),
});

export type Claims = v.InferOutput<typeof Claims>;

/** Clock tolerance: a token is valid this many seconds before and after its time. */
const LEEWAY_S = 60;

/** How long fetching the public keys may take, in ms: less than the default of `drainMs`. */
const KEYS_MS = 3_000;

/** Resolves to the claims of a valid token, or to the refusal of any other. */
export type VerifyToken = (token: string) => Promise<Claims | 'unauthorized' | 'auth-unavailable'>;

/** Accepts one algorithm only. The options choose it, never the token (RFC 8725 §3.1). */
export function createVerifier(
  {secret, jwks, algorithm, issuer, audience}: NonNullable<Config['auth']>,
  {handshakeMs, log}: {readonly handshakeMs: number; readonly log: Logger},
): VerifyToken {
  const options: JWTVerifyOptions = {
    algorithms: [secret === undefined ? (algorithm ?? 'RS256') : 'HS256'],
    requiredClaims: ['exp'],
    clockTolerance: LEEWAY_S,
    ...(issuer !== undefined && {issuer}),
    ...(audience !== undefined && {audience}),
  };
  const key = new TextEncoder().encode(secret);
  // Half of the handshake time, so that the client still receives the refusal.
  const timeoutMs = Math.min(KEYS_MS, Math.floor(handshakeMs / 2));
  const keys = jwks === undefined ? undefined : createKeys(jwks, {timeoutMs, log});
  const verify = (token: string): Promise<{payload: JWTPayload}> =>
    keys ? jwtVerify(token, keys, options) : jwtVerify(token, key, options);

  return async token => {
    try {
      const {payload} = await verify(token);
      return v.parse(Claims, payload);
    } catch (error) {
      return error instanceof KeysUnavailable ? 'auth-unavailable' : 'unauthorized';
    }
  };
}

export interface TokenOptions {
  /** The broker's `auth.secret`. */
  readonly secret: string;
  /** The peer id that the token is for; any by default. Two people must not share a token without an id. */
  readonly id?: string;
  /** The only rooms that it allows; all by default. */
  readonly rooms?: readonly string[];
  /** The display name. It replaces the one that the client sends. */
  readonly name?: string;
  /** The owner is a host of every room that they enter: they may lock it, let people in, mute and remove them. */
  readonly moderator?: boolean;
  /** The owner can't enter a room until a host lets them in. */
  readonly knock?: boolean;
  /**
   * The owner is known to the people they call: callees connect directly before they accept, which reveals their IP
   * address. Never set this in a token that any visitor of a page gets.
   */
  readonly trusted?: boolean;
  /** How long the token is valid, in seconds; an hour by default. Expiry does not end running calls. */
  readonly expiresIn?: number;
  readonly issuer?: string;
  readonly audience?: string;
}

/** Creates an access token. Your own server gives it to the users that it knows. */
export async function createToken(options: TokenOptions): Promise<string> {
  const {secret, id, rooms, name, moderator, knock, trusted, expiresIn = 3600, issuer, audience} = options;
  const claims = v.parse(Claims, {sub: id, rooms, name, moderator, knock, trusted});
  const now = Math.floor(Date.now() / 1000);
  const jwt = new SignJWT(claims)
    .setProtectedHeader({alg: 'HS256', typ: 'JWT'})
    .setIssuedAt(now)
    .setExpirationTime(now + expiresIn);
  if (issuer !== undefined) jwt.setIssuer(issuer);
  if (audience !== undefined) jwt.setAudience(audience);
  return jwt.sign(new TextEncoder().encode(secret));
}
