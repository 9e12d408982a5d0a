/**
 * Random HTTP requests to a broker in a process of its own, with few descriptors, while the files that it serves
 * change. The short run of the unit tests and the long one of `pnpm test:full` share it.
 */
import {once} from 'node:events';
import {Agent, request, type IncomingMessage} from 'node:http';
import {buffer} from 'node:stream/consumers';
import fc from 'fast-check';
import {httpRequest, type FuzzRequest} from './http-requests.js';
import {spawnBound, type BoundProcess} from './processes.js';
import {CANARY, createChangingFolder, STABLE} from './changing-folder.js';

export interface HttpFuzzReport {
  /** How often each status came; `reset` for connections that were reset, which a lack of descriptors causes. */
  readonly answers: Readonly<Record<string, number>>;
}

/** Few enough that `CROWD` clients exhaust them, and enough for `FEW`. */
const DESCRIPTORS = 56;
const FEW = 6;
const CROWD = 48;

/** Number of requests after which the number of clients changes. */
const PHASE = 250;

/** How long an answer may take, in ms, on a machine that others use too. */
const PATIENCE_MS = 20_000;

const METRICS_TOKEN = 'fuzz';
const ARGS = [
  `--metrics-token=${METRICS_TOKEN}`,
  '--limits-requests-per-address=1000000',
  '--limits-connections-per-address=1000000',
];

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/**
 * Sends `count` requests, and throws at the first answer that is wrong: one that never comes, breaks HTTP, contains a
 * byte from outside the folder, or has wrong content for a file that never changes. At the end the process must be
 * alive, have no more open descriptors than at the start, have logged no error, and answer correctly.
 */
export async function fuzzHttp(root: string, count: number, seed: number): Promise<HttpFuzzReport> {
  const folder = createChangingFolder(root);
  const broker = await spawnBound({flags: [folder.dir, ...ARGS], descriptors: DESCRIPTORS});
  try {
    const before = await broker.countDescriptors();
    const answers = await sendAll(broker, count, seed, folder.change);
    await expectIdle(broker, before);
    await expectCorrectAnswers(broker);
    if (broker.errors() !== '') throw new Error(`It logged ${broker.errors().slice(0, 2_000)}`);
    // Unlike SIGTERM, SIGINT has no delay.
    broker.child.kill('SIGINT');
    const code = await broker.exited;
    if (code !== 0) throw new Error(`It ended with ${code}`);
    return {answers};
  } finally {
    broker.child.kill('SIGKILL');
    folder.close();
  }
}

async function sendAll(
  broker: BoundProcess,
  count: number,
  seed: number,
  change: (random: (below: number) => number) => void,
): Promise<Record<string, number>> {
  const answers: Record<string, number> = {};
  const etags = new Map<string, string>();
  const random = createRandom(seed);
  for (let done = 0; done < count; done += PHASE) {
    const requests = fc
      .sample(httpRequest, {seed: seed + done, numRuns: Math.min(PHASE, count - done)})
      .values();
    const agent = new Agent({keepAlive: true});
    const isCrowded = (done / PHASE) % 2 === 1;
    await Promise.all(
      Array.from({length: isCrowded ? CROWD : FEW}, async () => {
        for (const next of requests) {
          if (random(2) === 0) change(random);
          const answer = await exchange(broker, agent, next, etags.get(next.path));
          const result = typeof answer === 'string' ? answer : String(answer.status);
          answers[result] = (answers[result] ?? 0) + 1;
          if (typeof answer === 'string') continue;
          checkAnswer(next, answer);
          if (answer.headers.etag !== undefined) etags.set(next.path, answer.headers.etag);
        }
      }),
    );
    agent.destroy();
    if (!broker.isAlive()) throw new Error(`The broker ended within ${done + PHASE} requests`);
  }
  return answers;
}

/** A small generator of whole numbers below a bound (mulberry32): the same for the same seed. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = Math.trunc(state + 0x6d2b79f5);
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Resolves to `reset` if the connection was reset, and to `left` if the client disconnected. */
async function exchange(
  broker: Pick<BoundProcess, 'port'>,
  agent: Agent | undefined,
  {method, path, headers, leaves, etagIn}: FuzzRequest,
  etag?: string,
): Promise<Answer | 'reset' | 'left'> {
  const more = etagIn && etag !== undefined ? {[etagIn]: etag} : {};
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const options = {host: '127.0.0.1', port: broker.port, method, path, agent, signal};
  try {
    const req = request({...options, headers: {...headers, ...more}}).end();
    if (leaves === 'at once') {
      req.on('error', () => {});
      req.destroy();
      return 'left';
    }
    const [response] = (await once(req, 'response')) as [IncomingMessage];
    if (leaves === 'after the head') {
      req.on('error', () => {});
      response.on('error', () => {});
      req.destroy();
      return 'left';
    }
    return {status: response.statusCode ?? 0, headers: response.headers, body: await buffer(response)};
  } catch (error) {
    const {code = ''} = error as NodeJS.ErrnoException;
    if (['ECONNRESET', 'EPIPE'].includes(code)) return 'reset';
    throw new Error(`${method} ${path}: ${String(error)}`, {cause: error});
  }
}

const STATUSES = new Set([200, 204, 206, 301, 304, 400, 403, 404, 405, 412, 416, 503]);

function checkAnswer({method, path, headers: sent}: FuzzRequest, {status, headers, body}: Answer): void {
  const fail = (what: string): never => {
    throw new Error(
      `${method} ${path} ${JSON.stringify(sent)}: ${status} ${what}, ${JSON.stringify(headers)}`,
    );
  };
  const encoding = headers['content-encoding'];
  if (!STATUSES.has(status)) fail('is not an expected status');
  // The compressed files of the bundle can contain any byte.
  if (!(path.startsWith('/rtc') && encoding !== undefined) && body.includes(CANARY))
    fail('comes from outside');
  if (status === 206 && !/^bytes \d+-\d+\/\d+$/.test(headers['content-range'] ?? '')) fail('has no range');
  if (status === 503 && !body.includes('out-of-descriptors') && method !== 'HEAD') fail('does not say why');
  if (status >= 400 && sent.Origin && headers['access-control-allow-origin'] !== sent.Origin)
    fail("can't be read by the page");
  const stable = STABLE[path]?.[(encoding ?? 'identity') as 'identity' | 'br' | 'gzip'];
  if (stable === undefined || method !== 'GET') return;
  if (status === 200 && body.toString() !== stable) fail('is not the file');
  const [, from = 0, to = 0] = /^bytes (\d+)-(\d+)/.exec(headers['content-range'] ?? '') ?? [];
  if (status === 206 && body.toString() !== stable.slice(Number(from), Number(to) + 1))
    fail('is not the range');
  if (![200, 206, 301, 304, 412, 416, 503].includes(status)) fail('is not an answer for a file that exists');
}

/** Waits until it has no more open descriptors than before: none may leak. */
async function expectIdle(broker: BoundProcess, before: number): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  // A kept-alive connection closes after five seconds.
  while ((await broker.countDescriptors()) > before) {
    if (performance.now() > deadline)
      throw new Error(`${await broker.countDescriptors()} descriptors are open, ${before} at the beginning`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

async function expectCorrectAnswers(broker: BoundProcess): Promise<void> {
  for (const [path, encodings] of Object.entries(STABLE)) {
    for (const [encoding, content] of Object.entries(encodings)) {
      const asked = {method: 'GET', path, headers: {'Accept-Encoding': encoding}, leaves: 'never'} as const;
      const answer = await exchange(broker, undefined, asked);
      if (typeof answer === 'string' || answer.status !== 200 || answer.body.toString() !== content)
        throw new Error(`${path} in ${encoding} is answered with ${JSON.stringify(answer)}`);
    }
  }
  const health = await fetch(`${broker.origin}/rtc/health`);
  if (!health.ok) throw new Error(`Its health is ${health.status}`);
}
