import type {IncomingMessage} from 'node:http';
import {BlockList, isIP, isIPv6, type Socket} from 'node:net';

/** The client that sent a request, as seen through trusted proxies. */
export interface Client {
  readonly address: string;
  /** What the limits count as one client: an IPv4 address, or an IPv6 /64, which is what one customer gets. */
  readonly key: string;
  /** The host in the request, with its port. */
  readonly host: string;
  /** Whether the client used TLS, to the broker or to the proxy. */
  readonly isSecure: boolean;
  /** The proxy whose X-Forwarded-For was ignored because it is not trusted: its address, or `unix`. */
  readonly untrustedProxy: string | undefined;
}

/** The name of the other end of a Unix socket, which has no address, in `trustProxy`. */
export const UNIX = 'unix';

const family = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4');

/** Maps an IPv4-mapped IPv6 address to its IPv4 address. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

/** The /64 of an IPv6 address, or an IPv4 address unchanged. */
function keyOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.replace(/%.*/, '').split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail.split(':').filter(Boolean);
  const zeros = Array.from({length: 8 - before.length - after.length}, () => '0');
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}

const firstOf = (header: string | string[] | undefined): string | undefined =>
  (Array.isArray(header) ? header[0] : header)?.split(',', 1)[0]?.trim() || undefined;

function createTrust(trusted: readonly string[]): (address: string) => boolean {
  const proxies = new BlockList();
  for (const range of trusted) {
    if (range === UNIX) continue;
    const [address = '', bits] = range.split('/');
    if (bits === undefined) proxies.addAddress(address, family(address));
    else proxies.addSubnet(address, Number(bits), family(address));
  }
  const isUnixTrusted = trusted.includes(UNIX);
  return address =>
    address === UNIX ? isUnixTrusted : isIP(address) > 0 && proxies.check(address, family(address));
}

/** Reads the key of a connection that has sent nothing yet. A trusted proxy has none, because its clients share it. */
export function createConnectionReader(trusted: readonly string[]): (socket: Socket) => string | undefined {
  const isTrusted = createTrust(trusted);
  return ({remoteAddress}) => {
    const address = plain(remoteAddress ?? UNIX);
    return isTrusted(address) ? undefined : keyOf(address);
  };
}

/** `trusted`: addresses and ranges of proxies whose X-Forwarded headers are believed. */
export function createClientReader(trusted: readonly string[]): (req: IncomingMessage) => Client {
  const isTrusted = createTrust(trusted);

  return req => {
    // The other end of a Unix socket is usually a proxy, whose clients may be anywhere.
    const peer = plain(req.socket.remoteAddress ?? UNIX);
    const forwarded = req.headers['x-forwarded-for'];
    const host =
      (isTrusted(peer) ? firstOf(req.headers['x-forwarded-host']) : undefined) ?? req.headers.host ?? '';
    // Each proxy appends the address that it saw: read from the right, and stop at the first untrusted address.
    const hops = String(forwarded ?? '')
      .split(',')
      .flatMap(hop => plain(hop.trim()) || []);
    let address = peer;
    while (isTrusted(address)) {
      const hop = hops.pop();
      if (hop === undefined || isIP(hop) === 0) break;
      address = hop;
    }
    const scheme = isTrusted(peer) ? firstOf(req.headers['x-forwarded-proto']) : undefined;
    const isSecure = 'encrypted' in req.socket || scheme === 'https';
    const untrustedProxy = forwarded !== undefined && !isTrusted(peer) ? peer : undefined;
    return {address, key: keyOf(address), host, isSecure, untrustedProxy};
  };
}
