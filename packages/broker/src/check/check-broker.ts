/** Connects to a broker as a browser would, step by step, with a hint for each problem. */
import {randomUUID} from 'node:crypto';
import {BROKER_PROBLEMS, CALL_PROBLEMS, explain} from '@rtc-call/engine/problems';
import type {WebSocket} from 'ws';
import {decodeJwt} from 'jose';
import type {IceServers} from '../ice.js';
import {isLoopback} from '../origin.js';
import {REDIS_PROBLEMS} from '../redis-problems.js';
import {checkCertificate} from './certificate.js';
import {CheckFailure, explainAnswer, readJson, unreachable, type Finding} from './findings.js';
import {checkIceServer, describeIce} from './ice.js';
import {checkPageHeaders} from './page.js';
import {openSocket, relay, TIMEOUT_MS, type Broker} from './socket.js';

export interface Target {
  readonly url: string;
  readonly token?: string;
  /** The origin of the page that will use the broker; the broker's own by default. */
  readonly origin?: string;
  /** The page whose headers are checked; the root of `origin` by default, if there is a page. */
  readonly page?: string;
}

/** A token may be a minute old or young. */
const SKEW_MS = 30_000;
/** The oldest Node that the broker runs on (docs/decisions/006-node-20-19.md). */
const OLDEST_NODE = [20, 19] as const;

export async function* checkBroker({url, token, origin, page}: Target): AsyncGenerator<Finding> {
  let socket: WebSocket | undefined;
  yield checkNode();
  let name = 'Address';
  try {
    const base = readBase(url);
    const broker: Broker = {base, id: idOf(token), token, origin: origin ?? new URL(base).origin};
    yield checkAddress(base);
    name = 'Certificate';
    if (base.startsWith('https:')) {
      const finding = await checkCertificate(base);
      yield finding;
      // No browser gets any further.
      if (finding.level === 'failed') return;
    }

    name = 'Health';
    const {health, skewMs} = await checkHealth(broker);
    const count = health.cluster?.brokers;
    yield ok(
      name,
      count === undefined ? 'live and ready' : `live and ready, ${Number(count)} brokers act as one`,
    );
    if (Math.abs(skewMs) > SKEW_MS) yield clockSkew(skewMs);
    if (health.forwarded === 'ignored') yield PROXY_IGNORED;
    yield* checkMetrics(broker);
    name = 'Script';
    yield await checkScript(broker);
    name = 'Page';
    yield* checkPage(broker, page);
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

function checkNode(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isNew = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  if (isNew) return ok('Node', version);
  const hint = `Install ${OLDEST_NODE.join('.')} or later from https://nodejs.org.`;
  return {level: 'failed', name: 'Node', detail: `${version} is too old`, hint};
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
  /** Of brokers that share a Redis: how many there are, and why it can't be used. */
  readonly cluster?: {readonly brokers?: unknown; readonly problem?: string};
}

/** The code is printed only if it is one: what answers may be anything. */
function explainRedis(problem: string): CheckFailure | undefined {
  const code = /^redis-[a-z-]+$/.exec(problem)?.[0];
  if (code === undefined) return undefined;
  const known = Object.entries(REDIS_PROBLEMS).find(([name]) => name === code)?.[1];
  // A broker of a later release may know more.
  if (!known) return new CheckFailure(`503 ${code}`, 'The log of the broker says more.');
  return new CheckFailure(`503 ${code}: ${known.sentence}`, known.hint);
}

/** `skewMs`: by how much the broker's clock is ahead of ours. */
async function checkHealth(broker: Broker): Promise<{health: Health; skewMs: number}> {
  const start = Date.now();
  const response = await get(broker, '/health');
  const middle = (start + Date.now()) / 2;
  const body = await response.text();
  const health = readJson(body) as Health | null | undefined;
  if (response.status === 503) {
    throw (
      explainRedis(String(health?.cluster?.problem)) ??
      new CheckFailure('503 draining', explain(BROKER_PROBLEMS.draining))
    );
  }
  if (!response.ok || !health?.ready) throw explainAnswer(response.status, body);
  const date = Date.parse(response.headers.get('date') ?? '');
  return {health, skewMs: Number.isNaN(date) ? 0 : date - middle};
}

const clockSkew = (ms: number): Finding => ({
  level: 'warning',
  name: 'Clock',
  detail: `the broker's clock is ${Math.round(Math.abs(ms) / 1_000)} s ${ms > 0 ? 'ahead of' : 'behind'} the one here`,
  hint: 'Tokens and TURN credentials end by the clock: synchronize both machines (NTP).',
});

/** The headers of the page, if there is one. */
async function* checkPage({base, origin}: Broker, page: string | undefined): AsyncGenerator<Finding> {
  const url = page ?? `${origin}/`;
  try {
    const response = await fetch(url, {signal: AbortSignal.timeout(TIMEOUT_MS)});
    await response.body?.cancel();
    const isPage = response.ok && /html/.test(response.headers.get('content-type') ?? '');
    if (isPage) {
      const findings = checkPageHeaders(response.url, base, response.headers);
      yield* findings;
      if (findings.length === 0) yield ok('Page', `the headers of ${response.url} allow a call`);
    } else if (page !== undefined) throw new Error(`answered ${response.status} without a page`);
  } catch (error) {
    // Nobody said that there is a page.
    if (page === undefined) return;
    const {message, hint} = unreachable(error);
    yield {level: 'failed', name: 'Page', detail: `${page}: ${message}`, hint};
  }
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
