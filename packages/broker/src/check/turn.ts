/** Sends STUN and TURN servers the requests that a browser sends: Binding (RFC 8489) and Allocate (RFC 8656). */
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

/** Reads a `stun:`, `turn:` or `turns:` URL (RFC 7064, RFC 7065); undefined if it is not one. */
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

/** When an unanswered request is retransmitted, in ms after the first (RFC 8489 §6.2.1). */
const RESEND_MS = [500, 1_500, 3_500];

const TIMEOUT_MS = 6_000;

/** The protocol number of UDP, which is what media is relayed over. */
const UDP = 17;

/** A connection to one server, for one request at a time. */
interface Channel {
  ask(request: Buffer): Promise<stun.StunMessage>;
  close(): void;
}

/** Resolves to our address as the server sees it. */
export async function bind(server: IceUrl): Promise<string> {
  const channel = await open(server);
  try {
    const answer = await channel.ask(stun.encode(stun.TYPE.binding, stun.newTransaction(), []));
    const mapped = answer.attributes.get(stun.ATTRIBUTE.mappedAddress);
    if (answer.type !== stun.TYPE.bindingSuccess || !mapped) throw new Error('the answer holds no address');
    return stun.readAddress(mapped, answer.transaction);
  } finally {
    channel.close();
  }
}

/** A relay allocated on a TURN server. */
export interface Relay {
  /** The relayed transport address. */
  readonly address: string;
  /** Whether the server would relay to this address, which must be of the same family as the relay. */
  readonly permits: (address: string) => Promise<boolean>;
  /** Frees it. */
  readonly close: () => Promise<void>;
}

/** Allocates a relay with an IPv4 address, or one with an IPv6 address. Rejects with the server's error. */
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
  if (!value) return 'the answer holds neither an address nor an error';
  const {code, reason} = stun.readError(value);
  return `answered ${code} ${reason}`;
}

const open = (server: IceUrl): Promise<Channel> =>
  server.transport === 'udp' ? openUdp(server) : openStream(server);

/** Matches answers to pending requests, and rejects each request after a timeout. */
function createPendingRequests() {
  const pending = new Map<
    string,
    {resolve: (message: stun.StunMessage) => void; reject: (error: Error) => void}
  >();
  return {
    answer(bytes: Buffer): void {
      const message = stun.decode(bytes);
      if (message) pending.get(message.transaction.toString('hex'))?.resolve(message);
    },
    fail(error: Error): void {
      for (const {reject} of pending.values()) reject(error);
    },
    async wait(request: Buffer): Promise<stun.StunMessage> {
      const transaction = request.subarray(8, 20).toString('hex');
      let timer: NodeJS.Timeout | undefined;
      try {
        return await new Promise<stun.StunMessage>((resolve, reject) => {
          pending.set(transaction, {resolve, reject});
          timer = setTimeout(() => reject(new Error('no answer')), TIMEOUT_MS);
        });
      } finally {
        clearTimeout(timer);
        pending.delete(transaction);
      }
    },
  };
}

async function openUdp({host, port}: IceUrl): Promise<Channel> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  const pending = createPendingRequests();
  socket.on('message', bytes => pending.answer(bytes));
  socket.on('error', error => pending.fail(error));
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
        return await pending.wait(request);
      } finally {
        timers.forEach(clearTimeout);
      }
    },
    close: () => socket.close(),
  };
}

async function openStream({host, port, transport}: IceUrl): Promise<Channel> {
  const pending = createPendingRequests();
  const socket: Socket =
    transport === 'tls' ? connectTls({host, port, servername: host}) : connectTcp({host, port});
  let buffered = Buffer.alloc(0);
  socket.on('data', bytes => {
    buffered = Buffer.concat([buffered, bytes]);
    for (let length = stun.messageLength(buffered); length !== undefined && buffered.length >= length;) {
      pending.answer(buffered.subarray(0, length));
      buffered = buffered.subarray(length);
      length = stun.messageLength(buffered);
    }
  });
  await new Promise<void>((resolve, reject) => {
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('no answer')));
    socket.once('error', reject);
    socket.once(transport === 'tls' ? 'secureConnect' : 'connect', () => resolve());
  });
  socket.on('error', error => pending.fail(error));
  socket.on('close', () => pending.fail(new Error('the connection was closed')));
  return {
    ask(request) {
      socket.write(request);
      return pending.wait(request);
    },
    close: () => socket.destroy(),
  };
}
