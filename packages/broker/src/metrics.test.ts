import {expect, test} from 'vitest';
import {createLog} from './log.js';
import {connect, dial, refusalOf} from './testing/client.js';
import {startBroker} from './testing/servers.js';
import {createToken} from './tokens.js';

const read = async (url: string, headers = {}) => {
  const response = await fetch(`${url}/metrics`, {headers});
  return {status: response.status, text: await response.text()};
};

test('tell peers, rooms, messages by type, refusals by reason, relay latency and event-loop lag', async () => {
  const {url} = await startBroker();
  const [alice, bob] = [await connect(url, {id: 'alice'}), await connect(url, {id: 'bob'})];
  alice.enter('r');
  await alice.heard('room');
  for (let index = 0; index < 32; index += 1) alice.offer('bob');
  alice.offer('nobody');
  await alice.settled();
  await bob.next('OFFER');
  await refusalOf(dial(url, {id: '?'}));

  const {text} = await read(url);
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

test('two brokers in one process count for themselves', async () => {
  const [one, two] = [await startBroker(), await startBroker()];
  await connect(one.url);
  expect((await read(one.url)).text).toContain('\nrtc_broker_peers 1\n');
  expect((await read(two.url)).text).toContain('\nrtc_broker_peers 0\n');
});

test('are for this machine only', async () => {
  const {url} = await startBroker();
  expect((await read(url, {'X-Forwarded-For': '203.0.113.1'})).status).toBe(403);
});

test('are for who has the token, where there is one', async () => {
  const {url} = await startBroker({metricsToken: 'north'});
  expect((await read(url)).status).toBe(403);
  expect((await read(url, {Authorization: 'Bearer south'})).status).toBe(403);
  const proxied = {Authorization: 'Bearer north', 'X-Forwarded-For': '203.0.113.1'};
  expect((await read(url, proxied)).status).toBe(200);
});

test('the log names connections, and never holds a token', async () => {
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
