import type {IncomingMessage} from 'node:http';
import type {Socket} from 'node:net';
import {describe, expect, test} from 'vitest';
import {createClientReader, createConnectionReader} from './client-address.js';

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
  ['a proxy on a Unix socket that nobody trusts', PROXIES, undefined, '203.0.113.9', 'unix'],
  ['a proxy on a Unix socket that is trusted', ['unix'], undefined, '203.0.113.9', '203.0.113.9'],
  [
    'a trusted Unix socket behind another proxy',
    ['unix', '10.0.0.0/8'],
    undefined,
    '1.2.3.4, 203.0.113.9, 10.1.2.3',
    '203.0.113.9',
  ],
  ['a trusted Unix socket without a header', ['unix'], undefined, '', 'unix'],
  ['a client that calls itself unix', ['unix', '127.0.0.1'], '127.0.0.1', '1.2.3.4, unix', '127.0.0.1'],
  ['a client over TCP, though Unix sockets are trusted', ['unix'], '127.0.0.1', '203.0.113.9', '127.0.0.1'],
  ['IPv6 behind the proxy', PROXIES, '::1', '2001:db8::1', '2001:db8::1'],
])('%s', (_name, trusted, remote, forwarded, address) => {
  test(`the client is ${address}`, () => {
    const headers: Record<string, string> = forwarded ? {'x-forwarded-for': forwarded} : {};
    expect(createClientReader(trusted)(request(remote, headers)).address).toBe(address);
  });
});

test('uses the X-Forwarded-Host of a trusted proxy', () => {
  const headers = {'x-forwarded-host': 'calls.example.com'};
  expect(createClientReader(PROXIES)(request('127.0.0.1', headers)).host).toBe('calls.example.com');
  expect(createClientReader([])(request('127.0.0.1', headers)).host).toBe('broker:9000');
});

test('limits all addresses of an IPv6 /64 as one', () => {
  const read = createClientReader([]);
  const keys = ['2001:db8:1:2::1', '2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:3::1', '192.0.2.7'].map(
    address => read(request(address)).key,
  );
  expect(keys).toEqual(['2001:db8:1:2::/64', '2001:db8:1:2::/64', '2001:db8:1:3::/64', '192.0.2.7']);
});

test('reports an untrusted proxy, but only if it sends X-Forwarded-For', () => {
  const forwarded = {'x-forwarded-for': '203.0.113.9'};
  const read = createClientReader(['10.0.0.0/8']);
  expect(read(request('::ffff:127.0.0.1', forwarded)).untrustedProxy).toBe('127.0.0.1');
  expect(read(request('10.1.2.3', forwarded)).untrustedProxy).toBeUndefined();
  expect(read(request('127.0.0.1')).untrustedProxy).toBeUndefined();
});

test('all connections over a Unix socket count as one client unless it is trusted, and as a proxy that can be reported', () => {
  const forwarded = {'x-forwarded-for': '203.0.113.9'};
  expect(createClientReader([])(request(undefined))).toMatchObject({key: 'unix', untrustedProxy: undefined});
  expect(createClientReader([])(request(undefined, forwarded)).untrustedProxy).toBe('unix');
  expect(createClientReader(['unix'])(request(undefined, forwarded)).untrustedProxy).toBeUndefined();
  const connection = {remoteAddress: undefined} as unknown as Socket;
  expect(createConnectionReader([])(connection)).toBe('unix');
  expect(createConnectionReader(['unix'])(connection)).toBeUndefined();
});
