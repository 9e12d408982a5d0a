import {once} from 'node:events';
import {connect as connectTcp} from 'node:net';
import {text} from 'node:stream/consumers';
import {describe, expect, test} from 'vitest';
import {connect, dial, refusalOf, until} from '../testing/client.js';
import {startBroker} from '../testing/servers.js';
import {withStoppedClock} from '../testing/stopped-clock.js';

describe('an address', () => {
  test('may hold so many connections at once', async () => {
    const {url} = await startBroker({limits: {connectionsPerAddress: 2}});
    const [first] = [await connect(url), await connect(url)];
    expect(await refusalOf(dial(url))).toEqual({status: 429, code: 'too-many-connections'});
    await first!.close();
    await connect(url);
  });

  test('may keep only so many connections open, whatever they are for', async () => {
    const {url, port} = await startBroker({limits: {connectionsPerAddress: 2}});
    const silent = Array.from({length: 20}, () => connectTcp(port, '127.0.0.1').on('error', () => {}));
    await until(() => silent.filter(socket => socket.destroyed || socket.readableEnded).length === 4);
    for (const socket of silent) socket.destroy();
    await until(() => connect(url).then(Boolean, () => false));
  });

  test('of a trusted proxy may keep as many as it likes', async () => {
    const limits = {connectionsPerAddress: 1};
    const {port} = await startBroker({trustProxy: ['127.0.0.1'], limits});
    const silent = Array.from({length: 20}, () => connectTcp(port, '127.0.0.1'));
    await Promise.all(silent.map(socket => once(socket, 'connect')));
    const last = connectTcp(port, '127.0.0.1');
    last.end('GET /rtc/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(await text(last)).toMatch(/^HTTP\/1.1 200 /);
    for (const socket of silent) socket.destroy();
  });

  test('may connect so often: some wait their turn, and those who would wait for more than 5 s are refused', async () => {
    const {url} = await startBroker({limits: {joinsPerAddress: 2}});
    const start = performance.now();
    const attempts = Array.from({length: 30}, () =>
      dial(url).then(
        () => 'in',
        () => 'out',
      ),
    );
    const outcomes = await Promise.all(attempts);
    const isIn = outcomes.filter(outcome => outcome === 'in').length;
    expect(isIn).toBeGreaterThanOrEqual(20);
    expect(isIn).toBeLessThan(30);
    expect(performance.now() - start).toBeGreaterThan(4_000);
    expect(await refusalOf(Promise.all(Array.from({length: 30}, () => dial(url))))).toEqual({
      status: 429,
      code: 'rate-limited',
    });
  });

  test('waits for the answer when it connects too often, and takes up its connections meanwhile', () =>
    withStoppedClock(async clock => {
      const {url} = await startBroker({limits: {joinsPerAddress: 1, connectionsPerAddress: 30}});
      const codes: string[] = [];
      const attempts = Array.from({length: 60}, async () => {
        const refusal = await refusalOf(dial(url)).catch(() => null);
        codes.push(refusal?.code ?? 'let in');
      });
      // Answered at once, since all 30 places are taken: by those who were let in, and those who wait.
      await until(() => codes.filter(code => code === 'too-many-connections').length === 30);
      expect(codes).not.toContain('rate-limited');
      await clock.advance(6_000);
      await Promise.all(attempts);
      // Five at once, and five that wait for up to 5 s.
      expect(codes.filter(code => code === 'let in').length).toBeLessThan(15);
      expect(codes.filter(code => code === 'rate-limited').length).toBeGreaterThan(14);
      expect(codes.filter(code => code === 'too-many-connections')).toHaveLength(30);
    }));

  test('may ask so often', () =>
    withStoppedClock(async () => {
      const {url} = await startBroker({limits: {requestsPerAddress: 1}});
      const ask = async () => (await fetch(`${url}/ice?id=a`)).status;
      const answers = await Promise.all(Array.from({length: 12}, ask));
      expect(answers.filter(status => status === 429).length).toBeGreaterThan(0);
      const refused = await fetch(`${url}/peerjs/id`);
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2']);
    }));

  test('behind a trusted proxy is the client’s', async () => {
    const {url} = await startBroker({trustProxy: ['127.0.0.1'], limits: {connectionsPerAddress: 1}});
    const from = (address: string) => ({headers: {'X-Forwarded-For': address}});
    await connect(url, from('203.0.113.1'));
    await connect(url, from('203.0.113.2'));
    expect(await refusalOf(dial(url, from('203.0.113.2')))).toMatchObject({code: 'too-many-connections'});
  });

  test('can’t be made up by who comes without the proxy', async () => {
    const {url} = await startBroker({limits: {connectionsPerAddress: 1}});
    await connect(url, {headers: {'X-Forwarded-For': '203.0.113.1'}});
    expect(await refusalOf(dial(url, {headers: {'X-Forwarded-For': '203.0.113.2'}}))).toMatchObject({
      status: 429,
    });
  });
});

test('a full broker says so', async () => {
  const {url} = await startBroker({limits: {peers: 1}});
  await connect(url);
  expect(await refusalOf(dial(url))).toEqual({status: 503, code: 'full'});
});

describe('a socket that sends too fast', () => {
  test('is read more slowly, and loses nothing', async () => {
    const {url} = await startBroker({limits: {messagesPerSocket: 100}});
    const [alice, bob] = [await connect(url), await connect(url, {id: 'bob'})];
    const start = performance.now();
    for (let index = 0; index < 550; index += 1) alice.offer('bob', `mc_${index}`);
    for (let index = 0; index < 550; index += 1) {
      expect((await bob.next('OFFER')).payload?.connectionId).toBe(`mc_${index}`);
    }
    alice.offer('bob', 'mc_after');
    await bob.next('OFFER');
    // Five hundred at once, then a hundred a second.
    expect(performance.now() - start).toBeGreaterThan(400);
  });

  test('is that of its address too, all its sockets together', () =>
    withStoppedClock(async () => {
      const {url, metrics} = await startBroker({limits: {messagesPerAddress: 20}});
      const clients = [await connect(url), await connect(url), await connect(url)];
      // A hundred at once are the address's; none of the three comes near its own limit.
      for (const client of clients) for (let index = 0; index < 100; index += 1) client.offer(client.id);
      await until(async () => {
        return /\nrtc_broker_throttled_total [1-9]/.test(await metrics());
      });
      expect(clients.every(({isOpen}) => isOpen)).toBe(true);
    }));

  test('is cut off when it goes on and on', async () => {
    const {url} = await startBroker({limits: {messagesPerSocket: 10}});
    const alice = await connect(url);
    for (let index = 0; index < 1_000; index += 1) alice.send('{"type":"HEARTBEAT"}');
    expect(await alice.closed).toEqual({code: 4429, reason: 'rate-limited'});
  });
});

describe('what is no message costs as much as one', () => {
  test('a flood of pongs is cut off', async () => {
    const {url} = await startBroker({limits: {messagesPerSocket: 10}});
    const hostile = await connect(url);
    for (let index = 0; index < 1_000; index += 1) hostile.socket.pong();
    expect(await hostile.closed).toEqual({code: 4429, reason: 'rate-limited'});
  });

  test('pings are read more slowly', () =>
    withStoppedClock(async () => {
      const {url, metrics} = await startBroker({limits: {messagesPerSocket: 10}});
      const hostile = await connect(url);
      let pongs = 0;
      hostile.socket.on('pong', () => (pongs += 1));
      // No more at once: ws ends a socket that lets 60 of its answers pile up.
      for (const answered of [0, 40]) {
        await until(() => pongs === answered);
        for (let index = 0; index < 40; index += 1) hostile.socket.ping();
      }
      await until(async () => {
        return (await metrics()).includes('\nrtc_broker_throttled_total 1\n');
      });
    }));
});

test('a message in a thousand pieces is none', async () => {
  const {url} = await startBroker();
  const hostile = await connect(url);
  for (let index = 0; index < 1_000; index += 1) hostile.socket.send('', {fin: false});
  expect((await hostile.closed).code).toBe(1008);
});

test('an offence delays the next who connects from its address, so that it does not pay to come back', async () => {
  const {url} = await startBroker();
  let offences = 0;
  const start = performance.now();
  while (performance.now() - start < 3_000) {
    const hostile = await connect(url);
    hostile.send('{bad');
    await hostile.closed;
    offences += 1;
  }
  // Five at once, then one a second; a connection is worth a millisecond or two without that.
  expect(offences).toBeLessThan(12);
});

test('who is hung up on may not go on sending for long', async () => {
  const {url} = await startBroker();
  const hostile = await connect(url);
  const sent = new Promise(resolve => {
    hostile.socket.send(Buffer.alloc(50 * 2 ** 20), resolve);
  });
  await hostile.closed;
  // Cut off in the middle of it, and not read to its end.
  expect(await sent).toBeInstanceOf(Error);
});

test('nor may who was replaced', async () => {
  const {url} = await startBroker();
  const hostile = await connect(url);
  // Hears no goodbye, and so says none.
  hostile.socket.pause();
  await connect(url, {id: hostile.id});
  const sent = new Promise(resolve => {
    const chunk = Buffer.alloc(4_096);
    for (let index = 0; index < 10_000; index += 1) hostile.socket.send(chunk);
    hostile.socket.send(chunk, resolve);
  });
  expect(await sent).toBeInstanceOf(Error);
});

describe('a socket that reads nothing', () => {
  const payload = {type: 'x', x: 'x'.repeat(60_000)};
  const limits = {bufferedBytes: 200_000, messagesPerSocket: 100_000, messagesPerAddress: 100_000};

  test('is cut off before it fills the memory', async () => {
    const {url, metrics} = await startBroker({limits});
    const [alice, bob] = [await connect(url), await connect(url, {id: 'bob'})];
    bob.socket.pause();
    await until(async () => {
      for (let index = 0; index < 20; index += 1) bob.send({type: 'OFFER', dst: 'bob', payload});
      await alice.settled();
      return /rtc_broker_refusals_total\{reason="slow-reader"\} 1/.test(await metrics());
    });
    bob.socket.resume();
    expect((await bob.closed).code).toBe(1006);
  });

  test('is not cut off because others flood it: they hear that nobody is there', async () => {
    const {url} = await startBroker({limits});
    const [alice, bob] = [await connect(url, {id: 'alice'}), await connect(url, {id: 'bob'})];
    bob.socket.pause();
    let expired = 0;
    await until(async () => {
      for (let index = 0; index < 20; index += 1) alice.send({type: 'OFFER', dst: 'bob', payload});
      await alice.settled();
      expired = alice.received.filter(({type, src}) => type === 'EXPIRE' && src === 'bob').length;
      return expired > 100;
    });
    bob.socket.resume();
    await bob.settled();
    alice.offer('bob', 'mc_after');
    await bob.next('OFFER', ({payload}) => payload?.connectionId === 'mc_after');
    expect(bob.isOpen).toBe(true);
  });
});

describe('a socket that shows no sign of life', () => {
  test('is pinged, and cut off when it answers nothing', () =>
    withStoppedClock(async clock => {
      const {url} = await startBroker({silenceMs: 200});
      const mute = await connect(url, {autoPong: false});
      let pings = 0;
      mute.socket.on('ping', () => (pings += 1));
      await clock.advance(175);
      await until(() => pings === 1);
      expect(mute.isOpen).toBe(true);
      await clock.advance(25);
      expect((await mute.closed).code).toBe(1006);
      expect(pings).toBe(1);
    }));

  test('stays when it answers, as browsers do by themselves', () =>
    withStoppedClock(async clock => {
      const {url} = await startBroker({silenceMs: 1_000});
      const quiet = await connect(url);
      let pings = 0;
      quiet.socket.on('ping', () => (pings += 1));
      for (const count of [1, 2, 3]) {
        await clock.advance(500);
        await until(() => pings === count);
        // By the time that this is answered, the pong has arrived.
        await fetch(`${url}/health`);
      }
      expect(quiet.isOpen).toBe(true);
    }));

  test('loses no message: what is sent to it waits for its answer, or for the socket that takes its place', () =>
    withStoppedClock(async clock => {
      const {url} = await startBroker({silenceMs: 4_000});
      const [ada, ben] = [await connect(url), await connect(url, {autoPong: false})];
      const pinged = async () => {
        const ping = once(ben.socket, 'ping');
        await clock.advance(2_000);
        await ping;
      };
      await pinged();
      ada.offer(ben.id, 'first');
      await ada.settled();
      expect(ben.received).toEqual([]);
      ben.socket.pong();
      expect((await ben.next('OFFER')).payload).toMatchObject({connectionId: 'first'});

      await pinged();
      ada.offer(ben.id, 'second');
      await ada.settled();
      expect(ben.received).toEqual([]);
      const next = await connect(url, {id: ben.id});
      expect((await next.next('OFFER')).payload).toMatchObject({connectionId: 'second'});
    }));
});

test('who sends a request byte by byte runs out of time', async () => {
  const {port, metrics} = await startBroker({handshakeMs: 200});
  const slow = connectTcp(port, '127.0.0.1');
  slow.write('GET /rtc/peerjs HTTP/1.1\r\nHost: x\r\nUpgr');
  expect(await text(slow)).toMatch(/^HTTP\/1.1 408 .*\{"code":"handshake-timeout"/s);
  expect(await metrics()).toContain('\nrtc_broker_refusals_total{reason="handshake-timeout"} 1\n');
});

test('what is no HTTP is refused with a hint', async () => {
  const {port} = await startBroker();
  const odd = connectTcp(port, '127.0.0.1');
  odd.write('\x16\x03\x01 hello?\r\n\r\n');
  expect(await text(odd)).toMatch(/^HTTP\/1.1 400 .*\{"code":"bad-request"/s);
});
