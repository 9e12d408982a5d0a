/** Rooms with a door, on the wire: docs/protocol.md. */
import {randomBytes} from 'node:crypto';
import {describe, expect, test} from 'vitest';
import {createToken} from '../admission/index.js';
import type {BrokerOptions} from '../options/index.js';
import {connect, type Client} from '../testing/client.js';
import {base32, KEY, order, ROOM} from '../testing/door.js';
import {startBroker} from '../testing/servers.js';

const SECRET = 'a secret of at least 32 characters';

/** Host and guest in a room that is locked after both are in. */
async function house(options: BrokerOptions = {}) {
  const {url} = await startBroker(options);
  const [host, guest] = [await connect(url, {id: 'host'}), await connect(url, {id: 'guest'})];
  host.enter(ROOM, {key: KEY});
  await host.nextFromBroker('room');
  guest.enter(ROOM);
  await guest.nextFromBroker('room');
  await host.nextFromBroker('entered');
  const knock = async (id: string, fields: object = {}) => {
    const client = await connect(url, {id});
    client.enter(ROOM, fields);
    await client.nextFromBroker('knocking');
    return client;
  };
  return {url, host, guest, knock};
}

const kinds = (client: Client): unknown[] =>
  client.received.map(({type, payload}) => (payload?.type === 'rtc-call' ? payload.kind : type));

async function settled(...clients: Client[]): Promise<void> {
  for (const client of clients) await client.settled();
}

describe('a host', () => {
  test('is who presents the key of the room, and everybody is told', async () => {
    const {url, host, guest} = await house();
    host.enter(ROOM, {key: KEY});
    const room = await host.nextFromBroker('room');
    expect(room).toMatchObject({isLocked: false, self: {id: 'host', host: true, moderator: true}});
    expect(room.members).toMatchObject([{id: 'guest'}]);
    const third = await connect(url, {id: 'third'});
    third.enter(ROOM);
    const seen = await third.nextFromBroker('room');
    expect(seen).toMatchObject({self: {id: 'third'}, members: [{id: 'host', host: true}, {id: 'guest'}]});
    expect(JSON.stringify([room, seen])).not.toMatch(/marks|inSince|bans/);
    expect(await order(guest, 'lock')).toBe('not-a-host');
    expect(await order(host, 'lock')).toBe('done');
  });

  test.each([
    ['bad-host-key', KEY.slice(1)],
    ['bad-host-key', `${KEY}a`],
    ['bad-host-key', ''],
    ['wrong-host-key', base32(randomBytes(20))],
  ])('is nobody else: %s', async (code, key) => {
    const {url} = await house();
    const other = await connect(url, {id: 'other'});
    other.enter(ROOM, {key});
    expect(await other.nextFromBroker('refused')).toMatchObject({of: 'enter', room: ROOM, code});
    expect(await order(other, 'lock')).toBe('not-in-room');
  });

  test('is nobody in a room without a tag, whatever the key', async () => {
    const {url} = await startBroker();
    const client = await connect(url, {id: 'client'});
    client.enter('standup', {key: KEY});
    expect(await client.nextFromBroker('refused')).toMatchObject({code: 'wrong-host-key'});
    client.enter('standup');
    await client.nextFromBroker('room');
    expect(await order(client, 'lock', undefined, 'standup')).toBe('not-a-host');
  });

  test('of one room is none in another', async () => {
    const {host, url} = await house();
    const other = await connect(url, {id: 'other'});
    other.enter('elsewhere');
    await other.nextFromBroker('room');
    expect(await order(host, 'lock', undefined, 'elsewhere')).toBe('not-in-room');
    expect(await order(host, 'remove', 'other')).toBe('no-such-member');
    host.enter('elsewhere');
    await host.nextFromBroker('room');
    expect(await order(host, 'remove', 'other', 'elsewhere')).toBe('not-a-host');
  });

  test('that guesses keys is slowed down, and never gets in', async () => {
    const {url} = await startBroker({limits: {joinsPerSocket: 5, joinsPerAddress: 50}});
    const start = performance.now();
    const thieves = await Promise.all(Array.from({length: 10}, (_, n) => connect(url, {id: `thief${n}`})));
    for (const thief of thieves)
      for (let index = 0; index < 1_000; index += 1) thief.enter(ROOM, {key: base32(randomBytes(20))});
    await Promise.all(thieves.map(thief => thief.settled()));
    const codes = thieves.flatMap(({received}) => received.map(({payload}) => payload?.code));
    const count = (wanted: string): number => codes.filter(code => code === wanted).length;
    // Each socket may try five times per second, and five seconds' worth at once.
    const seconds = (performance.now() - start) / 1_000;
    expect(count('wrong-host-key')).toBeLessThanOrEqual(10 * 5 * (seconds + 5));
    expect(count('wrong-host-key') + count('rate-limited')).toBe(10_000);
    expect(thieves.flatMap(kinds)).not.toContain('room');
  });

  test('may not order too fast, or nonsense', async () => {
    const {host} = await house({limits: {joinsPerSocket: 1}});
    for (const fields of [
      {action: 'explode'},
      {action: 'lock', ids: ['guest']},
      {action: 'remove'},
      {action: 'mute', ids: []},
      {action: 'mute', ids: Array.from({length: 301}, (_, index) => `p${index}`)},
      {action: 'mute', ids: ['not an id!']},
    ]) {
      host.sendToBroker('moderate', {room: ROOM, n: 7, ...fields});
      expect(await host.nextFromBroker('refused')).toMatchObject({of: 'moderate', n: 7, code: 'bad-message'});
    }
    const codes: string[] = [];
    for (let index = 0; index < 10; index += 1) codes.push(await order(host, 'mute', 'guest'));
    expect(codes).toContain('rate-limited');
  });
});

describe('with tokens', () => {
  const admit = async (url: string, id: string, claims: object = {}, room = 'r', fields: object = {}) => {
    const client = await connect(url, {id, token: await createToken({secret: SECRET, id, ...claims})});
    client.enter(room, fields);
    return client;
  };

  test('a moderator is a host, a token with `knock` knocks, and others enter', async () => {
    const {url} = await startBroker({auth: {secret: SECRET}});
    const host = await admit(url, 'host', {moderator: true});
    await host.nextFromBroker('room');
    const visitor = await admit(url, 'visitor', {knock: true, name: 'Vera'}, 'r', {name: 'Eve', text: 'Hi'});
    await visitor.nextFromBroker('knocking');
    expect(await host.nextFromBroker('entered')).toMatchObject({
      member: {id: 'visitor', name: 'Vera', knocking: true, text: 'Hi'},
    });
    const colleague = await admit(url, 'colleague');
    expect((await colleague.nextFromBroker('room')).members).toMatchObject([{id: 'host'}]);
    expect(await order(colleague, 'admit', 'visitor', 'r')).toBe('not-a-host');
    expect(await order(host, 'admit', undefined, 'r')).toBe('done');
    await visitor.nextFromBroker('room');
  });

  test('who was removed can’t come back with another page or a new token for the same id', async () => {
    const {url} = await startBroker({auth: {secret: SECRET}});
    const host = await admit(url, 'host', {moderator: true});
    const rude = await admit(url, 'rude');
    await rude.nextFromBroker('room');
    expect(await order(host, 'remove', 'rude', 'r')).toBe('done');
    expect(await rude.nextFromBroker('out')).toMatchObject({room: 'r', reason: 'removed'});
    const again = await admit(url, 'rude', {name: 'Nice'}, 'r', {session: 'another'});
    expect(await again.nextFromBroker('refused')).toMatchObject({of: 'enter', code: 'removed'});
    // Others from that address don't have to knock: tokens say who they are.
    const other = await admit(url, 'other');
    await other.nextFromBroker('room');
    expect(await order(other, 'remove', 'host', 'r')).toBe('not-a-host');
    expect(await order(host, 'remove', 'nobody', 'r')).toBe('no-such-member');
  });

  test('whose owner has to knock, they knock even where the first one is the host', async () => {
    const {url} = await startBroker({auth: {secret: SECRET}, hosts: 'first'});
    const visitor = await admit(url, 'visitor', {knock: true});
    await visitor.nextFromBroker('knocking');
    const staff = await admit(url, 'staff');
    expect(await staff.nextFromBroker('room')).toMatchObject({self: {host: true}});
    expect(await order(staff, 'admit', undefined, 'r')).toBe('done');
    await visitor.nextFromBroker('room');
  });

  test('a moderator can’t be removed, but muted', async () => {
    const {url} = await startBroker({auth: {secret: SECRET}});
    const one = await admit(url, 'one', {moderator: true});
    const two = await admit(url, 'two', {moderator: true});
    await two.nextFromBroker('room');
    expect(await order(one, 'remove', 'two', 'r')).toBe('host-not-allowed');
    expect(await order(one, 'mute', 'two', 'r')).toBe('done');
    expect(await two.nextFromBroker('self')).toMatchObject({member: {id: 'two', muted: true}});
  });
});

describe('somebody who knocks', () => {
  test('hears nothing of the room, and only hosts hear of them', async () => {
    const {host, guest, knock} = await house();
    await order(host, 'lock');
    await guest.nextFromBroker('door');
    const eve = await knock('eve', {name: 'Eve', text: 'Let  me\nin', stage: 'in'});
    expect(await host.nextFromBroker('entered')).toMatchObject({
      member: {id: 'eve', name: 'Eve', knocking: true, text: 'Let me in'},
    });
    guest.sendToBroker('update', {room: ROOM, name: 'A guest'});
    host.sendToBroker('update', {room: ROOM, name: 'The host'});
    await settled(host, guest, eve);
    expect(kinds(eve)).toEqual([]);
    expect(kinds(guest)).toEqual(['updated']);
  });

  test('sends nobody anything, and gets frames from hosts alone', async () => {
    const {host, guest, knock} = await house();
    await order(host, 'lock');
    const eve = await knock('eve');
    for (const id of ['guest', 'host']) {
      eve.offer(id);
      await eve.next('EXPIRE', ({src}) => src === id);
      expect(await eve.nextFromBroker('refused')).toMatchObject({code: 'recipient-forbidden'});
      eve.send({type: 'CANDIDATE', dst: id, payload: {type: 'media', connectionId: 'mc_1'}});
      eve.sendToBroker('moderate', {room: ROOM, n: 1, action: 'unlock'});
      eve.send({type: 'OFFER', dst: id, payload: {type: 'rtc-call', kind: 'bye', link: 'x', reason: 'left'}});
    }
    guest.offer('eve');
    await guest.next('EXPIRE');
    await settled(eve, host, guest);
    for (const {received} of [host, guest]) expect(received.filter(({src}) => src === 'eve')).toEqual([]);
    expect(kinds(eve)).not.toContain('OFFER');
    expect(kinds(eve)).not.toContain('moderated');
    host.offer('eve');
    expect(await eve.next('OFFER', ({src}) => src === 'host')).toMatchObject({payload: {type: 'media'}});
  });

  test('is admitted once, and comes back through a lost socket and a reload', async () => {
    const {url, host, guest, knock} = await house();
    await order(host, 'lock');
    const eve = await knock('eve');
    await host.nextFromBroker('entered');
    expect(await order(host, 'admit', 'eve')).toBe('done');
    expect(await eve.nextFromBroker('room')).toMatchObject({
      members: [{id: 'host'}, {id: 'guest'}],
      isLocked: true,
      self: {id: 'eve'},
    });
    expect(await host.nextFromBroker('updated')).toMatchObject({member: {id: 'eve'}});
    const entered = await guest.nextFromBroker('entered');
    expect(entered).toMatchObject({member: {id: 'eve'}});
    expect(entered.member).not.toHaveProperty('knocking');
    eve.offer('guest');
    await guest.next('OFFER', ({src}) => src === 'eve');
    eve.socket.terminate();
    const reloaded = await connect(url, {id: 'eve'});
    reloaded.enter(ROOM, {session: 'another page'});
    await reloaded.nextFromBroker('room');
  });

  test('is refused, and may knock again', async () => {
    const {host, knock} = await house();
    await order(host, 'lock');
    const eve = await knock('eve');
    expect(await order(host, 'refuse', 'eve')).toBe('done');
    expect(await eve.nextFromBroker('out')).toEqual({
      type: 'rtc-call',
      kind: 'out',
      room: ROOM,
      reason: 'refused',
    });
    expect(await host.nextFromBroker('exited')).toMatchObject({id: 'eve', reason: 'left', by: 'host'});
    expect(await order(host, 'admit', 'eve')).toBe('no-such-member');
    eve.enter(ROOM);
    await eve.nextFromBroker('knocking');
  });

  test('may stand outside without asking, and is not admitted with all the others', async () => {
    const {host, knock} = await house();
    await order(host, 'lock');
    const looks = await knock('looks', {stage: 'lobby'});
    const asks = await knock('asks');
    expect(await order(host, 'admit')).toBe('done');
    await asks.nextFromBroker('room');
    await looks.settled();
    expect(kinds(looks)).toEqual([]);
    looks.sendToBroker('update', {room: ROOM, stage: 'in', text: 'Now I do'});
    expect(
      await host.next(
        'OFFER',
        ({payload}) => payload?.kind === 'updated' && (payload.member as {id: string}).id === 'looks',
      ),
    ).toMatchObject({payload: {member: {knocking: true, stage: 'in', text: 'Now I do'}}});
    await order(host, 'admit', 'looks');
    expect(await looks.nextFromBroker('room')).toMatchObject({self: {stage: 'in'}});
  });

  test('has had a place in the lobby until the room was locked', async () => {
    const {url, host, guest} = await house();
    const looks = await connect(url, {id: 'looks'});
    looks.enter(ROOM, {stage: 'lobby'});
    await looks.nextFromBroker('room');
    await guest.nextFromBroker('entered');
    await order(host, 'lock');
    await looks.nextFromBroker('knocking');
    expect(await guest.nextFromBroker('exited')).toMatchObject({id: 'looks', reason: 'left'});
    expect(await host.nextFromBroker('updated')).toMatchObject({member: {id: 'looks', knocking: true}});
    await order(host, 'unlock');
    await looks.nextFromBroker('room');
    expect(await guest.nextFromBroker('entered')).toMatchObject({member: {id: 'looks'}});
  });

  test('is one of a limited number, at the door and from one address', async () => {
    const {host, url, knock} = await house({limits: {roomKnocks: 2}});
    await order(host, 'lock');
    await knock('one');
    await knock('two');
    const three = await connect(url, {id: 'three'});
    three.enter(ROOM);
    expect(await three.nextFromBroker('refused')).toMatchObject({of: 'enter', code: 'too-many-knocks'});
    const other = await house({limits: {knocksPerAddress: 1}});
    await order(other.host, 'lock');
    await other.knock('one');
    const two = await connect(other.url, {id: 'two'});
    two.enter(ROOM);
    expect(await two.nextFromBroker('refused')).toMatchObject({of: 'enter', code: 'too-many-knocks'});
  });

  test('has a text of at most 140 characters and a name of at most 100', async () => {
    const {host, knock} = await house();
    await order(host, 'lock');
    await knock('long', {name: '🎉'.repeat(200), text: 'x'.repeat(1_000)});
    const {member} = await host.nextFromBroker('entered');
    const {name, text} = member as {name: string; text: string};
    expect([Array.from(name).length, text.length]).toEqual([100, 140]);
  });
});

describe('a room with a door', () => {
  test('is closed to frames of those who are not in it', async () => {
    const {url, host, guest} = await house();
    const stranger = await connect(url, {id: 'stranger'});
    stranger.offer('guest');
    expect(await stranger.next('EXPIRE')).toMatchObject({src: 'guest'});
    guest.offer('stranger');
    await guest.next('EXPIRE');
    guest.offer('host');
    await host.next('OFFER', ({src}) => src === 'guest');
    stranger.enter('elsewhere');
    await stranger.nextFromBroker('room');
    stranger.offer('host');
    await stranger.next('EXPIRE');
    await settled(stranger, guest);
    expect(guest.received.filter(({src}) => src === 'stranger')).toEqual([]);
  });

  test('silences until the muted member unmutes, also for who comes later', async () => {
    const {url, host, guest} = await house();
    expect(await order(host, 'mute')).toBe('done');
    expect(await guest.nextFromBroker('self')).toMatchObject({member: {id: 'guest', muted: true}});
    expect(await order(host, 'stop-share', 'guest')).toBe('done');
    await guest.nextFromBroker('self');
    const late = await connect(url, {id: 'late'});
    late.enter(ROOM);
    expect((await late.nextFromBroker('room')).members).toContainEqual(
      expect.objectContaining({id: 'guest', muted: true, shareStopped: true}),
    );
    // A message to the others does not count.
    guest.send({type: 'OFFER', dst: 'late', payload: {type: 'rtc-call', kind: 'updated', member: {}}});
    guest.sendToBroker('update', {room: ROOM, muted: false});
    const {member} = await late.nextFromBroker('updated');
    expect(member).toMatchObject({id: 'guest', shareStopped: true});
    expect(member).not.toHaveProperty('muted');
    expect(host.received.some(({payload}) => payload?.kind === 'self')).toBe(false);
  });

  test('is closed to whoever was removed: as before, with another page; with another id, they knock', async () => {
    const {url, host, guest} = await house();
    expect(await order(host, 'remove', 'guest')).toBe('done');
    expect(await guest.nextFromBroker('out')).toMatchObject({reason: 'removed'});
    guest.offer('host');
    expect(await guest.nextFromBroker('refused')).toMatchObject({of: 'OFFER', code: 'recipient-forbidden'});
    guest.enter(ROOM);
    expect(await guest.nextFromBroker('refused')).toMatchObject({of: 'enter', code: 'removed'});
    guest.enter(ROOM, {session: 'another page'});
    expect(await guest.nextFromBroker('refused')).toMatchObject({code: 'removed'});
    const disguised = await connect(url, {id: 'disguised'});
    disguised.enter(ROOM);
    await disguised.nextFromBroker('knocking');
    await guest.close();
    const sameSecret = await connect(url, {id: 'new-id', token: guest.id});
    sameSecret.enter(ROOM);
    await sameSecret.next('OFFER', ({payload}) => ['refused', 'knocking'].includes(payload?.kind ?? ''));
  });

  test('has two hosts at once, who may do the same', async () => {
    const {url, host, guest} = await house();
    const second = await connect(url, {id: 'second'});
    second.enter(ROOM, {key: KEY});
    await second.nextFromBroker('room');
    const codes = await Promise.all([
      order(host, 'remove', 'guest'),
      order(second, 'remove', 'guest'),
      order(host, 'lock'),
      order(second, 'lock'),
    ]);
    expect(codes.toSorted()).toEqual(expect.arrayContaining(['done', 'done', 'done']));
    expect(codes.every(code => code === 'done' || code === 'no-such-member')).toBe(true);
    await guest.nextFromBroker('out');
  });

  test('waits for its host who is away, and opens when nobody hosts it any more', async () => {
    const {url, host, knock} = await house({graceMs: 1_000});
    await order(host, 'lock');
    const eve = await knock('eve');
    host.socket.terminate();
    const back = await connect(url, {id: 'host'});
    back.enter(ROOM, {key: KEY});
    expect(await back.nextFromBroker('room')).toMatchObject({isLocked: true});
    expect(await order(back, 'mute')).toBe('done');
    await eve.settled();
    expect(kinds(eve)).toEqual([]);
    back.socket.terminate();
    expect(await eve.nextFromBroker('room')).toMatchObject({isLocked: false});
  });

  test('removes whoever has the same secret as well, under whatever id', async () => {
    const {url, host} = await house();
    const clients: Client[] = [];
    for (const id of ['one', 'two']) {
      const client = await connect(url, {id, token: 'the same'});
      client.enter(ROOM);
      await client.nextFromBroker('room');
      clients.push(client);
    }
    expect(await order(host, 'remove', 'one')).toBe('done');
    for (const client of clients)
      expect(await client.nextFromBroker('out')).toMatchObject({reason: 'removed'});
  });

  test('is passed by no EXPIRE of a client', async () => {
    const {url, guest} = await house();
    const stranger = await connect(url, {id: 'stranger'});
    stranger.send({type: 'EXPIRE', dst: 'guest', payload: {text: 'Hello'}});
    await settled(stranger, guest);
    expect(guest.received.filter(({type}) => type === 'EXPIRE')).toEqual([]);
  });

  test('is the same place as before for whoever enters again and is refused', async () => {
    const {host, guest} = await house({limits: {joinsPerSocket: 1}});
    guest.enter(ROOM, {key: base32(randomBytes(20))});
    expect(await guest.nextFromBroker('refused')).toMatchObject({code: 'wrong-host-key'});
    host.sendToBroker('update', {room: ROOM, name: 'The host'});
    expect(await guest.nextFromBroker('updated')).toMatchObject({member: {name: 'The host'}});
  });

  test('ends for all, also for those who knock, who hear nothing else', async () => {
    const {host, guest, knock} = await house();
    await order(host, 'lock');
    const eve = await knock('eve');
    expect(await order(host, 'end')).toBe('done');
    expect(await eve.nextFromBroker('out')).toMatchObject({reason: 'ended'});
    await eve.settled();
    expect(kinds(eve)).toEqual([]);
    for (const client of [host, guest])
      expect(await client.nextFromBroker('out')).toMatchObject({room: ROOM, reason: 'ended'});
    guest.enter(ROOM);
    expect(await guest.nextFromBroker('room')).toMatchObject({members: []});
  });

  test('is kept by whoever came first, if the operator wants it so', async () => {
    const {url} = await startBroker({hosts: 'first', knock: true});
    const enter = async (id: string, kind: string) => {
      const client = await connect(url, {id});
      client.enter('r');
      await client.nextFromBroker(kind);
      return client;
    };
    const first = await enter('first', 'room');
    const second = await enter('second', 'knocking');
    expect(await order(first, 'remove', 'second', 'r')).toBe('host-not-allowed');
    expect(await order(first, 'admit', 'second', 'r')).toBe('done');
    expect(await second.nextFromBroker('room')).toMatchObject({members: [{id: 'first', host: true}]});
    expect(await order(second, 'mute', 'first', 'r')).toBe('not-a-host');
    first.sendToBroker('exit', {room: 'r'});
    // The new list says that the first one is gone.
    expect(await second.nextFromBroker('room')).toMatchObject({self: {id: 'second', host: true}});
    const third = await enter('third', 'knocking');
    expect(await order(second, 'admit', undefined, 'r')).toBe('done');
    await third.nextFromBroker('room');
  });
});
