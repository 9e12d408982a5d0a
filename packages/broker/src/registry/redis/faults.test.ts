/** What one broker makes of a Redis that refuses, that others write to, or that never answers. */
import {once} from 'node:events';
import {connect as connectTcp, createServer, type Socket} from 'node:net';
import {expect, onTestFinished, test} from 'vitest';
import {Clock} from '../../clock.js';
import {createLog} from '../../log.js';
import {parseRedisUrl} from '../../redis-url.js';
import {connect, until} from '../../testing/client.js';
import {expectReaches, healthOf, join, startCluster, untilJoined} from '../../testing/cluster.js';
import {shareRedis, startRedis} from '../../testing/redis.js';
import {describeRestoredDoor} from '../../testing/restored-door-contract.js';
import {startBroker} from '../../testing/servers.js';
import type {Holding, RegistryEvent} from '../registry.js';
import {createRedisRegistry} from './redis-registry.js';
import {FORMAT, readScripts} from './scripts.js';

const redis = shareRedis();
const limits = {
  graceMs: 20_000,
  rooms: 10_000,
  roomMembers: 10,
  roomsPerPeer: 10,
  roomKnocks: 2,
  electsHosts: false,
};

/** A registry without the layer that makes it reliable. */
async function openRegistry(prefix: string, {url} = redis()) {
  const events: RegistryEvent[] = [];
  const clock = new Clock();
  const registry = createRedisRegistry({
    address: parseRedisUrl(url)!,
    prefix,
    limits,
    keepMs: 5_000,
    release: 'test',
    clock,
    log: createLog('silent'),
  });
  registry.subscribe({onEvent: event => void events.push(event), deliver: () => ({status: 'absent'})});
  onTestFinished(async () => {
    await registry.close();
    clock.close();
  });
  await until(() => registry.isReady());
  await registry.renew({holdings: [], rooms: []});
  return {registry, events};
}

/** The brokers that are alive, as Redis knows them. */
const nodes = async (prefix: string) =>
  (await redis().ask('ZRANGE', `{${prefix}}:nodes`, '0', '-1')) as string[];

const held = (id: string, more: object = {}): Holding => ({
  id,
  lease: 7,
  owner: `owner of ${id}`,
  session: 's',
  suspension: undefined,
  places: [],
  ...more,
});

let doors = 0;
describeRestoredDoor('in Redis', async () => {
  const prefix = `door-${(doors += 1)}`;
  return async () => {
    const {registry} = await openRegistry(prefix);
    await registry.restore([], true);
    return registry;
  };
});

test('what can not be restored costs one id, and half a character nothing', async () => {
  const {registry} = await openRegistry('restore');
  const holdings = [
    held('ada', {session: '\ud800'}),
    held('bob', {places: 5}),
    held('cyd', {
      places: [
        {
          room: 'r',
          member: {id: 'cyd', name: '\udc00', stage: 'in', session: '\ud800', seq: 1, away: false},
        },
      ],
    }),
  ];
  expect(await registry.restore(holdings, true)).toEqual([{id: 'bob', lease: 7, reason: 'expired'}]);
  expect(await redis().ask('HGET', '{restore}:id:ada', 's')).toBe('\ufffd');
  expect((await registry.view('r')).members).toMatchObject([{id: 'cyd', name: '\ufffd'}]);
});

test('whoever has a message for somebody who is restored is told', async () => {
  const [from, to] = [await openRegistry('waiting'), await openRegistry('waiting')];
  await from.registry.restore([], true);
  const message = {type: 'OFFER', src: 'ada', dst: 'bob'} as const;
  expect(await from.registry.forward(message, 1_000)).toMatchObject({status: 'absent'});
  await to.registry.restore([held('bob'), held('cyd', {suspension: 'lost'})], true);
  await until(() => from.events.length > 0);
  expect(from.events).toEqual([{type: 'reachable', id: 'bob'}]);
});

test('a broker that returns while others suspend what it held has all of it again', async () => {
  const other = await openRegistry('return');
  await other.registry.restore([], true);
  const [by = ''] = await nodes('return');
  const {registry} = await openRegistry('return');
  const holdings = Array.from({length: 450}, (_, index) => held(`id${index}`));
  await registry.restore(holdings.slice(0, 250), false);
  await registry.restore(holdings.slice(250), true);
  const node = (await nodes('return')).find(name => name !== by) ?? '';
  const sweep = () =>
    redis().ask('EVALSHA', readScripts().sweep.digest, '1', '{return}:', '9e15', by, '20000 10 0', '200');
  await redis().ask('ZADD', '{return}:nodes', '1', node);
  expect(await sweep()).toBe(0);
  expect((await registry.renew({holdings: [], rooms: []})).isKnown).toBe(false);
  expect(await registry.restore(holdings.slice(0, 250), false)).toEqual([]);
  expect(await registry.restore(holdings.slice(250), true)).toEqual([]);
  expect(await sweep()).not.toBe(0);
  expect(await redis().ask('SCARD', `{return}:node:${node}`)).toBe(450);
  // Without its return, all of them are suspended in the end, and so they are when it closes.
  await redis().ask('ZADD', '{return}:nodes', '1', node);
  while ((await sweep()) === 0);
  expect(await redis().ask('SCARD', `{return}:node:${node}`)).toBe(0);
  expect(await redis().ask('SMEMBERS', '{return}:dying')).toEqual([]);
  await registry.restore(holdings, true);
  await registry.close();
  expect(await redis().ask('SCARD', `{return}:node:${node}`)).toBe(0);
  expect(await redis().ask('ZCARD', '{return}:grace')).toBe(450);
});

test('a new broker that finds an old state, or an empty Redis that has just started, waits for the others', async () => {
  await redis().ask('HSET', '{old}:meta', 'run', '0', 'born', '1', 'format', FORMAT, 'release', 'test');
  await redis().ask('ZADD', '{old}:nodes', '1', 'gone');
  const old = await openRegistry('old');
  await old.registry.restore([], true);
  await expect(old.registry.claim('ada', 'a thief')).rejects.toMatchObject({code: 'redis-restoring'});
  expect(await redis().ask('SMEMBERS', '{old}:expected')).toEqual(['gone']);

  const young = await startRedis();
  await young.restart();
  const {registry} = await openRegistry('young', young);
  await registry.restore([], true);
  await expect(registry.claim('ada', 'a thief')).rejects.toMatchObject({code: 'redis-restoring'});
  await until(async () => (await young.ask('EXISTS', '{young}:fresh')) === 0);
  expect(await registry.claim('ada', 'hers')).toMatchObject({status: 'new'});
});

test('a new broker beside a Redis that was flushed gives no id away that a live one holds', async () => {
  const {url} = await startBroker({redis: redis().url, redisPrefix: 'flushed'});
  await untilJoined([url]);
  const ada = await connect(url, {id: 'ada'});
  await redis().ask('FLUSHALL');
  const {registry} = await openRegistry('flushed');
  await registry.restore([], true);
  const steal = async () => {
    const {status} = await registry.claim('ada', 'a thief').catch(() => ({status: 'refused'}));
    expect(status).not.toBe('new');
    return status;
  };
  await until(async () => (await steal()) === 'taken');
  await ada.settled();
});

test('notes that no broker has sent are dropped, and logged once without their text', async () => {
  const lines: string[] = [];
  const logger = createLog('debug', {write: line => void lines.push(line)});
  const {url} = await startBroker({redis: redis().url, redisPrefix: 'notes'}, {logger});
  await untilJoined([url]);
  const ada = await join(url, 'r', {id: 'ada'});
  const [node] = await nodes('notes');
  for (const note of ['secret', '5', 'null', '{}', '{"event":null}', '{"until":9e15,"message":null}'])
    for (const channel of [`{notes}:to:${node}`, '{notes}:room:r'])
      await redis().ask('PUBLISH', channel, note);
  await until(() => lines.some(line => line.includes('a note that came over Redis')));
  await ada.settled();
  ada.enter('other');
  await ada.nextFromBroker('room');
  expect(lines.filter(line => line.includes('a note that came over Redis'))).toHaveLength(1);
  expect(lines.join()).not.toContain('secret');
});

test('a full Redis is reported, once, and when it has room again', async () => {
  const lines: string[] = [];
  const logger = createLog('debug', {write: line => void lines.push(line)});
  const {url} = await startBroker({redis: redis().url, redisPrefix: 'full'}, {logger});
  await untilJoined([url]);
  await redis().ask('CONFIG', 'SET', 'maxmemory', '1');
  await until(async () => (await healthOf(url)).cluster.problem === 'redis-full');
  await redis().ask('CONFIG', 'SET', 'maxmemory', '0');
  await untilJoined([url]);
  expect(lines.filter(line => line.includes('"redis-full"'))).toHaveLength(1);
  await connect(url);
});

test('a Redis whose scripts were flushed: the broker loads them again', async () => {
  const {urls} = await startCluster(redis().url, 2);
  const [ada, bob] = [await connect(urls[0]), await connect(urls[1])];
  await redis().ask('SCRIPT', 'FLUSH');
  await until(async () => !(await isUp(urls[0])) || !(await isUp(urls[1])));
  await untilJoined(urls);
  await expectReaches(ada, bob, 'mc_after');
});

const isUp = async (url: string): Promise<boolean> => (await healthOf(url)).cluster.problem === undefined;

test('a subscription that has gone deaf is made anew, although commands are answered', async () => {
  const ways: Socket[] = [];
  const server = createServer(socket => {
    const way = connectTcp(redis().port, '127.0.0.1');
    ways.push(way);
    for (const end of [socket, way])
      end.on('error', () => {}).on('close', () => (socket.destroy(), way.destroy()));
    socket.pipe(way).pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const {port} = server.address() as {port: number};
  const {url} = await startBroker({redis: `redis://127.0.0.1:${port}`, redisPrefix: 'deaf'});
  await untilJoined([url]);
  expect(ways).toHaveLength(2);
  ways[1]!.unpipe().pause();
  await until(() => ways.length === 4);
  await untilJoined([url]);
  expect(ways[1]!.destroyed).toBe(true);
});

test('a Redis that never answers is not kept waiting by a broker that has closed', async () => {
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    socket.resume();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const {port} = server.address() as {port: number};
  const {broker, url} = await startBroker({redis: `redis://127.0.0.1:${port}`});
  await until(() => sockets.size > 0);
  // An attempt that was given up is closed before the next one.
  let most = 0;
  await until(async () => {
    most = Math.max(most, sockets.size);
    return (await healthOf(url)).cluster.problem === 'redis-busy';
  });
  await until(() => {
    most = Math.max(most, sockets.size);
    return sockets.size > 0;
  });
  expect(most).toBe(1);
  await broker.close();
  await until(() => sockets.size === 0);
});
