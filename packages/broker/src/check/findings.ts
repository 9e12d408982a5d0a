/** The findings of a check, with hints for what only a check can find; the engine has the hints for the rest. */
import {BROKER_PROBLEMS, CALL_PROBLEMS} from '@rtc-call/engine/problems';

export interface Finding {
  readonly level: 'ok' | 'warning' | 'failed';
  /** What was checked. */
  readonly name: string;
  /** The result. */
  readonly detail: string;
  /** How to fix it. */
  readonly hint?: string;
}

/** A failure that ends the check, because the steps after it can't succeed either. */
export class CheckFailure extends Error {
  readonly hint: string;

  constructor(detail: string, hint: string) {
    super(detail);
    this.hint = hint;
  }
}

/** Hints by the system's error code, for when a connection fails. */
export const CAUSES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing is listening there: start the broker, and check the port and the firewall.',
  ENOTFOUND: 'The host name does not exist: check the DNS record.',
  EAI_AGAIN: 'The host name could not be looked up: check the DNS server.',
  ETIMEDOUT: 'No answer: check the firewall.',
  ECONNRESET: 'The connection was reset: does this port use TLS?',
  EPROTO: 'This port does not use TLS: use http, or put a TLS proxy in front.',
  ERR_SSL_WRONG_VERSION_NUMBER: 'This port does not use TLS: use http, or put a TLS proxy in front.',
  CERT_HAS_EXPIRED: 'The certificate has expired: renew it.',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'Browsers reject a self-signed certificate: get one from a certificate authority.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The chain ends in a root certificate that is not trusted.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'The certificate chain is incomplete: serve the intermediate certificates too.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate is for another host name.',
};

export function unreachable(error: unknown): CheckFailure {
  const {message, cause} = error as Error & {cause?: {code?: string; message?: string}};
  const {code = ''} = cause ?? (error as {code?: string});
  return new CheckFailure(
    cause?.message || code || message,
    CAUSES[code] ?? CALL_PROBLEMS['broker-unreachable'].fix,
  );
}

/** Returns undefined if the text is not JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where each code has an entry. */
const ERRORS_PAGE = 'https://github.com/rtc-call/rtc-call/blob/main/docs/errors.md';

/** A server that isn't ours may answer with any code. */
const seeAlso = (code: string): string =>
  Object.hasOwn({...CALL_PROBLEMS, ...BROKER_PROBLEMS}, code) ? ` See ${ERRORS_PAGE}#${code}` : '';

/** The code and hint of the broker, if it was the broker that answered. */
export function explainAnswer(status: number, body: string): CheckFailure {
  const {code, hint} = (readJson(body) ?? {}) as {code?: string; hint?: string};
  if (code !== undefined && hint !== undefined)
    return new CheckFailure(`${status} ${code}`, hint + seeAlso(code));
  const guess =
    'Another server answers there: check the path, and that the proxy forwards it, including upgrades.';
  return new CheckFailure(`answered ${status}`, guess);
}
