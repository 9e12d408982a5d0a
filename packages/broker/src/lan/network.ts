/** The names and addresses under which other devices in the same network reach this machine. */
import {createSocket} from 'node:dgram';
import {hostname, networkInterfaces} from 'node:os';
import {isIPv6} from 'node:net';
import {isPrivateAddress} from './constraints.js';

/** Networks of containers and virtual machines, which no phone is in. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|cni|flannel|cali|utun|awdl|llw|bridge\d)/i;

/** The host name in the form that certificates have: lower case ASCII. */
export const ownName = (): string =>
  hostname()
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '') || 'computer';

/** All private addresses of this machine, those in a real network first. */
export function privateAddresses(interfaces = networkInterfaces()): string[] {
  const found = Object.entries(interfaces)
    .toSorted(([a], [b]) => Number(VIRTUAL.test(a)) - Number(VIRTUAL.test(b)))
    .flatMap(([, list = []]) => list)
    .filter(({internal, address, scopeid}) => !internal && !scopeid && isPrivateAddress(address))
    .map(({address}) => address);
  // A link to an IPv6 address is long, and many routers know only IPv4.
  return found.toSorted((a, b) => Number(isIPv6(a)) - Number(isIPv6(b)));
}

/** The private address that packets to other networks leave from; undefined without a network. Sends nothing. */
export function mainAddress(): Promise<string | undefined> {
  return new Promise(resolve => {
    const socket = createSocket('udp4');
    const finish = (address?: string): void => {
      socket.close();
      resolve(address !== undefined && isPrivateAddress(address) ? address : undefined);
    };
    socket.once('error', () => finish());
    // An address of TEST-NET-1 (RFC 5737), which is nobody's: only the route to it matters.
    socket.connect(9, '192.0.2.1', () => finish(socket.address().address));
  });
}
