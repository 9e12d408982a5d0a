import {request} from 'node:http';
import {networkInterfaces} from 'node:os';
import {describe, expect, onTestFinished, test} from 'vitest';
import {createToken} from '../admission/tokens.js';
import {createBroker} from '../broker.js';
import {createLog} from '../log.js';
import {connect, dial, refusalOf} from '../testing/client.js';
import {startBroker} from '../testing/servers.js';

const read = async (url: string, headers = {}) => {
  const response = await fetch(`${url}/metrics`, {headers});
  return {status: response.status, text: await response.text()};
};

const refused = (status: number, code: string) => ({
  status,
  text: expect.stringContaining(`"code":"${code}"`) as string,
});

test('report peers, rooms, messages by type, refusals by reason, relay latency and event-loop lag', async () => {
  const {url, metrics} = await startBroker();
  const [alice, bob] = [await connect(url, {id: 'alice'}), await connect(url, {id: 'bob'})];
  alice.enter('r');
  await alice.nextFromBroker('room');
  for (let index = 0; index < 32; index += 1) alice.offer('bob');
  alice.offer('nobody');
  await alice.settled();
  await bob.next('OFFER');
  await refusalOf(dial(url, {id: '?'}));

  const text = await metrics();
  const lines = text.split('\n');
  expect(lines).toContain('rtc_broker_peers 2');
  expect(lines).toContain('rtc_broker_ids 2');
  expect(lines).toContain('rtc_broker_rooms 1');
  expect(lines).toContain('rtc_broker_queued_messages 1');
  expect(lines).toContain('rtc_broker_messages_total{type="OFFER"} 35');
  expect(lines).toContain('rtc_broker_refusals_total{reason="bad-id"} 1');
  expect(lines).toContain('rtc_broker_relay_seconds_count 2');
  expect(text).toMatch(/^rtc_broker_event_loop_lag_p99_seconds \d/m);
  expect(text).toMatch(/^process_resident_memory_bytes \d/m);
  expect(text).toMatch(/^# TYPE process_cpu_seconds_total counter$/m);
});

test('two brokers in one process count separately', async () => {
  const [one, two] = [await startBroker(), await startBroker()];
  await connect(one.url);
  expect(await one.metrics()).toContain('\nrtc_broker_peers 1\n');
  expect(await two.metrics()).toContain('\nrtc_broker_peers 0\n');
});

describe('without metricsToken', () => {
  test.each([
    ['from this machine', {}],
    ['from somewhere else', {'X-Forwarded-For': '203.0.113.1'}],
    ['with a token that somebody guesses', {Authorization: 'Bearer undefined'}],
  ])('are off, even for a request %s', async (_name, headers) => {
    const {url} = await startBroker({metricsToken: undefined});
    expect(await read(url, headers)).toEqual(refused(404, 'metrics-off'));
  });
});

test('require the token if one is set', async () => {
  const {url} = await startBroker({metricsToken: 'north'});
  expect(await read(url)).toEqual(refused(403, 'metrics-forbidden'));
  expect(await read(url, {Authorization: 'Bearer south'})).toEqual(refused(403, 'metrics-forbidden'));
  const proxied = {Authorization: 'Bearer north', 'X-Forwarded-For': '203.0.113.1'};
  expect((await read(url, proxied)).status).toBe(200);
});

describe('on metricsPort', () => {
  async function start() {
    const broker = createBroker({port: 0, metricsPort: 0, logLevel: 'silent'});
    onTestFinished(() => broker.close());
    const {url, metricsUrl = ''} = await broker.listen();
    return {broker, url, metricsUrl, port: Number(new URL(metricsUrl).port)};
  }

  /** fetch sets Host by itself. */
  const statusFor = (port: number, host: string, path = '/metrics'): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      request({host: '127.0.0.1', port, path, headers: {Host: host}}, res => {
        res.resume();
        resolve(res.statusCode);
      })
        .on('error', reject)
        .end();
    });

  test('need no token, and stay off on the main port', async () => {
    const {url, metricsUrl} = await start();
    expect(await (await fetch(metricsUrl)).text()).toContain('\nrtc_broker_peers 0\n');
    expect(await read(`${url}/rtc`)).toEqual(refused(404, 'metrics-off'));
  });

  test('can be reached only over the loopback interface', async () => {
    const {port} = await start();
    const others = Object.values(networkInterfaces())
      .flatMap(addresses => addresses ?? [])
      .filter(({internal, family}) => !internal && family === 'IPv4');
    for (const {address} of others) {
      await expect(fetch(`http://${address}:${port}/metrics`)).rejects.toThrow();
    }
    await expect(fetch(`http://[::1]:${port}/metrics`)).rejects.toThrow();
  });

  test('are refused to a page whose host name points at this machine (DNS rebinding)', async () => {
    const {port} = await start();
    expect(await statusFor(port, 'evil.example')).toBe(403);
    expect(await statusFor(port, 'localhost.evil.example:1')).toBe(403);
    expect(await statusFor(port, '[')).toBe(403);
    expect(await statusFor(port, `localhost:${port}`)).toBe(200);
    expect(await statusFor(port, 'localhost', '/')).toBe(404);
  });

  test('are closed with the broker', async () => {
    const {broker, metricsUrl} = await start();
    await fetch(metricsUrl);
    await broker.close();
    await expect(fetch(metricsUrl)).rejects.toThrow();
  });

  test('reject with the system’s error code if the port is in use', async () => {
    const {port} = await start();
    const other = createBroker({port: 0, metricsPort: port, logLevel: 'silent'});
    onTestFinished(() => other.close());
    await expect(other.listen()).rejects.toMatchObject({code: 'EADDRINUSE', port});
  });
});

test('the log mentions connections, but never a token', async () => {
  const lines: string[] = [];
  const logger = createLog('debug', {write: line => void lines.push(line)});
  const secret = 'a secret of thirty-two bytes or more';
  const {url, broker} = await startBroker({auth: {secret}}, {logger});
  const token = await createToken({secret, id: 'alice'});
  const alice = await connect(url, {id: 'alice', token});
  await fetch(`${url}/ice?id=alice&token=${token}`);
  await fetch(`${url}/nothing?token=${token}`);
  await refusalOf(dial(url, {id: 'bob', token}));
  await refusalOf(dial(url, {id: 'bob', token: `${token}x`}));
  alice.send('{bad');
  await alice.closed;
  await broker.close();
  logger.info({token, req: {authorization: `Bearer ${token}`}}, 'somebody forgot');

  const entries = lines.map(line => JSON.parse(line) as Record<string, unknown>);
  expect(entries).toContainEqual(expect.objectContaining({msg: 'connected', conn: 'c1', id: 'alice'}));
  expect(entries).toContainEqual(expect.objectContaining({msg: 'refused', conn: 'c1', code: 'bad-frame'}));
  expect(entries).toContainEqual(expect.objectContaining({msg: 'refused', code: 'id-forbidden'}));
  const signature = token.split('.')[2]!;
  expect(lines.join('')).not.toContain(signature);
  expect(lines.join('')).not.toContain(secret);
});
