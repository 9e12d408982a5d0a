import {STATUS_CODES, type ServerResponse} from 'node:http';
import type {Duplex} from 'node:stream';
import {describeRefusal, REFUSALS, type RefusalCode} from './refusals.js';

const HEADERS = {'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store'};

export function sendJson(res: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  res.writeHead(status, {...HEADERS, 'Content-Length': Buffer.byteLength(text)});
  res.end(res.req.method === 'HEAD' ? undefined : text);
}

/** Which credentials to send (RFC 9110 §11.6.1), and when to try again, in seconds (§10.2.3). */
const extraHeaders = (status: number): Record<string, string> => {
  if (status === 401) return {'WWW-Authenticate': 'Bearer'};
  return status === 429 || status === 503 ? {'Retry-After': '2'} : {};
};

/**
 * Lets the page that sent the request read the response. Every page may read a refusal, which tells it nothing new;
 * only pages of allowed origins may read anything else.
 */
export function allowReading(res: ServerResponse): void {
  const {origin} = res.req.headers;
  res.setHeader('Vary', 'Origin');
  if (origin === undefined) return;
  res.setHeader('Access-Control-Allow-Origin', origin);
  res.setHeader('Access-Control-Expose-Headers', 'Retry-After');
}

/** Refuses a request. If the response has already started, ends the connection instead. */
export function refuseRequest(res: ServerResponse, code: RefusalCode): void {
  if (res.headersSent) return void res.destroy();
  const {status} = REFUSALS[code];
  for (const [name, value] of Object.entries(extraHeaders(status))) res.setHeader(name, value);
  allowReading(res);
  sendJson(res, status, describeRefusal(code, res.req.headers.origin));
}

/** Refuses an upgrade, or bytes that are not a request, with an HTTP response, and closes the connection. */
export function refuseUpgrade(socket: Duplex, code: RefusalCode, origin?: string): void {
  const {status} = REFUSALS[code];
  const body = JSON.stringify(describeRefusal(code, origin));
  const headers = {
    ...HEADERS,
    ...extraHeaders(status),
    Connection: 'close',
    'Content-Length': Buffer.byteLength(body),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.once('finish', () => socket.destroy());
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'));
}
