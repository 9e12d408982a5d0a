/** Asks STUN and TURN servers what a browser would ask them: a Binding (RFC 8489), an Allocation (RFC 8656). */
import {createSocket} from 'node:dgram';
import {connect as connectTcp, type Socket} from 'node:net';
import {connect as connectTls} from 'node:tls';
import * as stun from './stun.js';

export interface IceUrl {
  readonly scheme: 'stun' | 'stuns' | 'turn' | 'turns';
  readonly host: string;
  readonly port: number;
  readonly transport: 'udp' | 'tcp' | 'tls';
}

/** Reads a `stun:`, `turn:` or `turns:` URL (RFC 7064, RFC 7065); undefined when it is none. */
export function readIceUrl(url: string): IceUrl | undefined {
  const match = /^(stuns?|turns?):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(udp|tcp))?$/.exec(url);
  if (!match) return undefined;
  const scheme = match[1] as IceUrl['scheme'];
  const isSecure = scheme.endsWith('s');
  return {
    scheme,
    host: (match[2] ?? '').replace(/^\[(.*)\]$/, '$1'),
    port: Number(match[3] ?? (isSecure ? 5349 : 3478)),
    transport: isSecure ? 'tls' : match[4] === 'tcp' ? 'tcp' : 'udp',
  };
}

/** When an unanswered datagram is sent again, in ms after the first (RFC 8489 §6.2.1). */
const RESEND_MS = [500, 1_500, 3_500];

const TIMEOUT_MS = 6_000;

/** The protocol number of UDP, which is what media is relayed over. */
const UDP = 17;

/** One question at a time to one server. */
interface Channel {
  ask(request: Buffer): Promise<stun.StunMessage>;
  close(): void;
}

/** Resolves to the address that the server sees us at. */
export async function bind(server: IceUrl): Promise<string> {
  const channel = await open(server);
  try {
    const answer = await channel.ask(stun.encode(stun.TYPE.binding, stun.newTransaction(), []));
    const mapped = answer.attributes.get(stun.ATTRIBUTE.mappedAddress);
    if (answer.type !== stun.TYPE.bindingSuccess || !mapped) throw new Error('it answered with no address');
    return stun.readAddress(mapped, answer.transaction);
  } finally {
    channel.close();
  }
}

/** A relay that a TURN server has given us. */
export interface Relay {
  /** Where it receives. */
  readonly address: string;
  /** Whether the server would relay to this address, which is of the family of the relay. */
  readonly permits: (address: string) => Promise<boolean>;
  /** Gives it back. */
  readonly close: () => Promise<void>;
}

/** Allocates a relay with an IPv4 address, or one with an IPv6 address. Rejects with what the server said. */
export async function allocate(
  server: IceUrl,
  username: string,
  password: string,
  family: 4 | 6 = 4,
): Promise<Relay> {
  const channel = await open(server);
  const wanted: stun.Attribute[] = [[stun.ATTRIBUTE.requestedTransport, Buffer.from([UDP, 0, 0, 0])]];
  if (family === 6) wanted.push([stun.ATTRIBUTE.requestedFamily, Buffer.from([2, 0, 0, 0])]);
  try {
    const first = await channel.ask(stun.encode(stun.TYPE.allocate, stun.newTransaction(), wanted));
    const realm = first.attributes.get(stun.ATTRIBUTE.realm);
    const nonce = first.attributes.get(stun.ATTRIBUTE.nonce);
    if (!realm || !nonce) throw new Error(describeAnswer(first));

    const credentials: stun.Attribute[] = [
      [stun.ATTRIBUTE.username, Buffer.from(username)],
      [stun.ATTRIBUTE.realm, realm],
      [stun.ATTRIBUTE.nonce, nonce],
    ];
    const key = stun.longTermKey(username, realm.toString(), password);
    const ask = (type: number, attributes: stun.Attribute[], transaction = stun.newTransaction()) =>
      channel.ask(stun.encode(type, transaction, [...attributes, ...credentials], key));
    const answer = await ask(stun.TYPE.allocate, wanted);
    const relayed = answer.attributes.get(stun.ATTRIBUTE.relayedAddress);
    if (answer.type !== stun.TYPE.allocateSuccess || !relayed) throw new Error(describeAnswer(answer));

    return {
      address: stun.readAddress(relayed, answer.transaction),
      async permits(address) {
        const transaction = stun.newTransaction();
        const peer = stun.writeAddress(address, transaction);
        const {type} = await ask(
          stun.TYPE.createPermission,
          [[stun.ATTRIBUTE.peerAddress, peer]],
          transaction,
        );
        return type === stun.TYPE.createPermissionSuccess;
      },
      async close() {
        await ask(stun.TYPE.refresh, [[stun.ATTRIBUTE.lifetime, Buffer.alloc(4)]]).finally(() =>
          channel.close(),
        );
      },
    };
  } catch (error) {
    channel.close();
    throw error;
  }
}

function describeAnswer({attributes}: stun.StunMessage): string {
  const value = attributes.get(stun.ATTRIBUTE.errorCode);
  if (!value) return 'it answered with neither an address nor an error';
  const {code, reason} = stun.readError(value);
  return `it answered ${code} ${reason}`;
}

const open = (server: IceUrl): Promise<Channel> =>
  server.transport === 'udp' ? openUdp(server) : openStream(server);

/** Keeps who waits for which answer, and gives up on each after a while. */
function createWaiting() {
  const waiting = new Map<
    string,
    {resolve: (message: stun.StunMessage) => void; reject: (error: Error) => void}
  >();
  return {
    answer(bytes: Buffer): void {
      const message = stun.decode(bytes);
      if (message) waiting.get(message.transaction.toString('hex'))?.resolve(message);
    },
    fail(error: Error): void {
      for (const {reject} of waiting.values()) reject(error);
    },
    async wait(request: Buffer): Promise<stun.StunMessage> {
      const transaction = request.subarray(8, 20).toString('hex');
      let timer: NodeJS.Timeout | undefined;
      try {
        return await new Promise<stun.StunMessage>((resolve, reject) => {
          waiting.set(transaction, {resolve, reject});
          timer = setTimeout(() => reject(new Error('it does not answer')), TIMEOUT_MS);
        });
      } finally {
        clearTimeout(timer);
        waiting.delete(transaction);
      }
    },
  };
}

async function openUdp({host, port}: IceUrl): Promise<Channel> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  const waiting = createWaiting();
  socket.on('message', bytes => waiting.answer(bytes));
  socket.on('error', error => waiting.fail(error));
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.connect(port, host, resolve);
  });
  return {
    async ask(request) {
      const send = (): void => socket.send(request);
      const timers = RESEND_MS.map(ms => setTimeout(send, ms));
      send();
      try {
        return await waiting.wait(request);
      } finally {
        timers.forEach(clearTimeout);
      }
    },
    close: () => socket.close(),
  };
}

async function openStream({host, port, transport}: IceUrl): Promise<Channel> {
  const waiting = createWaiting();
  const socket: Socket =
    transport === 'tls' ? connectTls({host, port, servername: host}) : connectTcp({host, port});
  let buffered = Buffer.alloc(0);
  socket.on('data', bytes => {
    buffered = Buffer.concat([buffered, bytes]);
    for (let length = stun.messageLength(buffered); length !== undefined && buffered.length >= length;) {
      waiting.answer(buffered.subarray(0, length));
      buffered = buffered.subarray(length);
      length = stun.messageLength(buffered);
    }
  });
  await new Promise<void>((resolve, reject) => {
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('it does not answer')));
    socket.once('error', reject);
    socket.once(transport === 'tls' ? 'secureConnect' : 'connect', () => resolve());
  });
  socket.on('error', error => waiting.fail(error));
  socket.on('close', () => waiting.fail(new Error('it closed the connection')));
  return {
    ask(request) {
      socket.write(request);
      return waiting.wait(request);
    },
    close: () => socket.destroy(),
  };
}
