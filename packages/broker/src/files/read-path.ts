/**
 * The path of a request's URL (RFC 9112 §3.2: as a path or with scheme and host), decoded; undefined if it is
 * malformed or names a hidden file (`/.env`, `/.git/config`). `/.well-known` is not hidden.
 */
export function readPath(url: string): string | undefined {
  const [path = ''] = url.replace(/^https?:\/\/[^/?#]*/i, '').split(/[?#]/, 1);
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const isOdd = !decoded.startsWith('/') || decoded.includes('\0') || decoded.includes('\\');
  const isHidden = decoded.split('/').some(part => part.startsWith('.') && part !== '.well-known');
  return isOdd || isHidden ? undefined : decoded;
}
