/** What the fuzz tests send: frames and upgrade requests, from valid to absurd. */
import fc from 'fast-check';

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

/** Messages to the broker itself, valid and invalid. */
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

/** Mostly valid frames, with an occasional mistake. */
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
export const frame: fc.Arbitrary<string | Buffer> = fc.oneof(
  {weight: 90, arbitrary: message.map(value => JSON.stringify(value))},
  {weight: 2, arbitrary: fc.string({maxLength: 200})},
  {weight: 2, arbitrary: fc.json({maxDepth: 6})},
  {weight: 1, arbitrary: nested},
  {weight: 1, arbitrary: fc.uint8Array({maxLength: 200}).map(bytes => Buffer.from(bytes))},
);

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

/** The handshake of a browser, for requests that go wrong only after it. */
const VALID_HANDSHAKE = [
  'Host: 127.0.0.1',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
];

export const request = fc.record({
  method: fc.oneof(
    {weight: 8, arbitrary: fc.constant('GET')},
    fc.constantFrom('POST', 'PUT', 'CONNECT', 'HEAD', 'X'),
  ),
  target,
  headers: fc.oneof(
    {weight: 1, arbitrary: fc.array(header, {maxLength: 8})},
    {weight: 3, arbitrary: fc.array(header, {maxLength: 2}).map(more => [...VALID_HANDSHAKE, ...more])},
  ),
  /** The bytes after the headers: frames without a mask, with reserved bits, truncated, or not frames at all. */
  rest: fc.uint8Array({maxLength: 100}),
  /** Whether the client disconnects before its request is complete. */
  isCutOff: fc.boolean(),
});

export type OddRequest = typeof request extends fc.Arbitrary<infer T> ? T : never;
