/** The names and addresses under which other devices in the same network reach this machine. */
import {createSocket} from 'node:dgram';
import {hostname, networkInterfaces} from 'node:os';
import {isIPv6} from 'node:net';
import {isPrivateAddress} from './constraints.js';

/** Networks of containers, virtual machines and tunnels, which no phone is in. */
const VIRTUAL =
  /^(docker|br-|veth|virbr|vmnet|vboxnet|cni|flannel|cali|utun|awdl|llw|bridge\d|tun|tap|wg|tailscale|zt|ppp)/i;

/** The host name in the form that certificates have: lower case ASCII. */
export const ownName = (): string =>
  hostname()
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '') || 'computer';

/**
 * All private addresses of this machine, best first: those in a real network, and of them the one that packets to other
 * networks leave from, and IPv4. A link to an IPv6 address is long, and many routers know only IPv4.
 */
export function privateAddresses(main?: string, interfaces = networkInterfaces()): string[] {
  return Object.entries(interfaces)
    .flatMap(([name, list = []]) => list.map(one => ({...one, isVirtual: VIRTUAL.test(name)})))
    .filter(({internal, address, scopeid}) => !internal && !scopeid && isPrivateAddress(address))
    .map(({address, isVirtual}) => ({
      address,
      rank: Number(isVirtual) * 4 + Number(address !== main) * 2 + Number(isIPv6(address)),
    }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({address}) => address);
}

/** The address that packets to other networks leave from; undefined without a network. Sends nothing. */
export function mainAddress(): Promise<string | undefined> {
  return new Promise(resolve => {
    const socket = createSocket('udp4');
    const finish = (address?: string): void => {
      socket.close();
      resolve(address);
    };
    socket.once('error', () => finish());
    // An address of TEST-NET-1 (RFC 5737), which is nobody's: only the route to it matters.
    socket.connect(9, '192.0.2.1', () => finish(socket.address().address));
  });
}
