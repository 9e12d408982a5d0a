/** Many joins and leaves: the memory that the broker still uses after all clients have left. */
import type {WebSocket} from 'ws';
import {startBroker} from '../support/brokers.js';
import {connect, CROWD, wait} from './broker-clients.js';
import {against, summarize, type Row} from './figures.js';

const JOINS = 50_000;
/** Joins before each reading. */
const LAP = 5_000;
/** Readings before and after, because the memory that V8 returns to the system varies. */
const READINGS = 3;
/** Time for V8 to return memory after a collection, in ms. */
const SETTLE_MS = 5_000;
/** Limits V8's pages for young objects, of which it otherwise keeps or returns tens of MB unpredictably. */
const NODE_FLAGS = ['--max-semi-space-size=4'];
/** Clients at a time. */
const PEOPLE = 50;
/** Enough rooms that none is full of clients in their grace period. */
const ROOMS = 500;

const METRICS_TOKEN = 'metrics of the soak';

export async function measureSoak(): Promise<Row[]> {
  const broker = await startBroker({limits: CROWD, graceMs: 500, metricsToken: METRICS_TOKEN}, NODE_FLAGS);
  /** Resident memory in MB, after all clients and pending messages are gone and V8 has returned unused memory. */
  const settled = async (): Promise<number> => {
    await until(broker.port, ['rtc_broker_ids 0', 'rtc_broker_queued_messages 0']);
    await broker.memory();
    await wait(SETTLE_MS);
    return (await broker.memory()) / 1e6;
  };
  const read = async (): Promise<number[]> => {
    const memory: number[] = [];
    while (memory.length < READINGS) {
      await joinAndLeave(broker.port, LAP);
      memory.push(await settled());
    }
    return memory;
  };
  const before = summarize(`RSS after ${LAP} joins and leaves`, 'MB', await read());
  const start = performance.now();
  await joinAndLeave(broker.port, JOINS);
  const seconds = (performance.now() - start) / 1_000;
  const after = summarize(`RSS after ${JOINS} more`, 'MB', await read());
  await broker.close();
  return [
    before,
    against(after, 'start', before),
    summarize('Joins and leaves per second', '', [JOINS / seconds]),
  ];
}

async function joinAndLeave(port: number, count: number): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({length: PEOPLE}, async () => {
      while (next < count) {
        next += 1;
        await visit(port, next);
      }
    }),
  );
}

/** Connects, enters a room, rings an absent peer, and leaves in one of several ways. */
async function visit(port: number, index: number): Promise<void> {
  const socket = await connect(port, `visitor-${index}-${crypto.randomUUID()}`);
  const room = `room-${index % ROOMS}`;
  say(socket, '@broker', {type: 'rtc-call', kind: 'enter', room, name: 'Visitor', session: 'page'});
  say(socket, `nobody-${index}`, {type: 'media', connectionId: 'mc_1', sdp: {}});
  await told(socket, '"kind":"room"');
  if (index % 3 === 0) {
    say(socket, '@broker', {type: 'rtc-call', kind: 'exit', room});
    socket.close();
  } else if (index % 3 === 1) socket.close();
  else socket.terminate();
}

const say = (socket: WebSocket, dst: string, payload: object): void =>
  socket.send(JSON.stringify({type: 'OFFER', dst, payload}));

const told = (socket: WebSocket, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.on('close', () => reject(new Error(`Closed before ${text}`)));
    socket.on('message', data => {
      if ((data as Buffer).includes(text)) resolve();
      else if ((data as Buffer).includes('"kind":"refused"')) reject(new Error('Refused'));
    });
  });

async function until(port: number, lines: readonly string[]): Promise<void> {
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${port}/rtc/metrics`, {
      headers: {Authorization: `Bearer ${METRICS_TOKEN}`},
    });
    const metrics = (await response.text()).split('\n');
    if (lines.every(line => metrics.includes(line))) return;
    await wait(100);
  }
}
