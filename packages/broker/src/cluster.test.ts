/** Several brokers with one Redis act as one. What a registry promises is in testing/registry-contract.ts. */
import {describe, expect, test} from 'vitest';
import {connect, dial, refusalOf, until} from './testing/client.js';
import {shareRedis} from './testing/redis.js';
import {startBroker} from './testing/servers.js';

const redis = shareRedis();
let prefixes = 0;

/** So many brokers that share this test's part of Redis, when they are ready. */
async function start(count: number, options: object = {}) {
  const redisPrefix = `test-${(prefixes += 1)}`;
  const brokers = await Promise.all(
    Array.from({length: count}, () => startBroker({redis: redis().url, redisPrefix, ...options})),
  );
  await until(async () => {
    const healths = await Promise.all(brokers.map(async ({url}) => (await fetch(`${url}/health`)).json()));
    return healths.every(health => (health as {cluster: {brokers: number}}).cluster.brokers === count);
  });
  return {redisPrefix, brokers, urls: brokers.map(({url}) => url)};
}

const member = ({id}: {id: string}) => expect.objectContaining({id, away: false}) as unknown;

describe('two brokers', () => {
  test('act as one: rooms, messages, ids, and queued messages', async () => {
    const {urls} = await start(2);
    const [one = '', two = ''] = urls;
    const alice = await connect(one, {id: 'alice'});
    alice.enter('r');
    await alice.nextFromBroker('room');
    alice.offer('bob', 'mc_early');
    await alice.settled();

    const bob = await connect(two, {id: 'bob'});
    expect((await bob.next('OFFER')).payload?.connectionId).toBe('mc_early');
    bob.enter('r');
    expect(await bob.nextFromBroker('room')).toMatchObject({members: [member(alice)]});
    expect(await alice.nextFromBroker('entered')).toMatchObject({member: member(bob)});
    bob.offer('alice', 'mc_back');
    expect(await alice.next('OFFER')).toMatchObject({src: 'bob', payload: {connectionId: 'mc_back'}});

    const thief = await dial(one, {id: 'bob', token: 'of a thief'});
    await thief.next('ID-TAKEN');
    // Bob's next socket reaches the other broker.
    const again = await connect(one, {id: 'bob'});
    expect((await bob.closed).reason).toBe('replaced');
    alice.offer('bob', 'mc_moved');
    expect((await again.next('OFFER')).payload?.connectionId).toBe('mc_moved');
  });
});

test('a broker that is alone needs no Redis, and says nothing of a cluster', async () => {
  const {url} = await startBroker();
  expect(await (await fetch(`${url}/health`)).json()).toEqual({live: true, ready: true});
});

void refusalOf;
