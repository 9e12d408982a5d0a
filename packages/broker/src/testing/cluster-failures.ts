/** What must hold while a cluster or its Redis fails, as functions of how long it does: briefly, and in the long run. */
import {once} from 'node:events';
import {connect as connectTcp, createServer, type AddressInfo, type Socket} from 'node:net';
import {expect, onTestFinished} from 'vitest';
import {connect, dial, refusalOf, until, type Client, type Received} from './client.js';
import {
  changesSeenBy,
  expectReaches,
  healthOf,
  join,
  nth,
  reconnect,
  startCluster,
  startClusterProcess,
  untilJoined,
} from './cluster.js';
import {startRedis} from './redis.js';

const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/**
 * Runs scenarios at the same time, each with brokers and a Redis of its own: what they do is mostly to wait. Rejects with
 * the names of those that failed, when all are over.
 */
export async function sideBySide(scenarios: Readonly<Record<string, () => Promise<void>>>): Promise<void> {
  const names = Object.keys(scenarios);
  const outcomes = await Promise.allSettled(Object.values(scenarios).map(run => run()));
  const failures = outcomes.flatMap((outcome, index) =>
    outcome.status === 'rejected' ? [{name: nth(names, index), reason: outcome.reason as Error}] : [],
  );
  if (failures.length === 0) return;
  const text = failures.map(({name, reason}) => `${name}: ${reason.stack ?? reason.message}`).join('\n');
  throw new AggregateError(
    failures.map(({reason}) => reason),
    text,
  );
}

/** Four people in a room, two at each broker, who know each other. */
async function meet(urls: readonly string[]): Promise<[Client, Client, Client, Client]> {
  const people: Client[] = [];
  for (const [index, id] of ['ada', 'bob', 'cyd', 'dan'].entries())
    people.push(await join(nth(urls, index % 2), 'r', {id}));
  for (const [index, person] of people.entries())
    for (let later = index + 1; later < people.length; later += 1) await person.nextFromBroker('entered');
  return people as [Client, Client, Client, Client];
}

/** Nobody has noticed: all are connected, and nobody has left or come. */
async function expectUndisturbed(people: readonly Client[]): Promise<void> {
  for (const person of people) {
    await person.settled();
    expect([person.id, person.isOpen, changesSeenBy(person)]).toEqual([person.id, true, []]);
  }
}

/** Redis answers nothing for so long, but keeps its state. */
export async function surviveSilence(ms: number): Promise<void> {
  const redis = await startRedis();
  const {urls} = await startCluster(redis.url, 2, {graceMs: 2_000});
  const people = await meet(urls);
  const [ada, bob, cyd] = people;
  redis.pause();
  const isBack = sleep(ms).then(() => redis.resume());
  await expectReaches(ada, cyd, 'mc_during');
  // Across the brokers, the sender is told instead.
  ada.offer('bob', 'mc_lost');
  expect(await ada.next('EXPIRE')).toMatchObject({src: 'bob'});
  await until(async () => (await healthOf(nth(urls, 0))).cluster.problem === 'redis-busy');
  await until(async () => !(await healthOf(nth(urls, 0))).ready);
  expect(await refusalOf(dial(nth(urls, 0)))).toEqual({status: 503, code: 'registry-unavailable'});
  await isBack;
  await untilJoined(urls);
  await connect(nth(urls, 1), {id: 'eve'});
  await expectReaches(ada, bob, 'mc_after');
  await expectUndisturbed(people);
  expect(bob.received.filter(({payload}) => payload?.connectionId === 'mc_lost')).toEqual([]);
}

/** Redis is gone for so long, and comes back without its state. */
export async function surviveLoss(ms: number): Promise<void> {
  const redis = await startRedis();
  const {urls} = await startCluster(redis.url, 3);
  const people = await meet(urls);
  const [ada, bob] = people;
  await redis.stop();
  await sleep(ms);
  await redis.start();
  // A thief tries from the first moment on.
  const steal = async (): Promise<string> => {
    try {
      const thief = await dial(nth(urls, 2), {id: 'bob', token: 'of a thief'});
      return await Promise.race([
        thief.next('OPEN').then(() => 'stolen'),
        thief.next('ID-TAKEN').then(() => 'taken'),
      ]);
    } catch {
      return 'refused';
    }
  };
  let outcome = await steal();
  while (outcome === 'refused') outcome = await steal();
  expect(outcome).toBe('taken');
  await untilJoined(urls);
  await connect(nth(urls, 2), {id: 'eve'});
  await expectReaches(ada, bob, 'mc_after');
  await expectUndisturbed(people);
  // And from now on, they hear of each other as before.
  const fay = await join(nth(urls, 2), 'r', {id: 'fay'});
  for (const person of people)
    expect(await person.nextFromBroker('entered')).toMatchObject({member: {id: 'fay'}});
  await expectReaches(fay, ada, 'mc_new');
}

/** A way to Redis that can be interrupted. */
async function startWay(port: number) {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer(socket => {
    const redis = connectTcp(port, '127.0.0.1');
    for (const [end, other] of [
      [socket, redis],
      [redis, socket],
    ] as const) {
      sockets.add(end);
      end.on('error', () => {});
      end.on('close', () => {
        sockets.delete(end);
        other.destroy();
      });
      end.pipe(other);
    }
    if (isCut) socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(() => {
    cut();
    server.close();
  });
  const url = `redis://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {url, cut, heal: () => (isCut = false)};
}

/**
 * A failover loses a claim, and one broker takes part in it before the other: an id has two owners. The newest lease wins as soon as
 * both brokers are back together.
 */
export async function settleConflict(): Promise<void> {
  const master = await startRedis();
  const replica = await startRedis(['--replicaof', '127.0.0.1', String(master.port)]);
  const way = await startWay(master.port);
  const then = `127.0.0.1:${replica.port}`;
  const {urls, prefix} = await startCluster([`${master.url},${then}`, `${way.url},${then}`], 2);
  const [first, bystander] = [await connect(urls[0], {id: 'ada'}), await connect(urls[0], {id: 'bob'})];
  await replica.ask('REPLICAOF', 'NO', 'ONE');
  way.cut();
  await until(async () => (await replica.ask('ZCARD', `{${prefix}}:nodes`)) === 1);
  // The first broker stays away for longer than the second one waits for it.
  await replica.ask('DEL', `{${prefix}}:expected`);
  await untilJoined([urls[1]]);
  const second = await connect(urls[1], {id: 'ada', token: 'of somebody else'});
  expect(first.isOpen).toBe(true);
  const start = performance.now();
  await master.stop();
  // It is told to reconnect, and finds out that the id is somebody else's.
  expect(await first.closed).toMatchObject({reason: 'registry-unavailable'});
  expect(performance.now() - start).toBeLessThan(6_000);
  await untilJoined(urls);
  await (await dial(urls[0], {id: 'ada'})).next('ID-TAKEN');
  await expectReaches(bystander, second, 'mc_after');
}

/** One of two brokers can't reach Redis, long enough for the other to count it as dead. */
export async function surviveCut(): Promise<void> {
  const redis = await startRedis();
  const way = await startWay(redis.port);
  const {urls} = await startCluster([redis.url, way.url], 2);
  const people = await meet(urls);
  const [ada, bob, , dan] = people;
  way.cut();
  for (const id of ['bob', 'dan']) await ada.next('OFFER', ({payload}) => isUpdate(payload, id, true));
  await until(async () => !(await healthOf(urls[1])).ready);
  expect(await refusalOf(dial(urls[1]))).toEqual({status: 503, code: 'registry-unavailable'});
  await expectReaches(bob, dan, 'mc_during');
  way.heal();
  for (const id of ['bob', 'dan']) await ada.next('OFFER', ({payload}) => isUpdate(payload, id, false));
  await untilJoined(urls);
  await expectReaches(bob, ada, 'mc_after');
  for (const person of people) {
    await person.settled();
    expect([person.isOpen, changesSeenBy(person).filter(change => /exited|entered/.test(change))]).toEqual([
      true,
      [],
    ]);
  }
}

const isUpdate = (payload: Received['payload'], id: string, away: boolean): boolean => {
  const member = payload?.member as {id: string; away: boolean} | undefined;
  return payload?.kind === 'updated' && member?.id === id && member.away === away;
};

/** One of three brokers is killed. */
export async function surviveKill(): Promise<void> {
  const redis = await startRedis();
  const prefix = 'kill';
  const flags = ['--grace-ms', '2000'];
  const brokers = await Promise.all([1, 2, 3].map(() => startClusterProcess(redis.url, prefix, flags)));
  const urls = brokers.map(({url}) => url);
  await untilJoined(urls);
  const [ada, bob, cyd, dan] = await meet(urls);
  nth(brokers, 0).child.kill('SIGKILL');
  const killedAt = performance.now();
  await Promise.all([ada.closed, cyd.closed]);
  const others = urls.slice(1);
  const again = await reconnect(others, 'ada');
  again.enter('r');
  await again.nextFromBroker('room');
  expect(performance.now() - killedAt).toBeLessThan(3_000);
  await expectReaches(bob, again, 'mc_back');
  await expectReaches(again, dan, 'mc_forth');
  // Cyd does not come back: the others find out that her broker is dead, and then her grace period ends.
  expect(await bob.nextFromBroker('exited')).toMatchObject({id: 'cyd', reason: 'lost'});
  expect(performance.now() - killedAt).toBeGreaterThan(2_000);
  await dan.nextFromBroker('exited');
  await until(async () => (await healthOf(nth(others, 0))).cluster.brokers === 2);
  await connect(nth(others, 0), {id: 'cyd', token: 'of somebody else'});
  expect(changesSeenBy(bob).filter(change => /exited|entered/.test(change))).toEqual([]);
  // Nothing is left of it.
  expect(await redis.ask('EXISTS', `{${prefix}}:id:cyd`)).toBe(1);
  expect(await redis.ask('ZCARD', `{${prefix}}:nodes`)).toBe(2);
}

/** All brokers are replaced, one after another, as an update does. */
export async function surviveRollingRestart(): Promise<void> {
  const redis = await startRedis();
  const start = () => startClusterProcess(redis.url, 'rolling', ['--drain-delay-ms', '100']);
  const brokers = [await start(), await start()];
  let people: Client[] = await meet(brokers.map(({url}) => url));
  const seen: string[] = [];
  for (let index = 0; index < 2; index += 1) {
    const old = nth(brokers.splice(0, 1), 0);
    brokers.push(await start());
    old.child.kill('SIGTERM');
    await until(async () => (await fetch(`${old.url}/health`).catch(() => undefined))?.status !== 200);
    const urls = brokers.map(({url}) => url);
    people = await Promise.all(
      people.map(async person => {
        if (!old.url.includes(new URL(person.socket.url).port)) return person;
        await person.closed;
        seen.push(...changesSeenBy(person));
        const again = await reconnect(urls, person.id);
        again.enter('r');
        await again.nextFromBroker('room');
        return again;
      }),
    );
    expect(await old.exited).toBe(0);
  }
  await expectReaches(nth(people, 0), nth(people, 1), 'mc_after');
  await expectReaches(nth(people, 3), nth(people, 0), 'mc_after');
  for (const person of people) {
    await person.settled();
    seen.push(...changesSeenBy(person));
  }
  expect(seen.filter(change => /exited|entered/.test(change))).toEqual([]);
}
