import {createHmac} from 'node:crypto';

export interface IceOptions {
  readonly stun: readonly string[];
  readonly turn?: {readonly urls: readonly string[]; readonly secret: string; readonly ttl: number};
}

export interface IceServer {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

export interface IceServers {
  readonly iceServers: readonly IceServer[];
  /** How long they may be used to start a connection, in seconds. */
  readonly ttl: number;
}

/** How long a client may keep servers that need no credentials, in seconds. */
const STATIC_TTL = 86_400;

/**
 * The ICE servers for one peer. TURN credentials follow the REST scheme that coturn checks with `use-auth-secret`
 * (draft-uberti-behave-turn-rest-00): the username is `expiry:id`, so that the TURN server's log names the peer, and the
 * password is its HMAC. The TURN server checks them at allocation, so a running call outlives them.
 */
export function iceServersFor({stun, turn}: IceOptions, id: string, now = Date.now()): IceServers {
  const iceServers: IceServer[] = stun.length ? [{urls: stun}] : [];
  if (!turn) return {iceServers, ttl: STATIC_TTL};
  const username = `${Math.floor(now / 1000) + turn.ttl}:${id}`;
  const credential = createHmac('sha1', turn.secret).update(username).digest('base64');
  return {iceServers: [...iceServers, {urls: turn.urls, username, credential}], ttl: turn.ttl};
}
