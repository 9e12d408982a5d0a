/** Web origins: their canonical form, and which of them are on this machine. */
const parse = (url: string): URL | undefined => (URL.canParse(url) ? new URL(url) : undefined);

/**
 * An http or https origin in canonical form, as browsers send it: lower case, punycode, no default port, no slash at its
 * end. Undefined for anything else: a URL with a path, `null` (a file, a sandboxed frame), another scheme.
 */
export function canonicalOrigin(text: string): string | undefined {
  const url = parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  return url.href === `${url.origin}/` ? url.origin : undefined;
}

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/** Whether a URL names this machine. */
export const isLoopback = (url: string | URL): boolean =>
  LOOPBACK.test((typeof url === 'string' ? parse(url) : url)?.hostname ?? '');
