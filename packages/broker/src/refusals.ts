/** Everything that the broker refuses, and how it says so over HTTP and over a socket. The words are in the engine's table. */
import {
  BROKER_PROBLEMS,
  CALL_PROBLEMS,
  explain,
  type ErrorCode,
  type Problem,
} from '@rtc-call/engine/problems';
import {canonicalOrigin} from './origin.js';

interface RefusalInfo {
  /** The HTTP status, if a request or an upgrade is refused. */
  readonly status: number;
  /** The WebSocket close code, if the refusal closes a socket: 4000 + the HTTP status, or one of RFC 6455. */
  readonly close: number;
}

export const REFUSALS = {
  'bad-frame': {status: 400, close: 1008},
  'frame-too-big': {status: 413, close: 1009},
  'bad-request': {status: 400, close: 4400},
  'bad-url': {status: 400, close: 4400},
  'bad-message': {status: 400, close: 4400},
  'bad-id': {status: 400, close: 4400},
  'bad-token': {status: 400, close: 4400},
  'bad-goodbye': {status: 400, close: 4400},
  'bad-key': {status: 400, close: 4400},
  'bad-upgrade': {status: 400, close: 4400},
  unauthorized: {status: 401, close: 4401},
  'id-forbidden': {status: 403, close: 4403},
  'origin-forbidden': {status: 403, close: 4403},
  'metrics-forbidden': {status: 403, close: 4403},
  'room-forbidden': {status: 403, close: 4403},
  'recipient-forbidden': {status: 403, close: 4403},
  'bad-host-key': {status: 400, close: 4400},
  'wrong-host-key': {status: 403, close: 4403},
  removed: {status: 403, close: 4403},
  'not-in-room': {status: 403, close: 4403},
  'not-a-host': {status: 403, close: 4403},
  'host-not-allowed': {status: 403, close: 4403},
  'no-such-member': {status: 404, close: 4404},
  'too-many-knocks': {status: 429, close: 4429},
  'metrics-off': {status: 404, close: 4404},
  'file-forbidden': {status: 403, close: 4403},
  'not-found': {status: 404, close: 4404},
  'bundle-missing': {status: 404, close: 4404},
  'method-not-allowed': {status: 405, close: 4405},
  'precondition-failed': {status: 412, close: 4412},
  'range-not-satisfiable': {status: 416, close: 4416},
  'id-taken': {status: 409, close: 4409},
  replaced: {status: 409, close: 4410},
  'tls-required': {status: 426, close: 4426},
  'rate-limited': {status: 429, close: 4429},
  'too-many-connections': {status: 429, close: 4429},
  'room-full': {status: 403, close: 4403},
  'too-many-rooms': {status: 403, close: 4403},
  'too-many-ids-from-address': {status: 429, close: 4429},
  'too-many-rooms-from-address': {status: 403, close: 4403},
  'slow-reader': {status: 408, close: 4408},
  silent: {status: 408, close: 4408},
  'handshake-timeout': {status: 408, close: 4408},
  full: {status: 503, close: 1013},
  'out-of-descriptors': {status: 503, close: 1013},
  'auth-unavailable': {status: 503, close: 1013},
  'registry-unavailable': {status: 503, close: 1013},
  draining: {status: 503, close: 1012},
  'internal-error': {status: 500, close: 1011},
} as const satisfies Record<keyof typeof BROKER_PROBLEMS, RefusalInfo> & {[code in ErrorCode]?: RefusalInfo};

export type RefusalCode = keyof typeof REFUSALS;

/** The words of a call's codes serve both sides: a page that is refused reports the same code. */
const PROBLEMS: Readonly<Record<RefusalCode, Problem>> = {...CALL_PROBLEMS, ...BROKER_PROBLEMS};

/** What a refused client reads. */
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
  if (code !== 'origin-forbidden') return {code, hint: explain(PROBLEMS[code])};
  const page = origin === undefined ? undefined : canonicalOrigin(origin);
  // A file and a sandboxed frame have no origin that one could allow.
  if (page === undefined) return {code, hint: PROBLEMS[code].sentence};
  return {code, hint: explain(PROBLEMS[code], page), origin: page};
}

/** How the operator allows an origin. */
export const allowing = (origin: string): string =>
  PROBLEMS['origin-forbidden'].fix.replaceAll('{detail}', () => origin);
