/** Whether a host is in a private network for sure: by its address (RFC 1918, RFC 4193, loopback, link-local) or name. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replaceAll(/^\[|\]$/g, '');
  if (host.includes(':')) return /^(?:::1|f[cd][\da-f]{2}:.*|fe[89ab][\da-f]:.*)$/.test(host);
  const [a, b] = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(host)?.slice(1).map(Number) ?? [];
  if (a === undefined || b === undefined)
    return !host.includes('.') || /\.(?:local|localhost|internal|home\.arpa)$/.test(host);
  return (
    a === 10 ||
    a === 127 ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254)
  );
}
