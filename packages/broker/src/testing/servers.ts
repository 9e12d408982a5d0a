/** Servers for tests: our broker in this process, and stock `peer` in its own process, because it can't be stopped. */
import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {onTestFinished} from 'vitest';
import {createBroker, type Broker, type BrokerParts} from '../broker.js';
import type {BrokerOptions} from '../options/options.js';

export interface RunningBroker {
  readonly broker: Broker;
  /** With the prefix: `http://127.0.0.1:9000/rtc`. */
  readonly url: string;
  /** Without it. */
  readonly origin: string;
  readonly port: number;
  /** Reads its metrics, unless a test has changed or removed the token. */
  readonly metrics: () => Promise<string>;
}

const METRICS_TOKEN = 'metrics of a test';

/** Our broker on a free port; closed when the test is over. */
export async function startBroker(
  options: BrokerOptions = {},
  parts: BrokerParts = {},
): Promise<RunningBroker> {
  const broker = createBroker(
    {
      port: 0,
      host: '127.0.0.1',
      drainMs: 1_000,
      logLevel: 'silent',
      metricsToken: METRICS_TOKEN,
      ...options,
    },
    parts,
  );
  onTestFinished(() => broker.close());
  const {url: origin, port} = await broker.listen();
  const url = origin + (options.path ?? '/rtc');
  const metrics = async (): Promise<string> =>
    (await fetch(`${url}/metrics`, {headers: {Authorization: `Bearer ${METRICS_TOKEN}`}})).text();
  return {broker, url, origin, port, metrics};
}

export interface RunningStock {
  readonly url: string;
  readonly child: ChildProcess;
}

const STOCK = `
import {PeerServer} from 'peer';
PeerServer({port: 0, host: '127.0.0.1', path: '/rtc', ...JSON.parse(process.argv[1])}, server => {
  process.send(server.address().port);
});
`;

/** Stock PeerServer as its README starts it; killed when the test is over. */
export async function startStock(options: object = {}): Promise<RunningStock> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', STOCK, JSON.stringify(options)], {
    cwd: new URL('../..', import.meta.url),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [port] = (await once(child, 'message')) as [number];
  return {url: `http://127.0.0.1:${port}/rtc`, child};
}
