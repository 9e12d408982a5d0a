/** docs/protocol.md, the side of the broker, on the wire. */
import {describe, expect, test} from 'vitest';
import {createLog} from '../log.js';
import {createMemoryStore} from '../registry/memory-registry.js';
import type {Registry} from '../registry/registry.js';
import {connect, dial, until, type Client} from '../testing/client.js';
import {startBroker} from '../testing/servers.js';

const member = (client: Client, fields: object = {}) => ({
  id: client.id,
  name: client.id,
  stage: 'in',
  session: `page-of-${client.id}`,
  seq: expect.any(Number) as number,
  away: false,
  ...fields,
});

async function pair(options = {}): Promise<{url: string; alice: Client; bob: Client}> {
  const {url} = await startBroker(options);
  const [alice, bob] = [await connect(url, {id: 'alice'}), await connect(url, {id: 'bob'})];
  alice.enter('r');
  await alice.nextFromBroker('room');
  bob.enter('r');
  await bob.nextFromBroker('room');
  await alice.nextFromBroker('entered');
  return {url, alice, bob};
}

test('hello is answered with what this broker offers', async () => {
  const {url} = await startBroker({graceMs: 5_000, stun: ['stun:127.0.0.1:3478']});
  const alice = await connect(url);
  alice.sendToBroker('hello');
  expect(await alice.nextFromBroker('welcome')).toEqual({
    type: 'rtc-call',
    kind: 'welcome',
    authenticated: false,
    graceMs: 5_000,
    iceServers: [{urls: ['stun:127.0.0.1:3478']}],
    iceTtl: 86_400,
  });
});

test('a client that enters receives the members and the ICE servers, and the members are notified', async () => {
  const {url} = await startBroker({turn: {urls: ['turn:127.0.0.1'], secret: 's'}});
  const [alice, bob] = [await connect(url, {id: 'alice'}), await connect(url, {id: 'bob'})];
  alice.enter('r', {stage: 'lobby', name: 'Alice'});
  expect(await alice.nextFromBroker('room')).toMatchObject({room: 'r', members: []});
  bob.enter('r');
  const room = await bob.nextFromBroker('room');
  expect(room.members).toEqual([member(alice, {stage: 'lobby', name: 'Alice'})]);
  expect(room.iceServers).toMatchObject([
    {urls: ['turn:127.0.0.1'], username: expect.stringMatching(/^\d+:bob$/)},
  ]);
  expect(room).toMatchObject({seq: expect.any(Number), iceTtl: 300});
  const entered = await alice.nextFromBroker('entered');
  expect(entered).toMatchObject({room: 'r', member: member(bob)});
  const [first] = room.members as {seq: number}[];
  expect((entered.member as {seq: number}).seq).toBeGreaterThan(first!.seq);
});

test('the others are notified of a change', async () => {
  const {alice, bob} = await pair();
  bob.sendToBroker('update', {room: 'r', name: 'Robert'});
  expect(await alice.nextFromBroker('updated')).toMatchObject({member: member(bob, {name: 'Robert'})});
  bob.sendToBroker('update', {room: 'r', stage: 'lobby'});
  expect(await alice.nextFromBroker('updated')).toMatchObject({
    member: member(bob, {name: 'Robert', stage: 'lobby'}),
  });
});

test('a client that exits has left, and receives nothing more', async () => {
  const {alice, bob} = await pair();
  bob.sendToBroker('exit', {room: 'r'});
  expect(await alice.nextFromBroker('exited')).toMatchObject({room: 'r', id: 'bob', reason: 'left'});
  alice.sendToBroker('update', {room: 'r', name: 'Al'});
  await alice.settled();
  await bob.settled();
  expect(bob.received).toEqual([]);
});

test('LEAVE without a recipient leaves all rooms and keeps the id', async () => {
  const {alice, bob} = await pair();
  bob.send({type: 'LEAVE'});
  expect(await alice.nextFromBroker('exited')).toMatchObject({id: 'bob', reason: 'left'});
  bob.offer('bob');
  await bob.next('OFFER');
});

describe('a lost socket', () => {
  test('is away, returns with the same seq, and never appears to have left', async () => {
    const {url, alice, bob} = await pair();
    bob.vanish();
    const away = await alice.nextFromBroker('updated');
    expect(away).toMatchObject({member: member(bob, {away: true})});
    const again = await connect(url, {id: 'bob'});
    again.enter('r');
    expect(await again.nextFromBroker('room')).toMatchObject({members: [member(alice)]});
    const back = await alice.nextFromBroker('updated');
    expect(back).toMatchObject({member: {...(away.member as object), away: false}});
    expect(alice.received).toEqual([]);
  });

  test('of a reloaded page returns with a new session', async () => {
    const {url, alice, bob} = await pair();
    bob.vanish();
    await alice.nextFromBroker('updated');
    (await connect(url, {id: 'bob'})).enter('r', {session: 'another page'});
    expect(await alice.nextFromBroker('updated')).toMatchObject({
      member: {session: 'another page', away: false},
    });
  });

  test('is lost after the grace period', async () => {
    const {alice, bob} = await pair({graceMs: 100});
    bob.vanish();
    expect(await alice.nextFromBroker('updated')).toMatchObject({member: {away: true}});
    expect(await alice.nextFromBroker('exited')).toMatchObject({id: 'bob', reason: 'lost'});
  });

  test('receives on its return what was sent to it meanwhile', async () => {
    const {url, alice, bob} = await pair();
    bob.vanish();
    await alice.nextFromBroker('updated');
    alice.offer('bob', 'mc_meanwhile');
    await alice.settled();
    const again = await connect(url, {id: 'bob'});
    expect((await again.next('OFFER')).payload).toMatchObject({connectionId: 'mc_meanwhile'});
  });

  test('that its owner replaces at once is never away', async () => {
    const {url, alice, bob} = await pair();
    const again = await connect(url, {id: 'bob'});
    await bob.closed;
    again.enter('r');
    await again.nextFromBroker('room');
    await alice.settled();
    expect(alice.received).toEqual([]);
  });
});

test('changes during an entry are announced after the list of members', async () => {
  const {url} = await startBroker();
  const clients = await Promise.all(Array.from({length: 20}, (_, index) => connect(url, {id: `p${index}`})));
  for (const client of clients) client.enter('r', {session: 's'});
  await Promise.all(
    clients.map(async client => {
      const {members} = (await client.nextFromBroker('room')) as unknown as {members: {id: string}[]};
      const known = new Set(members.map(({id}) => id));
      while (known.size < 19) {
        const {member} = (await client.nextFromBroker('entered')) as unknown as {member: {id: string}};
        expect(known).not.toContain(member.id);
        known.add(member.id);
      }
    }),
  );
});

describe('while an entry is in progress', () => {
  /** A registry whose entries of alice are held back until the test lets them through. */
  const startHeld = async () => {
    const limits = {
      graceMs: 20_000,
      rooms: 10,
      roomMembers: 10,
      roomsPerPeer: 10,
      roomKnocks: 2,
      electsHosts: false,
    };
    const registry = createMemoryStore(limits).join();
    let letThrough!: () => void;
    const held = new Promise<void>(resolve => {
      letThrough = resolve;
    });
    let isHeld = false;
    const {url} = await startBroker(
      {},
      {
        registry: {
          ...registry,
          async enter(room, lease, entry) {
            const members = await registry.enter(room, lease, entry);
            if (entry.id === 'alice') {
              isHeld = true;
              await held;
            }
            return members;
          },
        },
      },
    );
    const [alice, bob] = [await connect(url, {id: 'alice'}), await connect(url, {id: 'bob'})];
    return {alice, bob, letThrough, untilHeld: () => until(() => isHeld)};
  };

  test('changes in the room are held back until the list, and do not follow it if it has them', async () => {
    const {alice, bob, letThrough, untilHeld} = await startHeld();
    alice.enter('r');
    await untilHeld();
    bob.enter('r');
    await bob.nextFromBroker('room');
    bob.sendToBroker('update', {room: 'r', name: 'Robert'});
    await bob.settled();
    // Alice's own messages are handled one after the other: only what others send could have reached her.
    bob.offer('alice', 'mc_meanwhile');
    await alice.next('OFFER', ({payload}) => payload?.connectionId === 'mc_meanwhile');
    expect(alice.received).toEqual([]);

    letThrough();
    await alice.settled();
    bob.sendToBroker('exit', {room: 'r'});
    await bob.settled();
    await alice.settled();
    expect(alice.received.map(({payload}) => payload)).toMatchObject([
      {kind: 'room', room: 'r', members: [member(bob, {name: 'Robert'})]},
      {kind: 'exited', room: 'r', id: 'bob', reason: 'left'},
    ]);
  });

  test('later changes are not held back', async () => {
    const {alice, bob, letThrough, untilHeld} = await startHeld();
    alice.enter('r');
    await untilHeld();
    letThrough();
    await alice.nextFromBroker('room');
    bob.enter('r');
    expect(await alice.nextFromBroker('entered')).toMatchObject({member: member(bob)});
  });
});

describe('an invalid message is refused with a code and a hint', () => {
  const refusal = async (kind: string, fields: object, options = {}) => {
    const {url} = await startBroker(options);
    const client = await connect(url);
    client.sendToBroker(kind, fields);
    return client.nextFromBroker('refused');
  };

  test.each([
    ['dance', {}],
    ['enter', {room: ''}],
    ['enter', {room: 'r'}],
    ['enter', {room: 'r\n', session: 's'}],
    ['enter', {room: 'x'.repeat(129), session: 's'}],
    ['enter', {room: 'r', session: 's', stage: 'balcony'}],
    ['exit', {}],
    ['update', {room: 'not mine', name: 'x'}],
  ])('%s %j', async (kind, fields) => {
    expect(await refusal(kind, fields)).toMatchObject({
      of: kind,
      code: 'bad-message',
      hint: expect.any(String),
    });
  });

  test('but a name is adjusted, since nothing depends on it', async () => {
    const {url} = await startBroker();
    const [alice, bob] = [await connect(url), await connect(url)];
    alice.sendToBroker('enter', {room: 'r', session: 's', name: ` ${'x'.repeat(101)}\n`});
    await alice.nextFromBroker('room');
    bob.enter('r');
    expect(await bob.nextFromBroker('room')).toMatchObject({members: [{name: 'x'.repeat(100)}]});
  });

  test('a message to the broker that is not in our envelope', async () => {
    const {url} = await startBroker();
    const client = await connect(url);
    client.offer('@broker');
    expect(await client.nextFromBroker('refused')).toMatchObject({code: 'bad-message'});
  });

  test('a full room, and one room too many', async () => {
    const {url} = await startBroker({limits: {roomMembers: 1, roomsPerPeer: 2}});
    const [alice, bob] = [await connect(url), await connect(url)];
    alice.enter('r');
    await alice.nextFromBroker('room');
    bob.enter('r');
    expect(await bob.nextFromBroker('refused')).toMatchObject({of: 'enter', room: 'r', code: 'room-full'});
    alice.enter('r2');
    alice.enter('r3');
    expect(await alice.nextFromBroker('refused')).toMatchObject({room: 'r3', code: 'too-many-rooms'});
  });

  test('entering too often', async () => {
    const {url} = await startBroker({limits: {joinsPerSocket: 1}});
    const client = await connect(url);
    for (let index = 0; index < 12; index += 1) client.enter('r');
    expect(await client.nextFromBroker('refused')).toMatchObject({of: 'enter', code: 'rate-limited'});
  });
});

test('a failing registry is logged, the message is refused, and everyone stays connected', async () => {
  const failing: Registry = {
    ...createMemoryStore({
      graceMs: 1_000,
      rooms: 10,
      roomMembers: 10,
      roomsPerPeer: 10,
      roomKnocks: 2,
      electsHosts: false,
    }).join(),
    enter: () => Promise.reject(new Error('the network is down')),
    forward: () => Promise.reject(new Error('the network is down')),
    suspend: () => Promise.reject(new Error('the network is down')),
  };
  const lines: string[] = [];
  const logger = createLog('error', {write: line => void lines.push(line)});
  const {url} = await startBroker({}, {registry: failing, logger});
  const [alice, bob] = [await connect(url), await connect(url)];
  alice.enter('r');
  expect(await alice.nextFromBroker('refused')).toMatchObject({code: 'internal-error'});
  alice.offer('nobody');
  alice.offer(bob.id);
  await bob.next('OFFER');
  alice.vanish();
  await until(() => lines.length === 3);
  expect(lines.every(line => line.includes('the registry failed'))).toBe(true);
  await bob.settled();
});

test('a client whose id has moved to another broker before its entry is done receives nothing about the room', async () => {
  const registry = createMemoryStore({
    graceMs: 1_000,
    rooms: 10,
    roomMembers: 10,
    roomsPerPeer: 10,
    roomKnocks: 2,
    electsHosts: false,
  }).join();
  const {url} = await startBroker(
    {},
    {
      registry: {
        ...registry,
        enter: async (room, lease, entry) =>
          entry.id === 'alice' ? 'stale' : registry.enter(room, lease, entry),
      },
    },
  );
  const [alice, bob] = [await connect(url, {id: 'alice'}), await connect(url, {id: 'bob'})];
  alice.enter('r');
  await alice.settled();
  bob.enter('r');
  await bob.nextFromBroker('room');
  await alice.settled();
  expect(alice.received).toEqual([]);
});

test('two brokers that share a store act as one: rooms, messages, ids, and queued messages', async () => {
  const store = createMemoryStore({
    graceMs: 20_000,
    rooms: 10,
    roomMembers: 10,
    roomsPerPeer: 10,
    roomKnocks: 2,
    electsHosts: false,
  });
  const one = await startBroker({}, {registry: store.join()});
  const two = await startBroker({}, {registry: store.join()});
  const alice = await connect(one.url, {id: 'alice'});
  alice.enter('r');
  await alice.nextFromBroker('room');
  alice.offer('bob', 'mc_early');
  await alice.settled();

  const bob = await connect(two.url, {id: 'bob'});
  expect((await bob.next('OFFER')).payload?.connectionId).toBe('mc_early');
  bob.enter('r');
  expect(await bob.nextFromBroker('room')).toMatchObject({members: [member(alice)]});
  expect(await alice.nextFromBroker('entered')).toMatchObject({member: member(bob)});
  bob.offer('alice', 'mc_back');
  expect(await alice.next('OFFER')).toMatchObject({src: 'bob', payload: {connectionId: 'mc_back'}});

  const thief = await dial(one.url, {id: 'bob', token: 'of a thief'});
  await thief.next('ID-TAKEN');
  // Bob's next socket reaches the other broker.
  const again = await connect(one.url, {id: 'bob'});
  expect((await bob.closed).reason).toBe('replaced');
  alice.offer('bob', 'mc_moved');
  expect((await again.next('OFFER')).payload?.connectionId).toBe('mc_moved');
});
