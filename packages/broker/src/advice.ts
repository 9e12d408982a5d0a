/** What the operator has to mend, told by the log: each thing once, and only so many, since strangers bring them about. */
import type {Logger} from './log.js';
import {canonicalOrigin} from './origins.js';
import {allowing} from './refusals.js';

/** How many different origins, and how many different proxies, are told of. */
const MOST = 20;

/** Longer names are nobody's (RFC 1035 §2.3.4: 253 characters). */
const MAX_ORIGIN_LENGTH = 300;

export interface Advice {
  /** A page was refused for its origin. */
  originRefused(origin: string): void;
  /** X-Forwarded-For came from an address that is not trusted. */
  proxyIgnored(address: string): void;
  /** A file or a connection could not be opened for want of descriptors. */
  descriptorsExhausted(): void;
}

export function createAdvice(log: Logger): Advice {
  const once = createOnce(MOST);
  return {
    originRefused(text) {
      const origin = canonicalOrigin(text);
      if (origin === undefined || origin.length > MAX_ORIGIN_LENGTH) return;
      once('origin', origin, note =>
        log.warn({origin}, `a page on ${origin} was refused. If it is yours: ${allowing(origin)}${note}`),
      );
    },
    proxyIgnored(proxy) {
      once('proxy', proxy, note =>
        log.warn(
          {proxy},
          `X-Forwarded-For from ${proxy} is not believed, so all its clients share one address's limits. ` +
            `If it is your proxy: start the broker with --trust-proxy ${proxy}.${note}`,
        ),
      );
    },
    descriptorsExhausted() {
      once('descriptors', '', () =>
        log.warn('there are no file descriptors left: raise their limit (ulimit -n, LimitNOFILE).'),
      );
    },
  };
}

/** Calls `tell` once for each key of a topic, `most` times in all. */
function createOnce(most: number): (topic: string, key: string, tell: (note: string) => void) => void {
  const told = new Map<string, Set<string>>();
  return (topic, key, tell) => {
    const keys = told.get(topic) ?? new Set();
    told.set(topic, keys);
    if (keys.has(key) || keys.size >= most) return;
    keys.add(key);
    tell(keys.size === most ? ' This is the last one that is told.' : '');
  };
}
