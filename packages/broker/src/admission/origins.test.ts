import {describe, expect, test} from 'vitest';
import {isOriginAllowed} from './origins.js';

const HOST = 'calls.example.com';

describe.each([
  // origin, host, list, allowed
  ['https://calls.example.com', HOST, [], true],
  ['https://calls.example.com', `${HOST}:443`, [], true],
  ['http://calls.example.com', `${HOST}:80`, [], true],
  ['https://calls.example.com:8443', `${HOST}:8443`, [], true],
  ['https://calls.example.com:8443', HOST, [], false],
  ['https://evil.example', HOST, [], false],
  ['https://calls.example.com.evil.example', HOST, [], false],
  ['https://page.example', HOST, ['https://page.example'], true],
  ['http://page.example', HOST, ['https://page.example'], false],
  ['HTTPS://Page.Example:443', HOST, ['https://page.example'], true],
  ['https://page.example:444', HOST, ['https://page.example'], false],
  ['HTTPS://CALLS.example.com', HOST, [], true],
  ['https://evil.example', HOST, ['*'], true],
  ['null', HOST, [], false],
  ['null', HOST, ['*'], true],
  ['not an origin', HOST, [], false],
  ['https://evil.example', '', [], false],
  // A browser always sends one; who sends none could send any.
  [undefined, HOST, [], true],
  // Development: any port of this machine, and nobody else.
  ['http://localhost:5173', 'localhost:9000', [], true],
  ['http://127.0.0.1:5173', 'localhost:9000', [], true],
  ['http://app.localhost:5173', '[::1]:9000', [], true],
  ['https://evil.example', 'localhost:9000', [], false],
  ['http://localhost.evil.example', 'localhost:9000', [], false],
  ['http://localhost:5173', HOST, [], false],
])('a page on %s, a broker addressed as %s, a list of %j', (origin, host, list, allowed) => {
  test(allowed ? 'may connect' : 'is refused', () => {
    expect(isOriginAllowed(origin, {host, isSecure: false}, list)).toBe(allowed);
  });
});

describe('a broker reached over TLS', () => {
  const isAllowed = (origin: string, host: string, list: string[] = []) =>
    isOriginAllowed(origin, {host, isSecure: true}, list);

  test('has a different origin from a page on the same host without TLS', () => {
    expect(isAllowed('https://calls.example.com', HOST)).toBe(true);
    expect(isAllowed('http://calls.example.com', HOST)).toBe(false);
    expect(isAllowed('http://calls.example.com', HOST, ['http://calls.example.com'])).toBe(true);
  });

  test('allows pages without TLS on localhost', () => {
    expect(isAllowed('http://localhost:5173', 'localhost:9000')).toBe(true);
  });
});
