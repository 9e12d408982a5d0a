/** Random frames and odd upgrade requests, the same for the same seed; the short run and `pnpm fuzz` share them. */
import {once} from 'node:events';
import {connect as connectTcp} from 'node:net';
import fc from 'fast-check';
import {WebSocket} from 'ws';
import {readFrame} from '../frames.js';

const anyId = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.constantFrom('honest-0', 'honest-1', 'hostile-0', 'hostile-1', 'nobody', '@broker'),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(fc.constantFrom('', '__proto__', 'a  b', '<script>'), fc.string({maxLength: 80})),
  },
);
const anyRoom = fc.oneof(fc.constantFrom('r1', 'r2', 'honest room', ''), fc.string({maxLength: 140}));
const anything = fc.jsonValue({maxDepth: 4, depthSize: 'small'});
const orAnything = <T>(arbitrary: fc.Arbitrary<T>, weight = 29): fc.Arbitrary<unknown> =>
  fc.oneof({weight, arbitrary}, {weight: 1, arbitrary: anything});

/** What a client may ask the broker itself, right and wrong. */
const roomMessage = fc.record(
  {
    type: fc.constant('rtc-call'),
    kind: orAnything(fc.constantFrom('hello', 'enter', 'update', 'exit', 'room', 'toString')),
    room: orAnything(anyRoom),
    name: orAnything(fc.string({maxLength: 120})),
    stage: orAnything(fc.constantFrom('lobby', 'in')),
    session: orAnything(fc.string({minLength: 1, maxLength: 64})),
  },
  {requiredKeys: ['type', 'kind']},
);

const payload = fc.record(
  {
    type: orAnything(fc.constantFrom('media', 'data', 'rtc-call', 'x')),
    connectionId: orAnything(fc.string({maxLength: 20})),
    sdp: anything,
    candidate: anything,
    metadata: anything,
  },
  {requiredKeys: ['type']},
);

/** Frames that mean something, with a mistake here and there. */
const message = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({type: fc.constantFrom('OFFER', 'ANSWER', 'CANDIDATE'), dst: anyId, payload}),
  },
  {
    weight: 6,
    arbitrary: fc.record({type: fc.constant('OFFER'), dst: fc.constant('@broker'), payload: roomMessage}),
  },
  {
    weight: 2,
    arbitrary: fc.record({type: fc.constantFrom('LEAVE', 'EXPIRE'), dst: anyId}, {requiredKeys: ['type']}),
  },
  {weight: 1, arbitrary: fc.constant({type: 'HEARTBEAT'})},
  {weight: 1, arbitrary: fc.record({type: anything, src: anything, dst: anything, payload: anything})},
);

const nested = fc
  .tuple(fc.integer({min: 1, max: 5_000}), fc.constantFrom('[]', '{"a":}'))
  .map(([depth, [open = '', ...rest]]) => {
    const before = open + rest.slice(0, -1).join('');
    return `{"type":"OFFER","dst":"honest-0","payload":{"type":"x","x":${before.repeat(depth)}1${(rest.at(-1) ?? '').repeat(depth)}}}`;
  });

/** A frame as text or as bytes. */
const frame: fc.Arbitrary<string | Buffer> = fc.oneof(
  {weight: 90, arbitrary: message.map(value => JSON.stringify(value))},
  {weight: 2, arbitrary: fc.string({maxLength: 200})},
  {weight: 2, arbitrary: fc.json({maxDepth: 6})},
  {weight: 1, arbitrary: nested},
  {weight: 1, arbitrary: fc.uint8Array({maxLength: 200}).map(bytes => Buffer.from(bytes))},
);

export interface FrameCounts {
  sent: number;
  /** Those that ended their connection, as they should. */
  refused: number;
}

/**
 * Sends `count` random frames through `sockets` connections at once. Whoever sends something that is no frame has to
 * be hung up on, whoever does not must not be: anything else throws.
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

const knownHeader = fc.constantFrom(
  'Upgrade: websocket',
  'Upgrade: h2c',
  'Connection: Upgrade',
  'Connection: keep-alive, Upgrade',
  'Connection: close',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Key: short',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Version: 99',
  'Sec-WebSocket-Protocol: ,,',
  'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=0',
  'Origin: null',
  'Origin: https://evil.example',
  'Origin: http://localhost:1',
  'Content-Length: 5',
  'Content-Length: -1',
  'Transfer-Encoding: chunked',
  'Expect: 100-continue',
  'X-Forwarded-For: 1.2.3.4, ::1, nonsense',
  'Authorization: Bearer',
  'Host: [',
);

const header = fc.oneof(
  {weight: 20, arbitrary: knownHeader},
  {weight: 1, arbitrary: fc.string({maxLength: 40})},
  {weight: 1, arbitrary: fc.integer({min: 0, max: 20_000}).map(length => `X-Long: ${'x'.repeat(length)}`)},
);

const value = fc.oneof({weight: 3, arbitrary: fc.constantFrom('peerjs', 'odd-1', 'odd-2')}, anyId);

const query = fc
  .record(
    {key: fc.constantFrom('peerjs', 'peerjs', 'other'), id: value, token: value, '%': value},
    {requiredKeys: ['key']},
  )
  .map(values => new URLSearchParams(values as Record<string, string>).toString());

const target = fc.oneof(
  {weight: 6, arbitrary: query.map(text => `/rtc/peerjs?${text}`)},
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '/rtc',
      '/rtc/',
      '/rtc?',
      '/rtc/ice?id=a',
      '/rtc/ice?id=%ff',
      '/rtc/peerjs/id',
      '/rtc/../peerjs',
      '/rtc//peerjs',
      '/rtc/%2e%2e/%2e%2e/etc/passwd',
      '/rtc/rtc-call.js%00',
      'http://evil.example/rtc/peerjs',
      '//rtc/peerjs',
      '*',
      '/rtc/%',
      '/',
    ),
  },
  {weight: 1, arbitrary: fc.string({maxLength: 60})},
);

/** The handshake that a browser sends, for those that go wrong only afterwards. */
const GOOD = [
  'Host: 127.0.0.1',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
];

const request = fc.record({
  method: fc.oneof(
    {weight: 8, arbitrary: fc.constant('GET')},
    fc.constantFrom('POST', 'PUT', 'CONNECT', 'HEAD', 'X'),
  ),
  target,
  headers: fc.oneof(
    {weight: 1, arbitrary: fc.array(header, {maxLength: 8})},
    {weight: 3, arbitrary: fc.array(header, {maxLength: 2}).map(more => [...GOOD, ...more])},
  ),
  /** What comes after the headers: frames without mask, with reserved bits, cut off, or no frames at all. */
  rest: fc.uint8Array({maxLength: 100}),
  /** The client goes away before its request is complete. */
  isCutOff: fc.boolean(),
});

/** Sends `count` odd requests over raw sockets; returns how often each status came back, `none` for no answer. */
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

type OddRequest = typeof request extends fc.Arbitrary<infer T> ? T : never;

/** How long an answer may take before the client gives up, in ms: a request that never ends gets none. */
const PATIENCE_MS = 50;

function exchange(port: number, {method, target, headers, rest, isCutOff}: OddRequest): Promise<string> {
  return new Promise(resolve => {
    const socket = connectTcp(port, '127.0.0.1');
    let answer = 'none';
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
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
 * Two people in a call beside it all: one counts, the other checks that every number comes, in order. `stop()`
 * resolves to how many came.
 */
export async function startHonestPair(url: string): Promise<{stop: () => Promise<number>}> {
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
      if (payload?.count !== received) reject(new Error(`Got ${payload?.count} in place of ${received}`));
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
      if (received !== sent) throw new Error(`${sent} were sent, ${received} came`);
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
