/** Several brokers with one Redis act as one. What a registry promises is in testing/registry-contract.ts. */
import {describe, expect, test} from 'vitest';
import {createToken} from './admission/tokens.js';
import {connect, dial, until} from './testing/client.js';
import {changesSeenBy, expectOneOwner, join, startCluster} from './testing/cluster.js';
import {shareRedis} from './testing/redis.js';
import {startBroker} from './testing/servers.js';

const redis = shareRedis();
const member = ({id}: {id: string}) => expect.objectContaining({id, away: false}) as unknown;

describe('two brokers', () => {
  test('act as one: rooms, messages, ids, and queued messages', async () => {
    const {urls} = await startCluster(redis().url, 2);
    const alice = await join(urls[0], 'r', {id: 'alice'});
    alice.offer('bob', 'mc_early');
    await alice.settled();

    const bob = await connect(urls[1], {id: 'bob'});
    expect((await bob.next('OFFER')).payload?.connectionId).toBe('mc_early');
    bob.enter('r');
    expect(await bob.nextFromBroker('room')).toMatchObject({members: [member(alice)]});
    expect(await alice.nextFromBroker('entered')).toMatchObject({member: member(bob)});
    bob.offer('alice', 'mc_back');
    expect(await alice.next('OFFER')).toMatchObject({src: 'bob', payload: {connectionId: 'mc_back'}});

    const thief = await dial(urls[0], {id: 'bob', token: 'of a thief'});
    await thief.next('ID-TAKEN');
    // Bob's next socket reaches the other broker.
    const again = await connect(urls[0], {id: 'bob'});
    expect((await bob.closed).reason).toBe('replaced');
    alice.offer('bob', 'mc_moved');
    expect((await again.next('OFFER')).payload?.connectionId).toBe('mc_moved');
  });

  test('deliver what was sent while nobody had the id, and say so if nobody comes', async () => {
    const {urls} = await startCluster(redis().url, 2, {limits: {queueMs: 500}});
    const alice = await connect(urls[0], {id: 'alice'});
    alice.offer('nobody');
    expect(await alice.next('EXPIRE')).toMatchObject({src: 'nobody'});
  });

  test('keep the place of somebody whose connection breaks, for the grace period', async () => {
    const {urls} = await startCluster(redis().url, 2, {graceMs: 500});
    const [alice, bob] = [await join(urls[0], 'r', {id: 'alice'}), await join(urls[1], 'r', {id: 'bob'})];
    await alice.nextFromBroker('entered');
    bob.vanish();
    expect(await alice.nextFromBroker('updated')).toMatchObject({member: {id: 'bob', away: true}});
    expect(await alice.nextFromBroker('exited')).toMatchObject({id: 'bob', reason: 'lost'});
  });

  test('enforce the rooms of a token against each other’s clients', async () => {
    const secret = 'a secret of thirty-two bytes or more';
    const {urls} = await startCluster(redis().url, 2, {auth: {secret}});
    const come = async (url: string, id: string, rooms?: string[]) =>
      connect(url, {id, token: await createToken({secret, id, rooms})});
    const [shut, friend, free] = [
      await come(urls[0], 'shut', ['a']),
      await come(urls[1], 'friend', ['a']),
      await come(urls[1], 'free'),
    ];
    for (const client of [shut, friend]) {
      client.enter('a');
      await client.nextFromBroker('room');
    }
    await shut.nextFromBroker('entered');
    free.offer('shut');
    await free.next('EXPIRE');
    friend.offer('shut');
    expect((await shut.next('OFFER')).src).toBe('friend');
    shut.offer('friend');
    expect((await friend.next('OFFER')).src).toBe('shut');
  });

  test('say that a page went away only to those who could have called it', async () => {
    const secret = 'a secret of thirty-two bytes or more';
    const {urls} = await startCluster(redis().url, 2, {auth: {secret}, limits: {queueMs: 500}});
    const come = async (url: string, id: string, rooms?: string[]) =>
      connect(url, {id, token: await createToken({secret, id, rooms})});
    const [shut, friend, stranger] = [
      await come(urls[0], 'shut', ['a']),
      await come(urls[1], 'friend', ['a']),
      await come(urls[1], 'stranger'),
    ];
    for (const client of [shut, friend]) {
      client.enter('a');
      await client.nextFromBroker('room');
    }
    await shut.nextFromBroker('entered');
    shut.sendToBroker('hello', {session: 'page-of-shut'});
    await shut.nextFromBroker('welcome');
    shut.socket.close(1001);
    await friend.nextFromBroker('updated');
    for (const client of [friend, stranger]) client.offer('shut');
    expect(await friend.nextFromBroker('left')).toMatchObject({id: 'shut', session: 'page-of-shut'});
    await stranger.next('EXPIRE');
    expect(stranger.received).toEqual([]);
  });

  test('share the limit of members of a room', async () => {
    const {urls} = await startCluster(redis().url, 2, {limits: {roomMembers: 1}});
    await join(urls[0], 'r');
    const other = await connect(urls[1]);
    other.enter('r');
    expect(await other.nextFromBroker('refused')).toMatchObject({code: 'room-full'});
  });

  test('take a goodbye for each other’s clients', async () => {
    const {urls} = await startCluster(redis().url, 2);
    const alice = await join(urls[0], 'r', {id: 'alice'});
    const bob = await connect(urls[1], {id: 'bob'});
    bob.sendToBroker('hello', {session: 'page-of-bob'});
    await bob.nextFromBroker('welcome');
    bob.enter('r');
    await alice.nextFromBroker('entered');
    const body = JSON.stringify({id: 'bob', token: 'token of bob', session: 'page-of-bob'});
    expect((await fetch(`${urls[0]}/leave`, {method: 'POST', body})).status).toBe(204);
    expect(await alice.nextFromBroker('updated')).toMatchObject({member: {id: 'bob', away: true}});
    await bob.closed;
  });
});

test('many claims at once, on three brokers, by different owners: each id has exactly one', async () => {
  const {urls} = await startCluster(redis().url, 3, {limits: {joinsPerAddress: 100_000}});
  await expectOneOwner(urls, 60);
});

test('many claims at once, on three brokers, by the same owner: the last one has it, the others are told', async () => {
  const {urls} = await startCluster(redis().url, 3, {limits: {joinsPerAddress: 100_000}});
  for (let round = 0; round < 20; round += 1) {
    const clients = await Promise.all(urls.map(url => dial(url, {id: `id-${round}`})));
    await until(() => clients.filter(({isOpen}) => isOpen).length === 1);
    const last = clients.find(({isOpen}) => isOpen);
    last!.offer(last!.id);
    await last!.next('OFFER');
    for (const client of clients) if (client !== last) expect((await client.closed).reason).toBe('replaced');
  }
});

test('brokers with another prefix share nothing', async () => {
  const [one, two] = [await startCluster(redis().url, 1), await startCluster(redis().url, 1)];
  const alice = await join(one.urls[0], 'r', {id: 'alice'});
  await join(two.urls[0], 'r', {id: 'alice', token: 'of another alice'});
  await alice.settled();
  expect(changesSeenBy(alice)).toEqual([]);
});

test('health and metrics tell about the cluster; those of a broker that is alone do not', async () => {
  const {brokers, urls} = await startCluster(redis().url, 2);
  await join(urls[0], 'r');
  await join(urls[1], 's');
  await until(async () => {
    const text = await brokers[0]!.metrics();
    return ['brokers 2', 'ids 2', 'rooms 2'].every(value => text.includes(`rtc_broker_cluster_${value}\n`));
  });
  const text = await brokers[0]!.metrics();
  expect(text).toContain('rtc_broker_ids 1\n');
  expect(text).toContain('rtc_broker_registry_up 1\n');
  const alone = await startBroker();
  expect(await (await fetch(`${alone.url}/health`)).json()).toEqual({live: true, ready: true});
  expect(await alone.metrics()).not.toContain('cluster');
});
