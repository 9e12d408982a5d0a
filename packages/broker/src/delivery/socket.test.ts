import {once} from 'node:events';
import {describe, expect, test} from 'vitest';
import {connect, until} from '../testing/client.js';
import {startBroker} from '../testing/servers.js';
import {withStoppedClock} from '../testing/stopped-clock.js';

describe('a socket that sends too fast', () => {
  test('is read more slowly and loses nothing', async () => {
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

  test('is also limited with all other sockets of its address', () =>
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

  test('is disconnected if it continues', async () => {
    const {url} = await startBroker({limits: {messagesPerSocket: 10}});
    const alice = await connect(url);
    for (let index = 0; index < 1_000; index += 1) alice.send('{"type":"HEARTBEAT"}');
    expect(await alice.closed).toEqual({code: 4429, reason: 'rate-limited'});
  });
});

describe('frames that are not messages count like messages', () => {
  test('a flood of pongs is disconnected', async () => {
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

test('a message in a thousand fragments is refused', async () => {
  const {url} = await startBroker();
  const hostile = await connect(url);
  for (let index = 0; index < 1_000; index += 1) hostile.socket.send('', {fin: false});
  expect((await hostile.closed).code).toBe(1008);
});

test('a disconnected client can’t keep sending for long', async () => {
  const {url} = await startBroker();
  const hostile = await connect(url);
  const sent = new Promise(resolve => {
    hostile.socket.send(Buffer.alloc(50 * 2 ** 20), resolve);
  });
  await hostile.closed;
  // Cut off in the middle of it, and not read to its end.
  expect(await sent).toBeInstanceOf(Error);
});

test('a replaced client can’t keep sending for long', async () => {
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

describe('a socket that does not read', () => {
  const payload = {type: 'x', x: 'x'.repeat(60_000)};
  const limits = {bufferedBytes: 200_000, messagesPerSocket: 100_000, messagesPerAddress: 100_000};

  test('is disconnected before it fills the memory', async () => {
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

  test('is not disconnected because others flood it: their messages expire', async () => {
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

describe('a silent socket', () => {
  test('is pinged, and disconnected if it does not answer', () =>
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

  test('stays connected if it answers, as browsers do by themselves', () =>
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

  test('loses no messages: they are kept until it answers or is replaced', () =>
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
