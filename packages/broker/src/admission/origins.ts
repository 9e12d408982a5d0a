/** Which pages may use the broker. */
import {canonicalOrigin, isLoopback} from '../origin.js';
import type {Client} from './client-address.js';

const parse = (url: string): URL | undefined => (URL.canParse(url) ? new URL(url) : undefined);

/** How the broker was addressed: `host` with port, and whether over TLS as far as it can tell. */
type Addressed = Pick<Client, 'host' | 'isSecure'>;

/**
 * Whether a page on `origin` may use the broker that was addressed so.
 *
 * Always: its own origin. A page without TLS is none of a broker with it, since anybody on the way could have written
 * it; the other way round nothing can be said, because a proxy that is not trusted may have taken the TLS off. On
 * localhost: pages on localhost, on any port, since that is where a development server runs; not pages from
 * elsewhere, since everybody's web page can reach a developer's localhost. Everything else has to be on the list. Who
 * sends no origin is no browser, and could send any.
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
  // Parsed with the page's scheme, so that a default port is left out on both sides or on none.
  const own = parse(`${page.protocol}//${host}`);
  if (!own) return false;
  if (isLoopback(page) && isLoopback(own)) return true;
  return page.host === own.host && (page.protocol === 'https:' || !isSecure);
}
