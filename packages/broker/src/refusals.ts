/** The table of all refusals: the HTTP status, the WebSocket close code, and a hint on how to fix it. */
import {canonicalOrigin} from './origin.js';

interface RefusalInfo {
  /** The HTTP status, if a request or an upgrade is refused. */
  readonly status: number;
  /** The WebSocket close code, if the refusal closes a socket: 4000 + the HTTP status, or one of RFC 6455. */
  readonly close: number;
  readonly hint: string;
}

export const REFUSALS = {
  'bad-frame': {
    status: 400,
    close: 1008,
    hint: 'The frame is not part of the PeerServer protocol (docs/protocol.md).',
  },
  'frame-too-big': {status: 413, close: 1009, hint: 'The frame is larger than the option limits.frameBytes.'},
  'bad-request': {
    status: 400,
    close: 4400,
    hint: 'This is not HTTP/1.1 (RFC 9112), or its headers are too long.',
  },
  'bad-url': {status: 400, close: 4400, hint: 'The URL of the request is not valid.'},
  'bad-message': {
    status: 400,
    close: 4400,
    hint: 'A message to the broker has a missing or invalid field (docs/protocol.md).',
  },
  'bad-id': {
    status: 400,
    close: 4400,
    hint: 'A peer id is 1 to 64 letters and digits, with single spaces, dashes or underscores between them.',
  },
  'bad-token': {status: 400, close: 4400, hint: 'The token is 1 to 4,096 characters long.'},
  'bad-key': {
    status: 400,
    close: 4400,
    hint: 'The key in the path and in the query must be peerjs, the default of every client.',
  },
  'bad-upgrade': {
    status: 400,
    close: 4400,
    hint: 'This path accepts only WebSocket handshakes (RFC 6455, version 13).',
  },
  unauthorized: {
    status: 401,
    close: 4401,
    hint: 'This broker requires a token: a JWT signed with its secret or key.',
  },
  'id-forbidden': {status: 403, close: 4403, hint: 'The token is for another peer id (its claim sub).'},
  'origin-forbidden': {
    status: 403,
    close: 4403,
    hint: 'The broker does not allow the origin of this page: add it to the option origins.',
  },
  'metrics-forbidden': {
    status: 403,
    close: 4403,
    hint: 'Metrics require the option metricsToken as a bearer token.',
  },
  'room-forbidden': {status: 403, close: 4403, hint: 'The token does not allow this room (its claim rooms).'},
  'recipient-forbidden': {
    status: 403,
    close: 4403,
    hint: 'The token allows messages only between people who share a room: enter one first.',
  },
  'metrics-off': {
    status: 404,
    close: 4404,
    hint: 'Metrics are off: set metricsToken, or set metricsPort to serve them to this machine only.',
  },
  'file-forbidden': {
    status: 403,
    close: 4403,
    hint: "The broker's user may not read this file: change its permissions.",
  },
  'not-found': {status: 404, close: 4404, hint: 'The broker serves nothing under this path.'},
  'bundle-missing': {
    status: 404,
    close: 4404,
    hint: 'The element is not built: run pnpm build, or install the package rtc-call.',
  },
  'method-not-allowed': {status: 405, close: 4405, hint: 'Only GET and HEAD are allowed here.'},
  'precondition-failed': {
    status: 412,
    close: 4412,
    hint: 'The file has changed: If-Match or If-Unmodified-Since does not hold.',
  },
  'range-not-satisfiable': {status: 416, close: 4416, hint: 'The file does not contain this range of bytes.'},
  'id-taken': {status: 409, close: 4409, hint: 'Another client has this peer id.'},
  replaced: {status: 409, close: 4410, hint: 'The same peer connected again, and that socket took over.'},
  'tls-required': {status: 426, close: 4426, hint: 'This broker requires https and wss.'},
  'rate-limited': {status: 429, close: 4429, hint: 'Too many requests: slow down and try again.'},
  'too-many-connections': {status: 429, close: 4429, hint: 'Too many connections from this address.'},
  'room-full': {status: 403, close: 4403, hint: 'The room is full.'},
  'too-many-rooms': {
    status: 403,
    close: 4403,
    hint: 'Too many rooms: leave one first, or wait if the broker has reached its limit of rooms.',
  },
  'too-many-ids-from-address': {
    status: 429,
    close: 4429,
    hint: 'Too many disconnected peer ids are held for this address (limits.heldIdsPerAddress): wait, or close finished connections.',
  },
  'too-many-rooms-from-address': {
    status: 403,
    close: 4403,
    hint: 'This address has reached its limit of rooms (limits.roomsPerAddress).',
  },
  'slow-reader': {status: 408, close: 4408, hint: 'The client does not read its messages fast enough.'},
  silent: {status: 408, close: 4408, hint: 'The client did not answer a ping.'},
  'handshake-timeout': {status: 408, close: 4408, hint: 'The handshake took too long.'},
  full: {status: 503, close: 1013, hint: 'This broker has reached its limit of peers.'},
  'out-of-descriptors': {
    status: 503,
    close: 1013,
    hint: 'The broker has no file descriptors left: try again, or raise their limit (ulimit -n).',
  },
  'auth-unavailable': {
    status: 503,
    close: 1013,
    hint: 'The broker cannot check tokens at the moment (the option auth.jwks): try again soon.',
  },
  'registry-unavailable': {
    status: 503,
    close: 1013,
    hint: 'The broker cannot reach its registry: connect again soon.',
  },
  draining: {status: 503, close: 1012, hint: 'This broker is stopping: connect again soon.'},
  'internal-error': {status: 500, close: 1011, hint: 'The broker failed: see its log.'},
} as const satisfies Record<string, RefusalInfo>;

export type RefusalCode = keyof typeof REFUSALS;

/** What a refused client receives. */
export interface Refusal {
  /** For code to branch on. */
  readonly code: RefusalCode;
  /** For the developer of the client or the operator of the broker. */
  readonly hint: string;
  /** With `origin-forbidden`: the page's origin, as the option `origins` takes it. */
  readonly origin?: string;
}

/** `origin`: the Origin header of the refused page. */
export function describeRefusal(code: RefusalCode, origin?: string): Refusal {
  const {hint} = REFUSALS[code];
  const page = code === 'origin-forbidden' && origin !== undefined ? canonicalOrigin(origin) : undefined;
  return page === undefined ? {code, hint} : {code, hint: `${hint} ${allowing(page)}`, origin: page};
}

/** How the operator allows an origin. */
export const allowing = (origin: string): string => `Start the broker with --origins ${origin} to allow it.`;
