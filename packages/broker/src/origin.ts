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

/** Whether a URL's host is a loopback address. */
export const isLoopback = (url: string | URL): boolean =>
  LOOPBACK.test((typeof url === 'string' ? parse(url) : url)?.hostname ?? '');
