/** The names that certificates of this machine's authority may have: in domains of the local network, and private addresses. */
import {BlockList, isIP, isIPv6} from 'node:net';

/** A network in CIDR notation, as address and length of the prefix. */
type Network = readonly [address: string, bits: number];

/** Addresses that no certificate authority of the web may sign, and loopback (RFC 1918, 3927, 4193, 4291, 6598). */
const NETWORKS: readonly Network[] = [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
];

const privateNetworks = new BlockList();
for (const [address, bits] of NETWORKS)
  privateNetworks.addSubnet(address, bits, isIPv6(address) ? 'ipv6' : 'ipv4');

export const isPrivateAddress = (address: string): boolean =>
  isIP(address) > 0 && privateNetworks.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

/**
 * The domains that an authority may sign names in. Each stands for itself and everything below it, so this machine's bare
 * name is not among them: a machine called `dev` could sign for the whole domain .dev.
 */
const DOMAINS = ['localhost', 'local'];

/** Tag numbers of DER: SEQUENCE, and the choices dNSName and iPAddress of GeneralName (RFC 5280 §4.2.1.6). */
const SEQUENCE = 0x30;
const PERMITTED = 0xa0;
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;

function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const length =
    body.length < 0x80
      ? Buffer.of(body.length)
      : body.length < 0x100
        ? Buffer.of(0x81, body.length)
        : Buffer.of(0x82, body.length >> 8, body.length & 0xff);
  return Buffer.concat([Buffer.of(tag), length, body]);
}

/** The value of a NameConstraints extension that permits these domains and private addresses, and nothing else (RFC 5280 §4.2.1.10). */
export function nameConstraints(): Buffer {
  const bases = [
    ...DOMAINS.map(domain => der(DNS_NAME, Buffer.from(domain, 'ascii'))),
    ...NETWORKS.map(([address, bits]) =>
      der(IP_ADDRESS, bytesOf(address), maskOf(bits, isIPv6(address) ? 16 : 4)),
    ),
  ];
  return der(SEQUENCE, der(PERMITTED, ...bases.map(base => der(SEQUENCE, base))));
}

function bytesOf(address: string): Buffer {
  if (!isIPv6(address)) return Buffer.from(address.split('.').map(Number));
  const [head = [], tail = []] = address.split('::').map(part => part.split(':').filter(Boolean));
  const zeros = Array.from({length: 8 - head.length - tail.length}, () => '0');
  return Buffer.from([...head, ...zeros, ...tail].map(part => part.padStart(4, '0')).join(''), 'hex');
}

const maskOf = (bits: number, length: number): Buffer =>
  Buffer.from(
    Array.from({length}, (_, index) => 0xff & (0xff00 >> Math.min(Math.max(bits - index * 8, 0), 8))),
  );
