import type {IncomingMessage} from 'node:http';
import {describe, expect, test} from 'vitest';
import {createClientReader} from './client-address.js';

const request = (remoteAddress: string | undefined, headers: Record<string, string> = {}) =>
  ({socket: {remoteAddress}, headers: {host: 'broker:9000', ...headers}}) as unknown as IncomingMessage;

const PROXIES = ['127.0.0.1', '10.0.0.0/8', '::1'];

describe.each([
  // trusted, remote address, X-Forwarded-For, the client
  ['nobody is trusted', [], '198.51.100.1', '203.0.113.9', '198.51.100.1'],
  ['the proxy is trusted', PROXIES, '127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['over an IPv6 socket', PROXIES, '::ffff:127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['two proxies', PROXIES, '127.0.0.1', '203.0.113.9, 10.1.2.3', '203.0.113.9'],
  ['a client that makes up a hop', PROXIES, '127.0.0.1', '1.2.3.4, 203.0.113.9', '203.0.113.9'],
  ['a client that goes around the proxy', PROXIES, '198.51.100.1', '1.2.3.4', '198.51.100.1'],
  ['a header of nonsense', PROXIES, '127.0.0.1', 'unknown', '127.0.0.1'],
  ['only proxies', PROXIES, '127.0.0.1', '10.1.2.3', '10.1.2.3'],
  ['no header', PROXIES, '127.0.0.1', '', '127.0.0.1'],
  ['IPv6 behind the proxy', PROXIES, '::1', '2001:db8::1', '2001:db8::1'],
])('%s', (_name, trusted, remote, forwarded, address) => {
  test(`the client is ${address}`, () => {
    const headers: Record<string, string> = forwarded ? {'x-forwarded-for': forwarded} : {};
    expect(createClientReader(trusted)(request(remote, headers)).address).toBe(address);
  });
});

test('the host that the proxy was asked for counts, when the proxy is trusted', () => {
  const headers = {'x-forwarded-host': 'calls.example.com'};
  expect(createClientReader(PROXIES)(request('127.0.0.1', headers)).host).toBe('calls.example.com');
  expect(createClientReader([])(request('127.0.0.1', headers)).host).toBe('broker:9000');
});

test('all addresses of an IPv6 customer are limited as one', () => {
  const read = createClientReader([]);
  const keys = ['2001:db8:1:2::1', '2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:3::1', '192.0.2.7'].map(
    address => read(request(address)).key,
  );
  expect(keys).toEqual(['2001:db8:1:2::/64', '2001:db8:1:2::/64', '2001:db8:1:3::/64', '192.0.2.7']);
});

test('a proxy that is not trusted is named, and only when it says whom it speaks for', () => {
  const forwarded = {'x-forwarded-for': '203.0.113.9'};
  const read = createClientReader(['10.0.0.0/8']);
  expect(read(request('::ffff:127.0.0.1', forwarded)).untrustedProxy).toBe('127.0.0.1');
  expect(read(request('10.1.2.3', forwarded)).untrustedProxy).toBeUndefined();
  expect(read(request('127.0.0.1')).untrustedProxy).toBeUndefined();
});
