import {once} from 'node:events';
import {connect as connectTcp} from 'node:net';
import {text} from 'node:stream/consumers';
import {describe, expect, test} from 'vitest';
import {connect, dial, refusalOf, until} from '../testing/client.js';
import {startBroker} from '../testing/servers.js';
import {withStoppedClock} from '../testing/stopped-clock.js';

describe('an address', () => {
  test('may have a limited number of connections at once', async () => {
    const {url} = await startBroker({limits: {connectionsPerAddress: 2}});
    const [first] = [await connect(url), await connect(url)];
    expect(await refusalOf(dial(url))).toEqual({status: 429, code: 'too-many-connections'});
    await first!.close();
    await connect(url);
  });

  test('may keep only a limited number of TCP connections open, whatever they are for', async () => {
    const {url, port} = await startBroker({limits: {connectionsPerAddress: 2}});
    const silent = Array.from({length: 20}, () => connectTcp(port, '127.0.0.1').on('error', () => {}));
    await until(() => silent.filter(socket => socket.destroyed || socket.readableEnded).length === 4);
    for (const socket of silent) socket.destroy();
    await until(() => connect(url).then(Boolean, () => false));
  });

  test('of a trusted proxy may keep any number of connections open', async () => {
    const limits = {connectionsPerAddress: 1};
    const {port} = await startBroker({trustProxy: ['127.0.0.1'], limits});
    const silent = Array.from({length: 20}, () => connectTcp(port, '127.0.0.1'));
    await Promise.all(silent.map(socket => once(socket, 'connect')));
    const last = connectTcp(port, '127.0.0.1');
    last.end('GET /rtc/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(await text(last)).toMatch(/^HTTP\/1.1 200 /);
    for (const socket of silent) socket.destroy();
  });

  test('may connect at a limited rate: some wait their turn, and those that would wait for more than 5 s are refused', async () => {
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

  test('waits for the answer if it connects too often, and its connections count meanwhile', () =>
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

  test('may send requests at a limited rate', () =>
    withStoppedClock(async () => {
      const {url} = await startBroker({limits: {requestsPerAddress: 1}});
      const ask = async () => (await fetch(`${url}/ice?id=a`)).status;
      const answers = await Promise.all(Array.from({length: 12}, ask));
      expect(answers.filter(status => status === 429).length).toBeGreaterThan(0);
      const refused = await fetch(`${url}/peerjs/id`);
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2']);
    }));

  test('behind a trusted proxy is that of the client', async () => {
    const {url} = await startBroker({trustProxy: ['127.0.0.1'], limits: {connectionsPerAddress: 1}});
    const from = (address: string) => ({headers: {'X-Forwarded-For': address}});
    await connect(url, from('203.0.113.1'));
    await connect(url, from('203.0.113.2'));
    expect(await refusalOf(dial(url, from('203.0.113.2')))).toMatchObject({code: 'too-many-connections'});
  });

  test('can’t be forged by a client that bypasses the proxy', async () => {
    const {url} = await startBroker({limits: {connectionsPerAddress: 1}});
    await connect(url, {headers: {'X-Forwarded-For': '203.0.113.1'}});
    expect(await refusalOf(dial(url, {headers: {'X-Forwarded-For': '203.0.113.2'}}))).toMatchObject({
      status: 429,
    });
  });
});

test('a full broker refuses clients', async () => {
  const {url} = await startBroker({limits: {peers: 1}});
  await connect(url);
  expect(await refusalOf(dial(url))).toEqual({status: 503, code: 'full'});
});

test('a violation delays the next connections from its address, so that reconnecting does not pay', async () => {
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

test('a request sent byte by byte times out', async () => {
  const {port, metrics} = await startBroker({handshakeMs: 200});
  const slow = connectTcp(port, '127.0.0.1');
  slow.write('GET /rtc/peerjs HTTP/1.1\r\nHost: x\r\nUpgr');
  expect(await text(slow)).toMatch(/^HTTP\/1.1 408 .*\{"code":"handshake-timeout"/s);
  expect(await metrics()).toContain('\nrtc_broker_refusals_total{reason="handshake-timeout"} 1\n');
});

test('data that is not HTTP is refused with a hint', async () => {
  const {port} = await startBroker();
  const odd = connectTcp(port, '127.0.0.1');
  odd.write('\x16\x03\x01 hello?\r\n\r\n');
  expect(await text(odd)).toMatch(/^HTTP\/1.1 400 .*\{"code":"bad-request"/s);
});
