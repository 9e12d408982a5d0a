/** The broker is killed with `kill -9` and restarted: the time until all clients have their ids again. */
import {once} from 'node:events';
import {startBroker} from '../support/brokers.js';
import {connect, connectMany, CROWD, endAll, idOf, wait} from './broker-clients.js';
import {summarize, type Row} from './figures.js';

const CLIENTS = 5_000;
/** Clients spread each reconnect attempt over this time, in ms. */
const SPREAD_MS = 5_000;
/** Time after which a client gives up, in ms. */
const PATIENCE_MS = 60_000;

export async function measureStorm(): Promise<Row[]> {
  const broker = await startBroker({limits: CROWD});
  const crowd = await connectMany(broker.port, 'storm', CLIENTS);
  const dropped = Promise.all(crowd.map(socket => once(socket, 'close')));
  await broker.kill();
  await dropped;

  const start = performance.now();
  // Clients don't wait for the restart: the first attempts fail.
  const returns = crowd.map((_, index) => comeBack(broker.port, idOf('storm', index), start));
  const restarted = await startBroker({limits: CROWD, port: broker.port});
  const upAfter = performance.now() - start;
  const back = (await Promise.all(returns)).filter(client => client !== undefined);
  const memory = await restarted.memory();
  endAll(back.map(client => client.socket));
  await restarted.close();

  const times = back.map(client => client.after - upAfter);
  return [
    summarize('Clients that came back with their own id', `of ${CLIENTS}`, [back.length]),
    summarize('Back after the broker listened again', 'ms', times),
    summarize('The last one', 'ms', [Math.max(...times)]),
    summarize(
      'Attempts of a client',
      '',
      back.map(client => client.attempts),
    ),
    summarize('RSS with all of them', 'MB', [memory / 1e6]),
  ];
}

async function comeBack(port: number, id: string, start: number) {
  for (let attempts = 1; performance.now() - start < PATIENCE_MS; attempts += 1) {
    await wait(Math.random() * SPREAD_MS);
    try {
      const socket = await connect(port, id);
      return {socket, attempts, after: performance.now() - start};
    } catch {
      // Not yet: try again.
    }
  }
  return undefined;
}
