/** A door whose only host is lost for good while Redis forgets everything. */
import {expect, test} from 'vitest';
import {connect} from './testing/client.js';
import {startClusterProcess, untilJoined} from './testing/cluster.js';
import {KEY, order, ROOM} from './testing/door.js';
import {startRedis} from './testing/redis.js';

test('opens when every broker that is left has restored what it holds', async () => {
  const redis = await startRedis();
  const [first, second] = [
    await startClusterProcess(redis.url, 'door'),
    await startClusterProcess(redis.url, 'door'),
  ];
  await untilJoined([first.url, second.url]);
  const host = await connect(first.url, {id: 'host'});
  host.enter(ROOM, {key: KEY});
  await host.nextFromBroker('room');
  const guest = await connect(second.url, {id: 'guest'});
  guest.enter(ROOM);
  await guest.nextFromBroker('room');
  expect(await order(host, 'lock')).toBe('done');
  const eve = await connect(second.url, {id: 'eve'});
  eve.enter(ROOM);
  await eve.nextFromBroker('knocking');

  first.child.kill('SIGKILL');
  await redis.ask('FLUSHALL');
  expect(await eve.nextFromBroker('room')).toMatchObject({isLocked: false, members: [{id: 'guest'}]});
  expect(await guest.nextFromBroker('door')).toMatchObject({isLocked: true});
  expect(await guest.nextFromBroker('door')).toMatchObject({isLocked: false});
});
