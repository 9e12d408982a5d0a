/** The WebSocket of a broker: whether it opens, and whether messages arrive. */
import {randomUUID} from 'node:crypto';
import {once} from 'node:events';
import type {IncomingMessage} from 'node:http';
import {text} from 'node:stream/consumers';
import {WebSocket} from 'ws';
import {CheckFailure, explainAnswer, unreachable} from './findings.js';

/** How long any answer may take, in ms. */
export const TIMEOUT_MS = 10_000;

export interface Broker {
  /** Without a trailing slash. */
  readonly base: string;
  readonly id: string;
  readonly token: string | undefined;
  readonly origin: string;
}

export async function openSocket({base, id, token, origin}: Broker): Promise<WebSocket> {
  const query = new URLSearchParams({key: 'peerjs', id, token: token ?? randomUUID(), version: '1.5.5'});
  const url = `${base.replace(/^http/, 'ws')}/peerjs?${query.toString()}`;
  const socket = new WebSocket(url, {origin, handshakeTimeout: TIMEOUT_MS});
  const refused = once(socket, 'unexpected-response').then(async ([, response]: IncomingMessage[]) => {
    throw explainAnswer(response?.statusCode ?? 0, response ? await text(response) : '');
  });
  refused.catch(() => {});
  const failed = once(socket, 'error').then(([error]) => {
    throw unreachable(error);
  });
  failed.catch(() => {});
  const first = await Promise.race([
    nextMessage(socket, message => message.type !== undefined),
    refused,
    failed,
  ]);
  if (first.type !== 'OPEN')
    throw new CheckFailure(
      `received ${first.type} instead of OPEN`,
      'Is it a PeerServer, and is it below its limit of clients?',
    );
  return socket;
}

interface Received {
  readonly type?: string;
  readonly payload?: {readonly check?: string};
}

/** Resolves to the next message that matches. */
function nextMessage(socket: WebSocket, matches: (message: Received) => boolean): Promise<Received> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new CheckFailure('no answer', 'Does the proxy buffer WebSockets?')),
      TIMEOUT_MS,
    );
    socket.on('close', () => {
      clearTimeout(timer);
      reject(new CheckFailure('the connection was closed', "See the broker's log for the reason."));
    });
    socket.on('message', data => {
      const message = JSON.parse((data as Buffer).toString()) as Received;
      if (!matches(message)) return;
      clearTimeout(timer);
      resolve(message);
    });
  });
}

/** Sends a message to itself. Resolves with how long that took, in ms. */
export async function relay(socket: WebSocket, {id}: Broker): Promise<number> {
  const check = randomUUID();
  const start = performance.now();
  socket.send(JSON.stringify({type: 'OFFER', dst: id, payload: {type: 'rtc-call', kind: 'check', check}}));
  await nextMessage(socket, message => message.payload?.check === check);
  return Math.round((performance.now() - start) * 10) / 10;
}
