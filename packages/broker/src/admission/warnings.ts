/** Warnings that tell the operator what to fix. Each is logged once, and their number is limited: strangers cause them. */
import type {Logger} from '../log.js';
import {canonicalOrigin} from '../origin.js';
import {allowing} from '../refusals.js';
import {UNIX} from './client-address.js';

/** The maximum number of origins, and of proxies, that are logged. */
const MOST = 20;

/** In characters. A host name has at most 253 (RFC 1035 §2.3.4). */
const MAX_ORIGIN_LENGTH = 300;

export interface Warnings {
  /** A page was refused because of its origin. */
  originRefused(origin: string): void;
  /** X-Forwarded-For came from an untrusted address or over an untrusted Unix socket. */
  proxyIgnored(address: string): void;
  /** A file or a connection could not be opened because no file descriptors were left. */
  descriptorsExhausted(): void;
}

export function createWarnings(log: Logger): Warnings {
  const once = createOnce(MOST);
  return {
    originRefused(text) {
      const origin = canonicalOrigin(text);
      if (origin === undefined || origin.length > MAX_ORIGIN_LENGTH) return;
      once('origin', origin, note =>
        log.warn(
          {origin},
          `a page on ${origin} was refused. If the page is yours: ${allowing(origin)}${note}`,
        ),
      );
    },
    proxyIgnored(proxy) {
      const where = proxy === UNIX ? 'over a Unix socket' : `from ${proxy}`;
      once('proxy', proxy, note =>
        log.warn(
          {proxy},
          `X-Forwarded-For ${where} was ignored, so all clients behind it share the limits of one address. ` +
            `If this is your proxy: start the broker with --trust-proxy ${proxy}.${note}`,
        ),
      );
    },
    descriptorsExhausted() {
      once('descriptors', '', () =>
        log.warn('no file descriptors are left: raise the limit (ulimit -n, LimitNOFILE).'),
      );
    },
  };
}

/** Calls `report` once for each key of a topic, at most `most` times per topic. */
function createOnce(most: number): (topic: string, key: string, report: (note: string) => void) => void {
  const told = new Map<string, Set<string>>();
  return (topic, key, report) => {
    const keys = told.get(topic) ?? new Set();
    told.set(topic, keys);
    if (keys.has(key) || keys.size >= most) return;
    keys.add(key);
    report(keys.size === most ? ' No more of these are logged.' : '');
  };
}
