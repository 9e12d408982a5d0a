/** Limits of an address: its clients share them, and none suffers from what another one does. */
import {describe, expect, onTestFinished, test} from 'vitest';
import {connect, dial, refusalOf, until, type Client} from '../testing/client.js';
import {startBroker} from '../testing/servers.js';

/** As an X-Forwarded-For of a trusted proxy has it. */
const from = (address: string) => ({headers: {'X-Forwarded-For': address}});

/** How many ms it takes until something comes back that a client sends to itself. */
async function echo(client: Client): Promise<number> {
  const start = performance.now();
  client.offer(client.id, 'mc_echo');
  await client.next('OFFER', ({payload}) => payload?.connectionId === 'mc_echo');
  return performance.now() - start;
}

const RECEIVED = 'rtc_broker_messages_total\\{type="OFFER"\\}';

const count = async (metrics: () => Promise<string>, name: string): Promise<number> =>
  Number(new RegExp(`^${name} (\\d+)`, 'm').exec(await metrics())?.[1] ?? 0);

describe('240 sockets that send one bad frame each', {timeout: 60_000}, () => {
  test('lock out their address for 5 s at most, and no client that is connected', async () => {
    const {url} = await startBroker({limits: {connectionsPerAddress: 1_000, joinsPerAddress: 1_000}});
    const colleague = await connect(url);
    const hostile = await Promise.all(Array.from({length: 240}, () => connect(url)));
    for (const client of hostile) client.send('{bad');
    await Promise.all(hostile.map(({closed}) => closed));
    expect(await echo(colleague)).toBeLessThan(1_000);
    colleague.enter('r');
    await colleague.nextFromBroker('room');

    const start = performance.now();
    await connect(url);
    const waited = performance.now() - start;
    expect(waited).toBeGreaterThan(1_000);
    expect(waited).toBeLessThan(7_000);
  });

  test('do not delay clients at other addresses', async () => {
    const {url} = await startBroker({trustProxy: ['127.0.0.1']});
    const hostile = await Promise.all(Array.from({length: 30}, () => connect(url, from('203.0.113.1'))));
    for (const client of hostile) client.send('{bad');
    await Promise.all(hostile.map(({closed}) => closed));
    const start = performance.now();
    await connect(url, from('203.0.113.2'));
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

describe('sockets that together exceed the limit of their address, each within its own limit', () => {
  /** Four of them, on and on, together ten times as much. */
  async function flood(options = {}) {
    const limits = {messagesPerSocket: 100, messagesPerAddress: 20};
    const {url, metrics} = await startBroker({limits, ...options});
    const clients = await Promise.all(Array.from({length: 4}, () => connect(url)));
    const honest = await connect(url);
    const timer = setInterval(() => {
      for (const client of clients)
        if (client.isOpen) for (let index = 0; index < 5; index += 1) client.offer(client.id);
    }, 100);
    onTestFinished(() => clearInterval(timer));
    await until(async () => (await count(metrics, 'rtc_broker_throttled_total')) >= 4);
    return {url, metrics, clients, honest};
  }

  test('are slowed down, but neither disconnected nor penalized', async () => {
    const {url, metrics, clients} = await flood();
    const sentAt = performance.now();
    const before = await count(metrics, RECEIVED);
    await until(() => performance.now() - sentAt > 2_000);
    const after = await count(metrics, RECEIVED);
    // They send 200 a second.
    expect((after - before) / ((performance.now() - sentAt) / 1_000)).toBeLessThan(100);
    expect(clients.every(({isOpen}) => isOpen)).toBe(true);
    const start = performance.now();
    await connect(url);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  test('do not slow down a socket that sends no more than its share', async () => {
    const {honest} = await flood();
    const times: number[] = [];
    // Five seconds of a fifth of what the address may send.
    for (let index = 0; index < 20; index += 1) times.push(await echo(honest));
    expect(Math.max(...times)).toBeLessThan(2_000);
  });

  test('are not considered silent while they are not read', async () => {
    const {clients} = await flood({silenceMs: 800});
    const start = performance.now();
    await until(() => performance.now() - start > 2_000);
    expect(clients.every(({isOpen}) => isOpen)).toBe(true);
  });

  test('are told at once that they were replaced, although they are not read', async () => {
    const {url, clients} = await flood();
    const start = performance.now();
    await Promise.all(clients.map(({id}) => connect(url, {id})));
    expect(await clients[0]!.closed).toEqual({code: 4410, reason: 'replaced'});
    await Promise.all(clients.map(({closed}) => closed));
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});

test('clients that together enter rooms faster than their address may wait their turn, and none is refused', async () => {
  const {url} = await startBroker({limits: {joinsPerAddress: 4}});
  const clients = await Promise.all(Array.from({length: 24}, () => connect(url)));
  for (const client of clients) client.enter('r');
  await Promise.all(clients.map(client => client.nextFromBroker('room')));
  expect(
    clients.flatMap(({received}) => received).filter(({payload}) => payload?.kind === 'refused'),
  ).toEqual([]);
});

describe('the rooms of one address', () => {
  const options = {trustProxy: ['127.0.0.1'], limits: {roomsPerAddress: 2, rooms: 100}};

  test('are limited for all its clients together, and other addresses are unaffected', async () => {
    const {url} = await startBroker(options);
    const [ada, ben] = [await connect(url, from('203.0.113.1')), await connect(url, from('203.0.113.1'))];
    const eve = await connect(url, from('203.0.113.2'));
    ada.enter('r1');
    await ada.nextFromBroker('room');
    ben.enter('r2');
    await ben.nextFromBroker('room');
    ben.enter('r3');
    expect(await ben.nextFromBroker('refused')).toMatchObject({
      of: 'enter',
      room: 'r3',
      code: 'too-many-rooms-from-address',
      hint: expect.stringContaining('limits.roomsPerAddress') as string,
    });
    // A room that a client of this address is already in does not count again.
    ben.enter('r1');
    await ben.nextFromBroker('room');
    eve.enter('r3');
    await eve.nextFromBroker('room');
    ada.sendToBroker('exit', {room: 'r1'});
    ben.sendToBroker('exit', {room: 'r1'});
    await Promise.all([ada.settled(), ben.settled()]);
    ben.enter('r4');
    await ben.nextFromBroker('room');
  });

  test('count for the address that entered them, even if the owner reconnects from another', async () => {
    const {url} = await startBroker(options);
    const ada = await connect(url, {id: 'ada', ...from('203.0.113.1')});
    for (const room of ['r1', 'r2']) {
      ada.enter(room);
      await ada.nextFromBroker('room');
    }
    const again = await connect(url, {id: 'ada', ...from('203.0.113.2')});
    again.enter('r1');
    await again.nextFromBroker('room');
    const ben = await connect(url, from('203.0.113.1'));
    ben.enter('r3');
    expect(await ben.nextFromBroker('refused')).toMatchObject({code: 'too-many-rooms-from-address'});
    again.enter('r3');
    await again.nextFromBroker('room');
  });

  test('are free again when the grace period of their members is over', async () => {
    const {url} = await startBroker({...options, graceMs: 100});
    const ada = await connect(url, from('203.0.113.1'));
    for (const room of ['r1', 'r2']) {
      ada.enter(room);
      await ada.nextFromBroker('room');
    }
    ada.vanish();
    const ben = await connect(url, from('203.0.113.1'));
    await until(async () => {
      ben.enter('r3');
      const answer = await ben.next('OFFER', ({payload}) => payload?.kind !== 'exited');
      return answer.payload?.kind === 'room';
    });
  });

  test('7 addresses can’t fill a broker: an eighth still gets a room', async () => {
    const limits = {joinsPerSocket: 1_000, joinsPerAddress: 10_000, roomsPerPeer: 90, rooms: 700};
    const {url, metrics} = await startBroker({
      trustProxy: ['127.0.0.1'],
      limits: {...limits, roomsPerAddress: 50, messagesPerSocket: 1_000},
    });
    for (let index = 1; index <= 7; index += 1) {
      const hostile = await connect(url, from(`203.0.113.${index}`));
      for (let room = 0; room < 90; room += 1) hostile.enter(`room ${index} ${room}`);
      await hostile.settled();
    }
    expect(await count(metrics, 'rtc_broker_rooms')).toBe(350);
    const honest = await connect(url, from('203.0.113.8'));
    honest.enter('ours');
    await honest.nextFromBroker('room');
  });
});

describe('the peer ids of one address', () => {
  const options = {trustProxy: ['127.0.0.1'], limits: {heldIdsPerAddress: 2}};

  test('are limited while disconnected; owners can return, and other addresses are unaffected', async () => {
    const {url} = await startBroker(options);
    const [ada, ben] = [
      await connect(url, {id: 'ada', ...from('2001:db8::1')}),
      await connect(url, {id: 'ben', ...from('2001:db8::2')}),
    ];
    const cleo = await connect(url, from('2001:db8::2'));
    ada.vanish();
    ben.vanish();
    await until(async () => {
      const attempt = dial(url, from('2001:db8::3')).then(client => client.close());
      const refusal = await refusalOf(attempt).catch(() => undefined);
      return refusal?.status === 429 && refusal.code === 'too-many-ids-from-address';
    });
    expect(await echo(cleo)).toBeLessThan(2_000);
    await connect(url, {id: 'eve', ...from('2001:db8:0:1::1')});
    await connect(url, {id: 'ada', ...from('2001:db8::4')});
    await connect(url, from('2001:db8::3'));
  });

  test('are free at once if their owner leaves, otherwise after the grace period', async () => {
    const {url} = await startBroker({...options, graceMs: 100});
    const come = () => connect(url, from('203.0.113.1'));
    for (let index = 0; index < 5; index += 1) await (await come()).close();
    const clients = [await come(), await come(), await come()];
    for (const client of clients) client.vanish();
    await until(() => come().then(Boolean, () => false));
  });

  test('that others hold do not count', async () => {
    const {url} = await startBroker(options);
    await connect(url, {id: 'ada', ...from('203.0.113.9')});
    for (let index = 0; index < 5; index += 1) {
      const thief = await dial(url, {id: 'ada', token: 'of a thief', ...from('203.0.113.1')});
      expect((await thief.closed).code).toBe(4409);
    }
    await connect(url, from('203.0.113.1'));
    await connect(url, from('203.0.113.1'));
  });
});
