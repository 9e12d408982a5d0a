import {expect, test} from 'vitest';
import {parseRedisUrl} from './redis-url.js';

const none = {isTls: false, username: undefined, password: undefined, database: 0, master: undefined};
const at = (host: string, port = 6_379) => ({host, port});

test.each([
  ['redis://localhost', {...none, hosts: [at('localhost')]}],
  ['rediss://r.example:6380/2', {...none, isTls: true, hosts: [at('r.example', 6_380)], database: 2}],
  ['redis://:p%40ss@h', {...none, password: 'p@ss', hosts: [at('h')]}],
  ['redis://me:a:b@h', {...none, username: 'me', password: 'a:b', hosts: [at('h')]}],
  ['redis://[::1]:7,b', {...none, hosts: [at('::1', 7), at('b')]}],
  ['redis-sentinel://s1,s2:1/main', {...none, hosts: [at('s1', 26_379), at('s2', 1)], master: 'main'}],
  [
    'rediss-sentinel://s1/main/3',
    {...none, isTls: true, hosts: [at('s1', 26_379)], master: 'main', database: 3},
  ],
])('%s', (url, address) => {
  expect(parseRedisUrl(url)).toEqual(address);
});

test.each([
  '',
  'localhost:6379',
  'http://localhost',
  'redis:/localhost',
  'redis//localhost',
  'rediss:localhost',
  'redis://',
  'redis://host:port',
  'redis://host:0',
  'redis://host:65536',
  'redis://host/main',
  'redis://host/1/2',
  'redis://host?db=1',
  'redis://a b',
  'redis-sentinel://host',
  'redis-sentinel://host/',
])('not a URL of a Redis: %j', url => {
  expect(parseRedisUrl(url)).toBeUndefined();
});
