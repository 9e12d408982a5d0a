/** The HTTP requests that the fuzz test sends: paths, methods, ranges, conditions, encodings, origins. */
import fc from 'fast-check';
import {CHANGING, STABLE} from './changing-folder.js';

export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** When the client disconnects: before the answer, after its head, or never. */
  readonly leaves: 'never' | 'at once' | 'after the head';
  /** Whether to send the ETag that came last for this path, in the header of this name. */
  readonly etagIn?: 'If-None-Match' | 'If-Match' | 'If-Range';
}

const STABLE_PATHS = Object.keys(STABLE);

const filePath = fc.oneof(
  {weight: 3, arbitrary: fc.constantFrom(...STABLE_PATHS)},
  {weight: 8, arbitrary: fc.constantFrom(...CHANGING).map(name => `/${name}`)},
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '/',
      '/sub',
      '/sub/',
      '/stable',
      '/a.txt.br',
      '/c.js.gz',
      '/b',
      '/stable.txt/',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '/../outside/canary.txt',
      '/..%2foutside%2fcanary.txt',
      '/%2e%2e/outside/canary.txt',
      '/sub/../../outside/canary.txt',
      '/..%5coutside%5ccanary.txt',
      '//outside/canary.txt',
      '/.env',
      '/%2eenv',
      '/%',
      '/%00',
      '/a.txt%00.html',
      '/%ff',
      'http://evil.example/a.txt',
      '*',
      `/${'x'.repeat(300)}`,
      `/${'a/'.repeat(200)}`,
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .array(
        fc.constantFrom('..', '.', '/', '%2e', '%2f', '\\', 'sub', 'outside', 'canary.txt', '%00', '?', ':'),
        {
          maxLength: 12,
        },
      )
      .map(parts => `/${parts.join('')}`),
  },
  {weight: 1, arbitrary: fc.stringMatching(/^\/[!-~]{0,40}$/)},
);

const brokerPath = fc.constantFrom(
  '/rtc',
  '/rtc/',
  '/rtc?x',
  '/rtc/peerjs',
  '/rtc/peerjs/id',
  '/rtc/peerjs/peers',
  '/rtc/ice',
  '/rtc/ice?id=alice&token=t',
  '/rtc/ice?id=%3Cscript%3E',
  '/rtc/ice?id=%ff',
  '/rtc/health',
  '/rtc/health/live',
  '/rtc/metrics',
  '/rtc/rtc-call.js',
  '/rtc/rtc-call.js?x=y',
  '/rtc/third-party-licenses.txt',
  '/rtc/chunks/',
  '/rtc/../../outside/canary.txt',
  '/rtc/..%2f..%2fpackage.json',
  '/rtc/chunks/..%2f..%2findex.js',
  '/rtc/__proto__',
  '/rtc/%',
);

const offset = fc.oneof(fc.integer({min: 0, max: 50_000}), fc.constantFrom('', 0, 5, 2, -1, 1e20, 'x'));
const range = fc.oneof(
  {weight: 6, arbitrary: fc.tuple(offset, offset).map(([from, to]) => `bytes=${from}-${to}`)},
  {
    weight: 2,
    arbitrary: fc
      .array(fc.tuple(offset, offset), {maxLength: 30})
      .map(ranges => `bytes=${ranges.map(([from, to]) => `${from}-${to}`).join(',')}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('bytes=', 'bytes', 'lines=1-2', 'bytes=--', ' bytes=0-0', 'bytes=0-0,'),
  },
);
const date = fc.oneof(
  fc.date({noInvalidDate: true}).map(when => when.toUTCString()),
  fc.constantFrom('yesterday', new Date(0).toUTCString(), new Date(4e12).toUTCString()),
);
const etag = fc.constantFrom('*', '"x"', 'W/"x"', '"', 'W/', '"a", "b"', ',,,');
const encoding = fc.oneof(
  {weight: 3, arbitrary: fc.constantFrom('br, gzip', 'gzip, deflate, br, zstd', 'gzip', 'br', '*')},
  {
    weight: 2,
    arbitrary: fc.constantFrom('identity;q=0', 'br;q=0.1, gzip;q=0.2', '*;q=0', 'br;q=x', ';', 'gzip;q'),
  },
  {weight: 1, arbitrary: fc.stringMatching(/^[a-z*;=., 0-9-]{0,30}$/)},
);
const origin = fc.constantFrom(
  'null',
  'https://evil.example',
  'http://localhost:1',
  'HTTPS://X',
  'nonsense',
  '',
);

/** Present in one of `often` requests. */
const sometimes = <T>(often: number, value: fc.Arbitrary<T>) =>
  fc.oneof({weight: often - 1, arbitrary: fc.constant(undefined)}, {weight: 1, arbitrary: value});

const headers = fc
  .record({
    Range: sometimes(2, range),
    'If-None-Match': sometimes(8, etag),
    'If-Match': sometimes(12, etag),
    'If-Range': sometimes(8, fc.oneof(etag, date)),
    'If-Modified-Since': sometimes(8, date),
    'If-Unmodified-Since': sometimes(12, date),
    'Accept-Encoding': sometimes(2, encoding),
    Origin: sometimes(4, origin),
    Authorization: sometimes(4, fc.constantFrom('Bearer fuzz', 'Bearer', 'Basic x')),
    'X-Forwarded-For': sometimes(8, fc.constantFrom('1.2.3.4', 'nonsense, ::1', ',,')),
    Host: sometimes(10, fc.constantFrom('evil.example', '[', '')),
    Connection: sometimes(6, fc.constant('close')),
    Upgrade: sometimes(20, fc.constantFrom('websocket', 'h2c')),
    'Access-Control-Request-Method': sometimes(12, fc.constantFrom('GET', 'DELETE')),
  })
  .map(
    all =>
      Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Record<
        string,
        string
      >,
  );

export const httpRequest: fc.Arbitrary<FuzzRequest> = fc.record(
  {
    method: fc.oneof(
      {weight: 12, arbitrary: fc.constant('GET')},
      {weight: 3, arbitrary: fc.constant('HEAD')},
      {weight: 2, arbitrary: fc.constantFrom('OPTIONS', 'POST', 'PUT', 'DELETE', 'TRACE')},
    ),
    path: fc.oneof({weight: 3, arbitrary: filePath}, {weight: 1, arbitrary: brokerPath}),
    headers,
    leaves: fc.oneof(
      {weight: 18, arbitrary: fc.constant('never' as const)},
      fc.constantFrom('at once' as const, 'after the head' as const),
    ),
    etagIn: sometimes(4, fc.constantFrom('If-None-Match' as const, 'If-Match' as const, 'If-Range' as const)),
  },
  {requiredKeys: ['method', 'path', 'headers', 'leaves']},
);
