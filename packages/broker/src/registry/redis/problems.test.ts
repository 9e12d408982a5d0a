/** What an operator reads when Redis can't be used: a code, a sentence and what to do. */
import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {createBroker} from '../../broker.js';
import {createLog} from '../../log.js';
import type {BrokerOptions} from '../../options/options.js';
import {OptionsError} from '../../options/read-options.js';
import {CLOCKS_DISAGREE, REDIS_PROBLEMS, type RedisProblemCode} from '../../redis-problems.js';
import {connect, dial, refusalOf, until} from '../../testing/client.js';
import {healthOf, untilJoined} from '../../testing/cluster.js';
import {freePort} from '../../testing/daemons.js';
import {startRedis} from '../../testing/redis.js';
import {startBroker} from '../../testing/servers.js';
import {isClientInstalled} from './connection.js';

interface Line {
  readonly code?: string;
  readonly hint?: string;
  readonly msg: string;
}

async function start(options: BrokerOptions) {
  const lines: string[] = [];
  const logger = createLog('debug', {write: line => void lines.push(line)});
  const {url} = await startBroker(options, {logger});
  const problem = async (code: RedisProblemCode) => {
    await until(async () => (await healthOf(url)).cluster.problem === code);
    expect(await refusalOf(dial(url))).toEqual({status: 503, code: 'registry-unavailable'});
    const line = lines.map(line => JSON.parse(line) as Line).find(line => line.code === code)!;
    expect(line.hint).toBe(REDIS_PROBLEMS[code].hint);
    return line;
  };
  return {url, lines, problem};
}

test('Redis is not there when the broker starts: it says so, waits, and is ready when Redis is', async () => {
  const redis = await startRedis();
  await redis.stop();
  const {url, lines, problem} = await start({redis: redis.url});
  expect(await problem('redis-unreachable')).toMatchObject({
    msg: 'Redis can’t be reached: ECONNREFUSED.',
    hint: expect.stringContaining('option redis') as unknown,
  });
  await redis.start();
  await untilJoined([url]);
  await connect(url);
  // Once, however often it tried.
  expect(lines.filter(line => line.includes('redis-unreachable'))).toHaveLength(1);
  expect(lines.filter(line => line.includes('Redis is back'))).toHaveLength(1);
});

test('a host name that does not exist', async () => {
  const {problem} = await start({redis: 'redis://nowhere.invalid'});
  expect((await problem('redis-unreachable')).msg).toMatch(/ENOTFOUND|EAI_AGAIN/);
});

describe('a password', () => {
  const requirepass = ['--requirepass', 'the right one'];

  test.each([
    ['wrong', 'redis://:the%20wrong%20one@'],
    ['missing', 'redis://'],
  ])('that is %s is reported, and in no log', async (_, scheme) => {
    const redis = await startRedis(requirepass, 'the right one');
    const {lines, problem} = await start({redis: redis.url.replace('redis://', scheme)});
    await problem('redis-wrong-password');
    expect(lines.join()).not.toMatch(/the.{1,3}wrong/);
  });

  test('of a user that does not exist', async () => {
    const redis = await startRedis();
    const {problem} = await start({redis: redis.url.replace('redis://', 'redis://nobody:secret@')});
    await problem('redis-wrong-password');
  });

  test.each([
    ['in the URL', 'redis://:the%20right%20one@', undefined],
    ['as an option of its own', 'redis://', 'the right one'],
  ])('%s', async (_, scheme, redisPassword) => {
    const redis = await startRedis(requirepass, 'the right one');
    const {url, lines} = await start({redis: redis.url.replace('redis://', scheme), redisPassword});
    await untilJoined([url]);
    expect(lines.join()).not.toMatch(/the.{1,3}right/);
  });
});

test('a user that may do too little, and one that may do what the hint says', async () => {
  const redis = await startRedis();
  await redis.ask('ACL', 'SETUSER', 'broker', 'on', '>secret', '+@all', '-@scripting', '~*', '&*');
  const {url, problem} = await start({redis: redis.url.replace('redis://', 'redis://broker:secret@')});
  const {hint = ''} = await problem('redis-no-permission');
  const rules = /SETUSER … (.*) allows/.exec(hint)?.[1]?.split(' ') ?? [];
  await redis.ask('ACL', 'SETUSER', 'broker', 'reset', 'on', '>secret', ...rules);
  await untilJoined([url]);
  const [ada, bob] = [await connect(url), await connect(url)];
  ada.enter('r');
  await ada.nextFromBroker('room');
  bob.offer(ada.id);
  await ada.next('OFFER');
});

test('a Redis that is too old', async () => {
  const port = await freePort();
  const server = createServer(socket => {
    socket.on('error', () => {});
    socket.on('data', data => {
      const info = 'redis_version:6.2.14\r\nrole:master\r\n';
      for (const command of data.toString().split('*').slice(1))
        socket.write(
          /INFO/.test(command) && !/SETINFO/.test(command) ? `$${info.length}\r\n${info}\r\n` : '+OK\r\n',
        );
    });
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const {problem} = await start({redis: `redis://127.0.0.1:${port}`});
  expect(await problem('redis-too-old')).toMatchObject({msg: 'This Redis is too old: 6.2.14.'});
});

test('a Redis that drops keys', async () => {
  const redis = await startRedis(['--maxmemory', '100mb', '--maxmemory-policy', 'allkeys-lru']);
  const {problem} = await start({redis: redis.url});
  expect((await problem('redis-evicts-keys')).msg).toContain('allkeys-lru');
  await redis.ask('CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
});

test('clocks that disagree are reported once, by how much, and keep nobody away', async () => {
  const redis = await startRedis();
  vi.useFakeTimers({toFake: ['Date'], now: Date.now() - 60_000});
  onTestFinished(() => void vi.useRealTimers());
  const {url, lines} = await start({redis: redis.url});
  await untilJoined([url]);
  await connect(url);
  const warnings = lines
    .map(line => JSON.parse(line) as Line & {seconds?: number})
    .filter(({code}) => code === CLOCKS_DISAGREE.code);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatchObject({hint: CLOCKS_DISAGREE.hint, msg: CLOCKS_DISAGREE.sentence});
  expect(warnings[0]?.seconds).toBeGreaterThan(-62);
  expect(warnings[0]?.seconds).toBeLessThan(-58);
});

test('brokers of another release that can’t share: both releases are named', async () => {
  const redis = await startRedis();
  const run = /run_id:(\w+)/.exec((await redis.ask('INFO', 'server')) as string)?.[1] ?? '';
  await redis.ask('HSET', '{rtc}:meta', 'run', run, 'born', '0', 'format', '0', 'release', '0.1.0');
  await redis.ask('ZADD', '{rtc}:nodes', String(Date.now() + 60_000), 'theirs');
  const {url, problem} = await start({redis: redis.url});
  expect((await problem('redis-other-release')).msg).toMatch(/theirs is 0\.1\.0, this one is \d+\.\d+\.\d+/);
  // When they have stopped, it takes over.
  await redis.ask('DEL', '{rtc}:nodes');
  await untilJoined([url]);
});

test('a replica', async () => {
  const master = await startRedis();
  const replica = await startRedis(['--replicaof', '127.0.0.1', String(master.port)]);
  const {url, problem} = await start({redis: replica.url});
  await problem('redis-no-master');
  await replica.ask('REPLICAOF', 'NO', 'ONE');
  await untilJoined([url]);
});

test.each(['localhost:6379', 'redis:/h', 'http://h', 'redis://user:hunter2@h:port'])(
  'a misspelt URL does not start a broker, and is not repeated: %s',
  redis => {
    const error = (() => {
      try {
        return createBroker({redis});
      } catch (caught) {
        return caught;
      }
    })();
    expect(error).toBeInstanceOf(OptionsError);
    expect((error as OptionsError).code).toBe('bad-options');
    expect((error as OptionsError).mistakes).toEqual([
      'redis: expected redis://host:port, rediss://host:port or redis-sentinel://host:port/master',
    ]);
  },
);

test('the optional package is found, or said to be missing', () => {
  expect(isClientInstalled()).toBe(true);
  const missing = (): never => {
    throw new Error('Cannot find module');
  };
  expect(isClientInstalled(missing)).toBe(false);
});

test('docs/cluster.md lists every problem', async () => {
  const page = await readFile(new URL('../../../../../docs/cluster.md', import.meta.url), 'utf8');
  const listed = page.match(/<!-- problems.*?-->(.*)<!-- \/problems -->/s)?.[1] ?? '';
  const rows = [...listed.matchAll(/^\| `([\w-]+)` +\| (.*?) +\|$/gm)].map(([, code, meaning]) => [
    code,
    meaning,
  ]);
  expect(rows).toEqual(Object.entries(REDIS_PROBLEMS).map(([code, {sentence}]) => [code, sentence]));
});
