import {BlockList, isIPv6} from 'node:net';
import {networkInterfaces} from 'node:os';

/** Addresses of home and office networks (RFC 1918, 4193, 6598), which the broker's --lan serves. */
const NETWORKS = [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['fc00::', 7],
] as const;

const privateNetworks = new BlockList();
for (const [address, bits] of NETWORKS)
  privateNetworks.addSubnet(address, bits, isIPv6(address) ? 'ipv6' : 'ipv4');

/** Whether this machine has an address that phones in the same network can reach. */
export const hasPrivateAddress = (interfaces = networkInterfaces()): boolean =>
  Object.values(interfaces)
    .flatMap(list => list ?? [])
    .some(
      ({internal, address}) => !internal && privateNetworks.check(address, isIPv6(address) ? 'ipv6' : 'ipv4'),
    );
