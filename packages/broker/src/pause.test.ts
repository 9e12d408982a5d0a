/** A paused broker, because its process was stopped or its event loop blocked: no client is affected. */
import {spawn} from 'node:child_process';
import {connect as connectTcp} from 'node:net';
import {text} from 'node:stream/consumers';
import {expect, onTestFinished, test} from 'vitest';
import {connect, until, type Client} from './testing/client.js';
import {follow, startProcess, type BrokerProcess} from './testing/processes.js';

/** How long a client may be silent, in ms: half of it has to be enough for an answer, on a busy machine too. */
const SILENCE_MS = 3_000;
/** Longer than that. */
const LONG_PAUSE_MS = 4_500;
/** Longer than all the other times that are set below. */
const PAUSE_MS = 2_500;

const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** Stops the process for a while; `meanwhile` happens halfway. */
async function stop({child}: BrokerProcess, {ms = PAUSE_MS, meanwhile = (): void => {}} = {}): Promise<void> {
  child.kill('SIGSTOP');
  await sleep(ms / 2);
  meanwhile();
  await sleep(ms / 2);
  child.kill('SIGCONT');
}

/** Sends heartbeats as PeerJS does, more often since it is cut off sooner. */
function keepAlive(client: Client, ms = 200): void {
  const timer = setInterval(() => client.isOpen && client.send({type: 'HEARTBEAT'}), ms);
  onTestFinished(() => clearInterval(timer));
}

test('50 of 50 clients stay connected, whether they send heartbeats or answer pings', async () => {
  const broker = await startProcess(['--silence-ms', String(SILENCE_MS)]);
  const clients = await Promise.all(Array.from({length: 50}, () => connect(broker.url)));
  for (const client of clients.slice(25)) keepAlive(client);
  await stop(broker, {ms: LONG_PAUSE_MS});
  const start = performance.now();
  await until(() => performance.now() - start > 1.5 * SILENCE_MS);
  expect(clients.filter(({isOpen}) => isOpen)).toHaveLength(50);
  for (const client of clients) client.offer(client.id);
  await Promise.all(clients.map(client => client.next('OFFER')));
  expect(broker.errors()).toContain('the process was paused');
});

test('a client that died meanwhile is still detected', async () => {
  const broker = await startProcess(['--silence-ms', String(SILENCE_MS)]);
  const mute = await connect(broker.url, {autoPong: false});
  await stop(broker, {ms: LONG_PAUSE_MS});
  expect((await mute.closed).code).toBe(1006);
});

test('an id and its rooms are kept for the promised grace period', async () => {
  const broker = await startProcess(['--grace-ms', '1500']);
  const [alice, bob] = [await connect(broker.url, {id: 'alice'}), await connect(broker.url, {id: 'bob'})];
  for (const client of [alice, bob]) {
    client.enter('r');
    await client.nextFromBroker('room');
  }
  alice.vanish();
  expect(await bob.nextFromBroker('updated')).toMatchObject({member: {id: 'alice', away: true}});
  await stop(broker);
  const again = await connect(broker.url, {id: 'alice'});
  again.enter('r');
  expect(await again.nextFromBroker('room')).toMatchObject({seq: 1});
  await bob.settled();
  expect(bob.received.filter(({payload}) => payload?.kind === 'exited')).toEqual([]);
});

test('a queued message does not expire', async () => {
  const broker = await startProcess(['--limits-queue-ms', '1500']);
  const alice = await connect(broker.url);
  alice.offer('bob');
  await alice.settled();
  await stop(broker);
  const bob = await connect(broker.url, {id: 'bob'});
  await bob.next('OFFER');
});

test('a request in progress is answered, and a slow one is not', async () => {
  const broker = await startProcess(['--handshake-ms', '1500']);
  const {port} = new URL(broker.url);
  const [slow, dawdling] = [1, 2].map(() => connectTcp(Number(port), '127.0.0.1'));
  slow!.write('GET /rtc/health HTTP/1.1\r\nHost: x\r\nConnec');
  dawdling!.write('GET /rtc/health HTTP/1.1\r\n');
  // The broker has begun to read both.
  await (await fetch(`${broker.url}/health`)).text();
  await stop(broker, {meanwhile: () => slow!.write('tion: close\r\n\r\n')});
  expect(await text(slow!)).toMatch(/^HTTP\/1.1 200 /);
  expect(await text(dawdling!)).toMatch(/^HTTP\/1.1 408 /);
});

test('a blocked event loop is a pause too', async () => {
  const program = `
    import {createBroker} from '${new URL('../dist/index.js', import.meta.url).href}';
    const broker = createBroker({port: 0, host: '127.0.0.1', silenceMs: ${SILENCE_MS}, graceMs: ${SILENCE_MS}, logLevel: 'silent'});
    const {url} = await broker.listen();
    console.log('The broker is at ' + url + '/rtc');
    process.on('message', ms => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
      process.send('done');
    });
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const {url} = await follow(child);
  const clients = await Promise.all(Array.from({length: 10}, () => connect(url)));
  const done = new Promise(resolve => child.once('message', resolve));
  child.send(LONG_PAUSE_MS);
  await done;
  const start = performance.now();
  await until(() => performance.now() - start > 1.5 * SILENCE_MS);
  expect(clients.every(({isOpen}) => isOpen)).toBe(true);
});
