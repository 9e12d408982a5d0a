import {expect, test} from 'vitest';
import {canonicalOrigin, isLoopback, isLoopbackHost} from './origin.js';

test.each([
  ['https://example.com', 'https://example.com'],
  ['https://example.com/', 'https://example.com'],
  ['HTTPS://Example.COM:443', 'https://example.com'],
  ['http://example.com:80', 'http://example.com'],
  ['http://example.com:443', 'http://example.com:443'],
  ['https://bücher.example', 'https://xn--bcher-kva.example'],
  ['http://[0:0:0:0:0:0:0:1]:9000', 'http://[::1]:9000'],
  ['https://example.com/page', undefined],
  ['https://example.com?query', undefined],
  ['https://user@example.com', undefined],
  ['ftp://example.com', undefined],
  ['example.com', undefined],
  ['null', undefined],
  ['', undefined],
])('the canonical form of %s is %s', (origin, spelling) => {
  expect(canonicalOrigin(origin)).toBe(spelling);
});

test('recognizes the names of this machine, and no others', () => {
  for (const host of ['localhost', 'LOCALHOST:1', 'app.localhost', '127.0.0.1', '127.1', '[::1]:9000'])
    expect(isLoopback(`http://${host}`)).toBe(true);
  for (const host of ['localhost.evil.example', '127.0.0.1.evil.example', '[', 'undefined', '10.0.0.1'])
    expect(isLoopback(`http://${host}`)).toBe(false);
});

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['::1', true],
  ['[::1]', true],
  ['::ffff:127.0.0.1', true],
  ['::', false],
  ['0.0.0.0', false],
  ['fe80::1%eth0', false],
  ['::ffff:10.0.0.1', false],
  ['', false],
])('host %s: is it of this machine only? %s', (host, isOwn) => {
  expect(isLoopbackHost(host)).toBe(isOwn);
});
