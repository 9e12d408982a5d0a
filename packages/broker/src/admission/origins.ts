/** Which pages may use the broker. */
import {canonicalOrigin, isLoopback} from '../origin.js';
import type {Client} from './client-address.js';

const parse = (url: string): URL | undefined => (URL.canParse(url) ? new URL(url) : undefined);

/** How the client addressed the broker: `host` with its port, and whether it used TLS, as far as the broker knows. */
type Addressed = Pick<Client, 'host' | 'isSecure'>;

/**
 * Whether a page on `origin` may use a broker that was addressed like this.
 *
 * The broker's own origin is always allowed. A plain-http page is never same-origin with an https broker, because
 * anybody on the network path could have written that page. An https page is same-origin with a plain-http broker,
 * because an untrusted proxy may have terminated TLS. A broker on localhost allows pages on localhost, on any port,
 * because development servers run there; it does not allow other pages, because any website can reach a developer's
 * localhost. All other origins must be on the list. A client that sends no origin is not a browser, and could send any
 * origin.
 */
export function isOriginAllowed(
  origin: string | undefined,
  {host, isSecure}: Addressed,
  allowed: readonly string[],
): boolean {
  if (origin === undefined || allowed.includes('*')) return true;
  if (allowed.includes(canonicalOrigin(origin) ?? origin)) return true;
  const page = parse(origin);
  if (!page || page.host === '') return false;
  // Parsed with the page's scheme, so that a default port is omitted on both sides or on neither.
  const own = parse(`${page.protocol}//${host}`);
  if (!own) return false;
  if (isLoopback(page) && isLoopback(own)) return true;
  return page.host === own.host && (page.protocol === 'https:' || !isSecure);
}
