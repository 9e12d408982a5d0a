/** What a check finds, and the words for what only a check can find; those for the rest are the engine's. */
import {CALL_PROBLEMS} from '@rtc-call/engine/problems';

export interface Finding {
  readonly level: 'ok' | 'warning' | 'failed';
  /** What was tried. */
  readonly name: string;
  /** What came of it. */
  readonly detail: string;
  /** How to mend it. */
  readonly hint?: string;
}

/** Ends the check: what comes after can't work either. */
export class Stop extends Error {
  readonly hint: string;

  constructor(detail: string, hint: string) {
    super(detail);
    this.hint = hint;
  }
}

/** What the system says when a connection fails, and what helps. */
export const CAUSES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens there: start the broker, and check the port and the firewall.',
  ENOTFOUND: 'The name is not known: check the DNS record.',
  EAI_AGAIN: 'The name could not be looked up: check the DNS.',
  ETIMEDOUT: 'Packets vanish on the way: check the firewall.',
  ECONNRESET: 'The connection was cut: is TLS spoken on this port?',
  EPROTO: 'No TLS is spoken on this port: use http, or put TLS in front.',
  ERR_SSL_WRONG_VERSION_NUMBER: 'No TLS is spoken on this port: use http, or put TLS in front.',
  CERT_HAS_EXPIRED: 'The certificate has expired: renew it.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Browsers refuse a self-signed certificate: get one from an authority.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The chain ends in a certificate that nobody knows.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The chain is not complete: serve the intermediate certificates too.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate is for another name.',
};

export function unreachable(error: unknown): Stop {
  const {message, cause} = error as Error & {cause?: {code?: string; message?: string}};
  const {code = ''} = cause ?? (error as {code?: string});
  return new Stop(cause?.message || code || message, CAUSES[code] ?? CALL_PROBLEMS['broker-unreachable'].fix);
}

/** Undefined for what is no JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The broker's own words, where it was the broker that answered. */
export function explainAnswer(status: number, body: string): Stop {
  const {code, hint} = (readJson(body) ?? {}) as {code?: string; hint?: string};
  if (code !== undefined && hint !== undefined) return new Stop(`${status} ${code}`, hint);
  const guess =
    'Another server answers there: check the path, and that the proxy passes it on, upgrades included.';
  return new Stop(`answered ${status}`, guess);
}
