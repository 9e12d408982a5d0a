/** Random frames and malformed upgrade requests, the same for the same seed; used by the unit tests and `pnpm test:full`. */
import {once} from 'node:events';
import {connect as connectTcp} from 'node:net';
import fc from 'fast-check';
import {WebSocket} from 'ws';
import {readFrame} from '../protocol/frames.js';
import {frame, request, type OddRequest} from './arbitraries.js';

export interface FrameCounts {
  sent: number;
  /** Invalid frames, which ended their connection as they should. */
  refused: number;
}

/**
 * Sends `count` random frames through `sockets` connections at once. Throws if an invalid frame does not close its connection,
 * or if a valid one does.
 */
export async function fuzzFrames(
  url: string,
  count: number,
  seed: number,
  sockets = 8,
): Promise<FrameCounts> {
  const counts: FrameCounts = {sent: 0, refused: 0};
  const share = Math.ceil(count / sockets);
  await Promise.all(
    Array.from({length: sockets}, async (_, index) => {
      for (let done = 0; done < share;) {
        const frames = fc.sample(frame, {
          seed: seed + index * 1_000_003 + done,
          numRuns: Math.min(500, share - done),
        });
        await sendAll(url, `hostile-${index}`, frames, counts);
        done += frames.length;
      }
    }),
  );
  return counts;
}

async function sendAll(url: string, id: string, frames: readonly (string | Buffer)[], counts: FrameCounts) {
  let socket = await open(url, id);
  for (const data of frames) {
    socket.send(data);
    counts.sent += 1;
    if (typeof data === 'string' && readFrame(data)) continue;
    const [code] = (await once(socket, 'close')) as [number];
    if (code !== 1008) throw new Error(`Closed with ${code} after ${data.toString()}`);
    counts.refused += 1;
    socket = await open(url, id);
  }
  await answered(socket);
  socket.terminate();
}

async function open(url: string, id: string): Promise<WebSocket> {
  const query = new URLSearchParams({key: 'peerjs', token: `token of ${id}`, id});
  const socket = new WebSocket(`${url.replace('http', 'ws')}/peerjs?${query.toString()}`, {
    perMessageDeflate: false,
  });
  await once(socket, 'message');
  return socket;
}

/** Resolves when everything that was sent has been handled; rejects when the socket closes instead. */
function answered(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    const mark = crypto.randomUUID();
    socket.on('close', code => reject(new Error(`Closed with ${code}, though every frame was well-formed`)));
    socket.on('message', data => {
      if ((data as Buffer).includes(mark)) resolve();
    });
    const id = new URL(socket.url).searchParams.get('id');
    socket.send(JSON.stringify({type: 'OFFER', dst: id, payload: {type: 'x', mark}}));
  });
}

/** Sends `count` malformed requests over raw sockets; returns how often each status came back, `none` for no answer. */
export async function fuzzUpgrades(
  port: number,
  count: number,
  seed: number,
): Promise<Record<string, number>> {
  const answers: Record<string, number> = {};
  const requests = fc.sample(request, {seed, numRuns: count}).values();
  await Promise.all(
    Array.from({length: 32}, async () => {
      for (const next of requests) {
        const answer = await exchange(port, next);
        answers[answer] = (answers[answer] ?? 0) + 1;
      }
    }),
  );
  return answers;
}

/** How long the client waits before it checks whether an answer can still come, in ms: an unfinished request gets none. */
const PATIENCE_MS = 500;

function exchange(port: number, {method, target, headers, rest, isCutOff}: OddRequest): Promise<string> {
  return new Promise(resolve => {
    const socket = connectTcp(port, '127.0.0.1');
    let answer = 'none';
    socket.setTimeout(PATIENCE_MS, async () => {
      // A busy broker may be late, but once a later request is answered, none will come for this one.
      if (answer === 'none') await fetch(`http://127.0.0.1:${port}/rtc/health`).catch(() => {});
      socket.destroy();
    });
    socket.once('data', data => {
      answer = /^HTTP\/1\.1 (\d{3})/.exec(data.toString())?.[1] ?? 'other';
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(answer));
    const head = `${method} ${target} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`;
    if (isCutOff) socket.end(head.slice(0, rest.length));
    else socket.write(Buffer.concat([Buffer.from(head), rest]));
  });
}

/**
 * Two well-behaved clients meanwhile: one sends increasing numbers, the other checks that each arrives, in order.
 * `stop()` resolves to how many arrived.
 */
export async function startWellBehavedPair(url: string): Promise<{stop: () => Promise<number>}> {
  const [from, to] = [await open(url, 'honest-0'), await open(url, 'honest-1')];
  let sent = 0;
  let received = 0;
  let isStopping = false;
  const failed = new Promise<never>((_resolve, reject) => {
    for (const socket of [from, to]) {
      socket.on('close', code => isStopping || reject(new Error(`An honest socket was closed with ${code}`)));
    }
    to.on('message', data => {
      const {src, payload} = JSON.parse((data as Buffer).toString()) as {
        src: string;
        payload?: {count?: number};
      };
      if (src !== 'honest-0') return;
      if (payload?.count !== received) reject(new Error(`Got ${payload?.count} instead of ${received}`));
      received += 1;
    });
  });
  failed.catch(() => {});
  const timer = setInterval(() => {
    from.send(JSON.stringify({type: 'OFFER', dst: 'honest-1', payload: {type: 'x', count: sent}}));
    sent += 1;
  }, 5);

  return {
    async stop() {
      clearInterval(timer);
      await Promise.race([failed, answered(from).then(() => answered(to))]);
      isStopping = true;
      from.terminate();
      to.terminate();
      if (received !== sent) throw new Error(`${sent} were sent, ${received} arrived`);
      return received;
    },
  };
}

/** Limits under which fuzzing is not merely slowed down. */
export const FUZZ_LIMITS = {
  messagesPerSocket: 1_000_000,
  messagesPerAddress: 1_000_000,
  joinsPerSocket: 1_000_000,
  joinsPerAddress: 1_000_000,
  requestsPerAddress: 1_000_000,
};
