/** Decides who may connect: checks the id and the token of a request against the options. */
import {createHash} from 'node:crypto';
import type {IncomingMessage} from 'node:http';
import type {Logger} from '../log.js';
import type {Config} from '../options/index.js';
import {isPeerId, type Vouched} from '../protocol/index.js';
import type {RefusalCode} from '../refusals.js';
import {createVerifier, type Claims} from './tokens.js';

/** A client that may connect, and what it may do. */
export interface Admission {
  readonly id: string;
  /** The owner of the id: the subject of the token, or else a digest of what PeerJS sent as `token`. */
  readonly owner: string;
  /** The only rooms that the token allows; undefined if it allows every room. */
  readonly rooms?: readonly string[];
  /** What others are told of the token. Its name replaces the one that the client sends. */
  readonly vouched: Vouched;
  readonly moderator?: boolean;
  /** The token wants it to knock. */
  readonly knock?: boolean;
}

/** PeerJS's default key, in the path and in the query. Other keys would be other namespaces; this broker has one. */
export const KEY = 'peerjs';

const MAX_TOKEN_LENGTH = 4096;

/** Keeps the token itself out of the registry and its dumps. */
const digest = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** The part of a request's URL after the prefix; undefined if it is not a valid URL. */
export function readUrl({url = ''}: IncomingMessage, prefix: string): URL | undefined {
  const rest = url.slice(prefix.length);
  const text = `http://broker${rest.startsWith('/') ? '' : '/'}${rest}`;
  return URL.canParse(text) ? new URL(text) : undefined;
}

const bearerOf = ({headers}: IncomingMessage): string | undefined =>
  /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];

export interface Admit {
  /** Decides whether a peer may connect. */
  readonly peer: (query: URLSearchParams) => Promise<Admission | RefusalCode>;
  /** Decides whether a client may get the ICE servers of a peer id; without an id, those of the id in its token. */
  readonly ice: (req: IncomingMessage, query: URLSearchParams) => Promise<{id?: string} | RefusalCode>;
}

export function createAdmit({auth, handshakeMs}: Pick<Config, 'auth' | 'handshakeMs'>, log: Logger): Admit {
  const verify = auth && createVerifier(auth, {handshakeMs, log});

  /** The claims of a token for this id; without `auth`, no claims. */
  async function claimsFor(id: string | undefined, token: string): Promise<Claims | RefusalCode> {
    if (!verify) return {};
    const claims = token.length > MAX_TOKEN_LENGTH ? 'unauthorized' : await verify(token);
    if (typeof claims === 'string') return claims;
    return isFor(claims, id) ? claims : 'id-forbidden';
  }

  return {
    async peer(query) {
      const id = query.get('id');
      const token = query.get('token') ?? '';
      if (query.get('key') !== KEY) return 'bad-key';
      if (!isPeerId(id)) return 'bad-id';
      if (!verify && (token.length < 1 || token.length > MAX_TOKEN_LENGTH)) return 'bad-token';
      const claims = await claimsFor(id, token);
      if (typeof claims === 'string') return claims;
      const {rooms, name, moderator, knock, trusted} = claims;
      const vouched = {...(trusted && {trusted}), ...(name !== undefined && {name})};
      return {id, owner: isBound(claims) ? `sub:${id}` : digest(token), rooms, vouched, moderator, knock};
    },
    async ice(req, query) {
      const id = query.get('id') ?? undefined;
      if (id !== undefined && !isPeerId(id)) return 'bad-id';
      const claims = await claimsFor(id, bearerOf(req) ?? query.get('token') ?? '');
      if (typeof claims === 'string') return claims;
      return {id: id ?? (isBound(claims) ? claims.sub : undefined)};
    },
  };
}

const isBound = ({sub}: Claims): boolean => sub !== undefined && sub !== '*';

const isFor = (claims: Claims, id: string | undefined): boolean =>
  id === undefined || !isBound(claims) || claims.sub === id;
