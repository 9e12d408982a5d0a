/** Everything that the broker refuses, in one table: how it says so over HTTP and over a socket, and how to mend it. */
import {canonicalOrigin} from './origin.js';

interface RefusalInfo {
  /** The HTTP status, where a request or an upgrade is refused. */
  readonly status: number;
  /** The WebSocket close code, where the refusal ends a socket. 4000 + the HTTP status, or the protocol's own. */
  readonly close: number;
  readonly hint: string;
}

export const REFUSALS = {
  'bad-frame': {
    status: 400,
    close: 1008,
    hint: 'The frame is not of the PeerServer protocol (docs/protocol.md).',
  },
  'frame-too-big': {status: 413, close: 1009, hint: 'The frame is larger than the option limits.frameBytes.'},
  'bad-request': {
    status: 400,
    close: 4400,
    hint: 'This is not HTTP/1.1 (RFC 9112), or its headers are too long.',
  },
  'bad-url': {status: 400, close: 4400, hint: 'The address of the request can not be read.'},
  'bad-message': {
    status: 400,
    close: 4400,
    hint: 'A message to the broker lacks a field or has a wrong one (docs/protocol.md).',
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
    hint: 'The key in the path and in the query is peerjs, the default of every client.',
  },
  'bad-upgrade': {
    status: 400,
    close: 4400,
    hint: 'Only a WebSocket handshake (RFC 6455, version 13) is answered here.',
  },
  unauthorized: {
    status: 401,
    close: 4401,
    hint: 'This broker asks for a token: a JWT signed with its secret or key.',
  },
  'id-forbidden': {status: 403, close: 4403, hint: 'The token was made for another peer id (its claim sub).'},
  'origin-forbidden': {
    status: 403,
    close: 4403,
    hint: 'The page is on an origin that this broker does not serve: add it to the option origins.',
  },
  'metrics-forbidden': {
    status: 403,
    close: 4403,
    hint: 'Metrics are for those who send the option metricsToken as a bearer token.',
  },
  'room-forbidden': {status: 403, close: 4403, hint: 'The token does not name this room (its claim rooms).'},
  'recipient-forbidden': {
    status: 403,
    close: 4403,
    hint: 'Messages pass only between people who share a room: enter one first.',
  },
  'metrics-off': {
    status: 404,
    close: 4404,
    hint: 'Metrics are off: set metricsToken, or metricsPort to serve them to this machine only.',
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
  'method-not-allowed': {status: 405, close: 4405, hint: 'Only GET and HEAD are answered here.'},
  'precondition-failed': {
    status: 412,
    close: 4412,
    hint: 'The file has changed: If-Match or If-Unmodified-Since does not hold.',
  },
  'range-not-satisfiable': {status: 416, close: 4416, hint: 'The file has no such range of bytes.'},
  'id-taken': {status: 409, close: 4409, hint: 'Somebody else holds this peer id.'},
  replaced: {status: 409, close: 4410, hint: 'The same peer connected again, and that socket took over.'},
  'tls-required': {status: 426, close: 4426, hint: 'This broker is reached over https and wss only.'},
  'rate-limited': {status: 429, close: 4429, hint: 'Too much at once: slow down and try again.'},
  'too-many-connections': {status: 429, close: 4429, hint: 'Too many connections from this address.'},
  'room-full': {status: 403, close: 4403, hint: 'The room holds no more people.'},
  'too-many-rooms': {
    status: 403,
    close: 4403,
    hint: 'No more rooms: leave one first, or this broker is full.',
  },
  'too-many-ids-from-address': {
    status: 429,
    close: 4429,
    hint: 'Too many peer ids are held for this address (limits.heldIdsPerAddress): wait, or close connections that are done.',
  },
  'too-many-rooms-from-address': {
    status: 403,
    close: 4403,
    hint: 'People at this address are in as many rooms as the option limits.roomsPerAddress allows.',
  },
  'slow-reader': {status: 408, close: 4408, hint: 'The client does not read what is sent to it.'},
  silent: {status: 408, close: 4408, hint: 'The client answered no ping.'},
  'handshake-timeout': {status: 408, close: 4408, hint: 'The handshake took too long.'},
  full: {status: 503, close: 1013, hint: 'This broker holds no more peers.'},
  'out-of-descriptors': {
    status: 503,
    close: 1013,
    hint: 'The broker has no file descriptors left: try again, or raise their limit (ulimit -n).',
  },
  'auth-unavailable': {
    status: 503,
    close: 1013,
    hint: 'The broker can not check tokens now (the option auth.jwks): try again in a moment.',
  },
  'registry-unavailable': {
    status: 503,
    close: 1013,
    hint: 'The broker can not reach its registry: connect again in a moment.',
  },
  draining: {status: 503, close: 1012, hint: 'This broker is stopping: connect again in a moment.'},
  'internal-error': {status: 500, close: 1011, hint: 'The broker failed: its log says more.'},
} as const satisfies Record<string, RefusalInfo>;

export type RefusalCode = keyof typeof REFUSALS;

/** What a refused client reads. */
export interface Refusal {
  /** To branch on. */
  readonly code: RefusalCode;
  /** For whoever develops the client or runs the broker. */
  readonly hint: string;
  /** With `origin-forbidden`: the page's origin, as the option `origins` takes it. */
  readonly origin?: string;
}

/** `origin`: that of the page that was refused, as it said. */
export function describeRefusal(code: RefusalCode, origin?: string): Refusal {
  const {hint} = REFUSALS[code];
  const page = code === 'origin-forbidden' && origin !== undefined ? canonicalOrigin(origin) : undefined;
  return page === undefined ? {code, hint} : {code, hint: `${hint} ${allowing(page)}`, origin: page};
}

/** How the operator allows an origin. */
export const allowing = (origin: string): string => `Start the broker with --origins ${origin} to allow it.`;
