/**
 * The path of a request's URL (RFC 9112 §3.2: as a path or with scheme and host), decoded; undefined where it can't
 * be read or names something hidden (`/.env`, `/.git/config`). `/.well-known` is meant to be seen.
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
