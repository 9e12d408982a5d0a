/** The parts of STUN messages (RFC 8489) that Binding and TURN Allocate need. */
import {createHash, createHmac, randomBytes} from 'node:crypto';
import {isIPv4} from 'node:net';

export const TYPE = {
  binding: 0x0001,
  bindingSuccess: 0x0101,
  allocate: 0x0003,
  allocateSuccess: 0x0103,
  allocateError: 0x0113,
  refresh: 0x0004,
  createPermission: 0x0008,
  createPermissionSuccess: 0x0108,
} as const;

export const ATTRIBUTE = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  lifetime: 0x000d,
  peerAddress: 0x0012,
  realm: 0x0014,
  nonce: 0x0015,
  relayedAddress: 0x0016,
  requestedFamily: 0x0017,
  requestedTransport: 0x0019,
  mappedAddress: 0x0020,
} as const;

const MAGIC = 0x2112a442;
const HEADER = 20;

export type Attribute = readonly [type: number, value: Buffer];

export interface StunMessage {
  readonly type: number;
  /** 12 random bytes that tie an answer to its request. */
  readonly transaction: Buffer;
  readonly attributes: ReadonlyMap<number, Buffer>;
}

export const newTransaction = (): Buffer => randomBytes(12);

/** The key of a long-term credential (§9.2.2). */
export const longTermKey = (username: string, realm: string, password: string): Buffer =>
  createHash('md5').update(`${username}:${realm}:${password}`).digest();

function encodeAttribute([type, value]: Attribute): Buffer {
  const padded = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
  padded.writeUInt16BE(type, 0);
  padded.writeUInt16BE(value.length, 2);
  value.copy(padded, 4);
  return padded;
}

function encodeHeader(type: number, length: number, transaction: Buffer): Buffer {
  const header = Buffer.alloc(HEADER);
  header.writeUInt16BE(type, 0);
  header.writeUInt16BE(length, 2);
  header.writeUInt32BE(MAGIC, 4);
  transaction.copy(header, 8);
  return header;
}

/** With a `key`, the message is signed (§14.5). */
export function encode(
  type: number,
  transaction: Buffer,
  attributes: readonly Attribute[],
  key?: Buffer,
): Buffer {
  const body = Buffer.concat(attributes.map(encodeAttribute));
  if (!key) return Buffer.concat([encodeHeader(type, body.length, transaction), body]);
  // The signed length includes the signature itself.
  const signed = Buffer.concat([encodeHeader(type, body.length + 24, transaction), body]);
  const signature = createHmac('sha1', key).update(signed).digest();
  return Buffer.concat([signed, encodeAttribute([ATTRIBUTE.messageIntegrity, signature])]);
}

/** How long the message at the start of these bytes is; undefined while its header is not complete. */
export const messageLength = (bytes: Buffer): number | undefined =>
  bytes.length < HEADER ? undefined : HEADER + bytes.readUInt16BE(2);

/** Returns undefined if this is not a STUN message. */
export function decode(bytes: Buffer): StunMessage | undefined {
  const length = messageLength(bytes);
  if (length === undefined || bytes.length < length || bytes.readUInt32BE(4) !== MAGIC) return undefined;
  const attributes = new Map<number, Buffer>();
  for (let at = HEADER; at + 4 <= length;) {
    const size = bytes.readUInt16BE(at + 2);
    if (at + 4 + size > length) return undefined;
    attributes.set(bytes.readUInt16BE(at), bytes.subarray(at + 4, at + 4 + size));
    at += 4 + Math.ceil(size / 4) * 4;
  }
  return {type: bytes.readUInt16BE(0), transaction: bytes.subarray(8, HEADER), attributes};
}

/** The bytes of an IP address, for which Node has no function. */
function bytesOf(address: string): number[] {
  if (isIPv4(address)) return address.split('.').map(Number);
  const mapped = /^(.*:)(\d+(?:\.\d+){3})$/.exec(address);
  const tailBytes = mapped ? bytesOf(mapped[2] ?? '') : [];
  const text = mapped ? (mapped[1] ?? '').replace(/(?<=[^:]):$/, '') : address;
  const [before = [], after = []] = text
    .split('::')
    .map(half => half.split(':').filter(Boolean).flatMap(groupBytes));
  const zeros = Array.from({length: 16 - before.length - after.length - tailBytes.length}, () => 0);
  return [...before, ...zeros, ...after, ...tailBytes];
}

const groupBytes = (group: string): number[] => [
  Number.parseInt(group, 16) >> 8,
  Number.parseInt(group, 16) & 0xff,
];

/** Writes an address, port 0, as XOR-PEER-ADDRESS (§14.2). */
export function writeAddress(address: string, transaction: Buffer): Buffer {
  const mask = encodeHeader(0, 0, transaction).subarray(4);
  const bytes = bytesOf(address).map((byte, index) => byte ^ (mask[index] ?? 0));
  return Buffer.from([0, isIPv4(address) ? 1 : 2, mask[0] ?? 0, mask[1] ?? 0, ...bytes]);
}

/** Reads an XOR-MAPPED-ADDRESS or XOR-RELAYED-ADDRESS (§14.2). */
export function readAddress(value: Buffer, transaction: Buffer): string {
  const mask = encodeHeader(0, 0, transaction).subarray(4);
  const port = value.readUInt16BE(2) ^ (MAGIC >>> 16);
  const bytes = Buffer.from(value.subarray(4).map((byte, index) => byte ^ (mask[index] ?? 0)));
  if (bytes.length === 4) return `${bytes.join('.')}:${port}`;
  const groups = Array.from({length: 8}, (_, index) => bytes.readUInt16BE(index * 2).toString(16));
  return `[${groups.join(':')}]:${port}`;
}

/** The code and the reason phrase of an ERROR-CODE (§14.8). */
export function readError(value: Buffer): {code: number; reason: string} {
  return {code: (value.readUInt8(2) & 7) * 100 + value.readUInt8(3), reason: value.subarray(4).toString()};
}
