/** Web origins: their canonical form, and whether they are on this machine. */
const parse = (url: string): URL | undefined => (URL.canParse(url) ? new URL(url) : undefined);

/**
 * An http or https origin in canonical form, as browsers send it: lower case, punycode, no default port, no trailing
 * slash. Undefined for anything else: a URL with a path, `null` (a file, a sandboxed frame), another scheme.
 */
export function canonicalOrigin(text: string): string | undefined {
  const url = parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  return url.href === `${url.origin}/` ? url.origin : undefined;
}

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/** An address as it stands in a URL: IPv6 in brackets, without a zone, and as IPv4 if it came in over an IPv6 socket. */
export function urlHost(address: string): string {
  const plain = address
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/%.*/, '');
  return plain.includes(':') ? `[${plain}]` : plain;
}

/** Whether an address or a host name without a port, such as `::1`, `[::1]` or `localhost`, is of this machine only. */
export const isLoopbackHost = (host: string): boolean => isLoopback(`http://${urlHost(host)}`);

/** Whether a URL's host is a loopback address. */
export const isLoopback = (url: string | URL): boolean =>
  LOOPBACK.test((typeof url === 'string' ? parse(url) : url)?.hostname ?? '');
