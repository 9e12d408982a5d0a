/** A room with a door whose people are at different brokers, and what keeps its door while one of them fails. */
import {expect, test} from 'vitest';
import {connect, until, type Client} from './testing/client.js';
import {nth, startCluster, startClusterProcess, untilJoined} from './testing/cluster.js';
import {KEY, order, ROOM} from './testing/door.js';
import {startRedis} from './testing/redis.js';

async function enter(url: string, id: string, kind: 'room' | 'knocking' | 'refused', fields: object = {}) {
  const client = await connect(url, {id});
  client.enter(ROOM, fields);
  const answer = await client.nextFromBroker(kind);
  return Object.assign(client, {answer});
}

const about = (client: Client, id: string): unknown[] =>
  client.received.filter(
    ({src, payload}) => src === id || (payload?.member as {id?: string} | undefined)?.id === id,
  );

test('the door is one, whichever broker somebody is at', async () => {
  const redis = await startRedis();
  const {urls} = await startCluster(redis.url, 2);
  const [here, there] = urls;
  const host = await enter(here, 'host', 'room', {key: KEY});
  const guest = await enter(there, 'guest', 'room');
  await host.nextFromBroker('entered');
  const looks = await enter(there, 'looks', 'room', {stage: 'lobby'});
  await host.nextFromBroker('entered');
  await guest.nextFromBroker('entered');

  expect(await order(host, 'lock')).toBe('done');
  await looks.nextFromBroker('knocking');
  await guest.nextFromBroker('door');
  expect(await guest.nextFromBroker('exited')).toMatchObject({id: 'looks'});
  const eve = await enter(there, 'eve', 'knocking', {text: 'Hello'});
  const {member} = await host.nextFromBroker('entered');
  expect(member).toMatchObject({id: 'eve', knocking: true, text: 'Hello'});

  for (const id of ['guest', 'host', 'looks']) {
    eve.offer(id);
    await eve.next('EXPIRE', ({src}) => src === id);
  }
  const stranger = await connect(here, {id: 'stranger'});
  for (const id of ['guest', 'host', 'eve']) {
    stranger.send({type: 'EXPIRE', dst: id, payload: {connectionId: 'mc_1'}});
    stranger.offer(id);
    await stranger.next('EXPIRE', ({src}) => src === id);
  }
  host.offer('eve');
  await eve.next('OFFER', ({src}) => src === 'host');
  await guest.settled();
  await host.settled();
  expect(about(host, 'stranger')).toEqual([]);
  expect([about(guest, 'eve'), about(host, 'eve'), about(guest, 'stranger')]).toEqual([[], [], []]);

  expect(await order(host, 'admit')).toBe('done');
  expect((await eve.nextFromBroker('room')).members).toMatchObject([{id: 'host', host: true}, {id: 'guest'}]);
  await guest.nextFromBroker('entered');
  expect(await order(host, 'mute', 'eve')).toBe('done');
  await eve.nextFromBroker('self');
  expect(await guest.nextFromBroker('updated')).toMatchObject({member: {id: 'eve', muted: true}});
  expect(await order(host, 'remove', 'eve')).toBe('done');
  expect(await eve.nextFromBroker('out')).toMatchObject({reason: 'removed'});
  await eve.close();
  const again = await enter(here, 'eve', 'refused');
  expect(again.answer).toMatchObject({of: 'enter', code: 'removed'});
  expect(await order(guest, 'unlock')).toBe('not-a-host');
});

test('it stays locked when the host’s broker dies, and when Redis forgets everything', async () => {
  const redis = await startRedis();
  const prefix = 'door';
  const [first, second] = [
    await startClusterProcess(redis.url, prefix),
    await startClusterProcess(redis.url, prefix),
  ];
  await untilJoined([first.url, second.url]);
  const host = await enter(first.url, 'host', 'room', {key: KEY});
  const rude = await enter(second.url, 'rude', 'room');
  await host.nextFromBroker('entered');
  await order(host, 'remove', 'rude');
  await rude.nextFromBroker('out');
  expect(await order(host, 'lock')).toBe('done');
  const eve = await enter(second.url, 'eve', 'knocking');

  first.child.kill('SIGKILL');
  await host.closed;
  const back = await connect(second.url, {id: 'host'});
  back.enter(ROOM, {key: KEY});
  expect(await back.nextFromBroker('room')).toMatchObject({
    isLocked: true,
    members: [{id: 'eve', knocking: true}],
  });

  await redis.ask('FLUSHALL');
  // The broker restores what it holds; until then nobody gets an id.
  await until(async () => (await redis.ask('EXISTS', `{${prefix}}:room:${ROOM}`)) === 1);
  await until(async () => (await redis.ask('HEXISTS', `{${prefix}}:room:${ROOM}`, '!')) === 1);
  expect(await order(back, 'mute', 'eve')).toBe('no-such-member');
  expect(await order(back, 'admit', 'eve')).toBe('done');
  expect(await eve.nextFromBroker('room')).toMatchObject({isLocked: true});
  const door = JSON.parse(String(await redis.ask('HGET', `{${prefix}}:room:${ROOM}`, '!'))) as {
    isLocked: boolean;
    bans: Record<string, number>;
  };
  expect(door.isLocked).toBe(true);
  expect(door.bans['i:rude']).toBeLessThan(0);
  expect(nth(Object.keys(door.bans), 0)).toMatch(/^[aio]:/);
});

test('it protects a member that is back at another broker and has not entered there yet', async () => {
  const redis = await startRedis();
  const {urls} = await startCluster(redis.url, 2);
  const [here, there] = urls;
  const host = await enter(here, 'host', 'room', {key: KEY});
  const guest = await enter(here, 'guest', 'room');
  await order(host, 'lock');
  const stranger = await connect(there, {id: 'stranger'});
  guest.vanish();
  const back = await connect(there, {id: 'guest'});
  stranger.offer('guest');
  await stranger.next('EXPIRE');
  host.offer('guest');
  await back.next('OFFER', ({src}) => src === 'host');
  expect(about(back, 'stranger')).toEqual([]);
  // One who does not come back to the room is behind no door any more.
  back.send({type: 'LEAVE'});
  await host.nextFromBroker('exited');
  await back.settled();
  stranger.offer('guest');
  await back.next('OFFER', ({src}) => src === 'stranger');
});

test('a message that has waited for its recipient does not pass a door that has closed meanwhile', async () => {
  const redis = await startRedis();
  const {urls} = await startCluster(redis.url, 2);
  const [here, there] = urls;
  const sender = await connect(here, {id: 'sender'});
  sender.offer('late');
  await sender.settled();
  sender.enter(ROOM, {key: KEY});
  await sender.nextFromBroker('room');
  const late = await connect(there, {id: 'late'});
  await sender.next('EXPIRE');
  await late.settled();
  expect(about(late, 'sender')).toEqual([]);
});

test('a member whose place is lost without a word is told so, and enters again', async () => {
  const redis = await startRedis();
  const {urls, prefix} = await startCluster(redis.url, 2);
  const [here, there] = urls;
  const host = await enter(here, 'host', 'room', {key: KEY});
  const guest = await enter(there, 'guest', 'room');
  await host.nextFromBroker('entered');
  // As after a failover that has lost the last writes.
  const room = `{${prefix}}:room:${ROOM}`;
  await redis.ask('HDEL', room, 'guest');
  await redis.ask('HSET', room, '!n', '1 1 0');
  await redis.ask('HDEL', `{${prefix}}:id:guest`, `r:${ROOM}`);
  await redis.ask('HINCRBY', room, '', '1');
  expect(await guest.nextFromBroker('refused')).toMatchObject({of: 'enter', code: 'registry-unavailable'});
  expect(await host.nextFromBroker('exited')).toMatchObject({id: 'guest'});
  guest.enter(ROOM);
  expect(await guest.nextFromBroker('room')).toMatchObject({members: [{id: 'host'}]});
  await host.nextFromBroker('entered');
});
