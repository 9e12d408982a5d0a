/** Connects to a broker as a browser would, step by step, with a hint for each problem. */
import {randomUUID} from 'node:crypto';
import {once} from 'node:events';
import type {IncomingMessage} from 'node:http';
import {text} from 'node:stream/consumers';
import {BROKER_PROBLEMS, CALL_PROBLEMS, explain} from '@rtc-call/engine/problems';
import {WebSocket} from 'ws';
import {decodeJwt} from 'jose';
import type {IceServers} from '../ice.js';
import {isLoopback} from '../origin.js';
import {CheckFailure, explainAnswer, readJson, unreachable, type Finding} from './findings.js';
import {checkIceServer, describeIce} from './ice.js';

export interface Target {
  readonly url: string;
  readonly token?: string;
  /** The origin of the page that will use the broker; the broker's own by default. */
  readonly origin?: string;
}

interface Broker {
  /** Without a trailing slash. */
  readonly base: string;
  readonly id: string;
  readonly token: string | undefined;
  readonly origin: string;
}

const TIMEOUT_MS = 10_000;

export async function* checkBroker({url, token, origin}: Target): AsyncGenerator<Finding> {
  let socket: WebSocket | undefined;
  let name = 'Address';
  try {
    const base = readBase(url);
    const broker: Broker = {base, id: idOf(token), token, origin: origin ?? new URL(base).origin};
    yield checkAddress(base);

    name = 'Health';
    const health = await checkHealth(broker);
    yield ok(name, 'live and ready');
    if (health.forwarded === 'ignored') yield PROXY_IGNORED;
    yield* checkMetrics(broker);
    name = 'Script';
    yield await checkScript(broker);
    name = 'Peer id';
    yield ok(name, await checkId(broker));
    name = 'ICE servers';
    const {iceServers, ttl} = await fetchIce(broker);
    yield describeIce(iceServers, ttl);

    name = 'WebSocket';
    const start = performance.now();
    socket = await openSocket(broker);
    yield ok(name, `open in ${Math.round(performance.now() - start)} ms`);
    name = 'Relay';
    yield ok(name, `a message to itself took ${await relay(socket, broker)} ms`);

    for (const server of iceServers)
      for (const iceUrl of server.urls) yield await checkIceServer(iceUrl, server);
  } catch (error) {
    const {message, hint} = error as CheckFailure;
    yield {level: 'failed', name, detail: message, hint};
  } finally {
    socket?.terminate();
  }
}

const ok = (name: string, detail: string): Finding => ({level: 'ok', name, detail});

/** The peer id that a token is for; a new one if it is for any. */
function idOf(token: string | undefined): string {
  try {
    const {sub = '*'} = token === undefined ? {} : decodeJwt(token);
    return sub === '*' ? randomUUID() : sub;
  } catch {
    return randomUUID();
  }
}

function readBase(url: string): string {
  if (!URL.canParse(url) || !['http:', 'https:'].includes(new URL(url).protocol)) {
    throw new CheckFailure(
      `${url} is not an http or https URL`,
      'Pass a complete URL, for example https://calls.example.com/rtc.',
    );
  }
  const {origin, pathname} = new URL(url);
  return origin + (pathname === '/' ? '/rtc' : pathname.replace(/\/+$/, ''));
}

function checkAddress(base: string): Finding {
  if (base.startsWith('https:') || isLoopback(base)) return {level: 'ok', name: 'Address', detail: base};
  const hint = `${explain(CALL_PROBLEMS['insecure-context'])} See the README on nginx for TLS in front of a broker.`;
  return {level: 'warning', name: 'Address', detail: `${base} is plain http`, hint};
}

async function get({base, origin, token}: Broker, path: string): Promise<Response> {
  const headers = {Origin: origin, ...(token !== undefined && {Authorization: `Bearer ${token}`})};
  try {
    return await fetch(base + path, {headers, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS)});
  } catch (error) {
    throw unreachable(error);
  }
}

interface Health {
  readonly ready?: boolean;
  /** A proxy added an X-Forwarded-For, and the broker ignored it. */
  readonly forwarded?: 'ignored';
}

async function checkHealth(broker: Broker): Promise<Health> {
  const response = await get(broker, '/health');
  const body = await response.text();
  if (response.status === 503) throw new CheckFailure('503 draining', explain(BROKER_PROBLEMS.draining));
  const health = response.ok ? (readJson(body) as Health | null | undefined) : undefined;
  if (!health?.ready) throw explainAnswer(response.status, body);
  return health;
}

const PROXY_IGNORED: Finding = {
  level: 'failed',
  name: 'Proxy',
  detail: 'its X-Forwarded-For is ignored, so all clients share the limits of one address',
  hint: 'Start the broker with --trust-proxy and the address of the proxy, which its log shows (see the README on nginx).',
};

/** Reports a problem if anyone can read the metrics. */
async function* checkMetrics(broker: Broker): AsyncGenerator<Finding> {
  const response = await get({...broker, token: undefined}, '/metrics');
  await response.body?.cancel();
  if (!response.ok) return;
  const hint = 'Update the broker, or set metricsToken; a proxy must not add the token to requests.';
  yield {level: 'failed', name: 'Metrics', detail: 'anyone can read them', hint};
}

async function checkScript(broker: Broker): Promise<Finding> {
  const response = await get(broker, '/rtc-call.js');
  const body = await response.text();
  if (response.ok) return {level: 'ok', name: 'Script', detail: `rtc-call.js, ${body.length} bytes`};
  const {message, hint} = explainAnswer(response.status, body);
  return {level: 'warning', name: 'Script', detail: message, hint};
}

async function checkId(broker: Broker): Promise<string> {
  const response = await get(broker, '/peerjs/id');
  const body = await response.text();
  if (!response.ok) throw explainRefusal(broker, response.status, body);
  return `got ${body}`;
}

/** Like explainAnswer. A broker that refuses its own origin did not receive the Host that the client sent. */
function explainRefusal({base, origin}: Broker, status: number, body: string): CheckFailure {
  const failure = explainAnswer(status, body);
  if (!failure.message.endsWith(' origin-forbidden') || origin !== new URL(base).origin) return failure;
  const hint =
    'The proxy changes the Host header: make it forward the Host that the client sent (see the README on nginx).';
  return new CheckFailure(failure.message, hint);
}

async function fetchIce(broker: Broker): Promise<IceServers> {
  const response = await get(broker, `/ice?id=${broker.id}`);
  if (!response.ok) throw explainAnswer(response.status, await response.text());
  return (await response.json()) as IceServers;
}

async function openSocket({base, id, token, origin}: Broker): Promise<WebSocket> {
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

async function relay(socket: WebSocket, {id}: Broker): Promise<number> {
  const check = randomUUID();
  const start = performance.now();
  socket.send(JSON.stringify({type: 'OFFER', dst: id, payload: {type: 'rtc-call', kind: 'check', check}}));
  await nextMessage(socket, message => message.payload?.check === check);
  return Math.round((performance.now() - start) * 10) / 10;
}
