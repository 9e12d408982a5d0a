import {fork} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';

/** A broker in its own process on a free port of the loopback interface. */
export interface RunningBroker {
  readonly port: number;
  /** `http://localhost:<port>`: a secure context for browsers. */
  readonly url: string;
  readonly pid: number;
  /** Resident memory in bytes, after a garbage collection. V8 keeps collecting for some seconds after that. */
  memory(): Promise<number>;
  /** CPU time since its start in µs. */
  cpu(): Promise<number>;
  /** Kills it, like a crash. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export interface BrokerProcessOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Folder of pages to serve at `/`. */
  readonly static?: string;
  /** Other options of `createBroker()`. */
  readonly [option: string]: unknown;
}

/** Starts our broker; `nodeFlags` are for its process. */
export const startBroker = (options: BrokerProcessOptions = {}, nodeFlags: readonly string[] = []) =>
  start('rtc', {port: 0, ...options}, nodeFlags);

/** Starts stock PeerServer, from the package `peer`. */
export const startPeerServer = (options: BrokerProcessOptions = {}) => start('stock', {port: 0, ...options});

async function start(
  kind: 'rtc' | 'stock',
  options: BrokerProcessOptions,
  nodeFlags: readonly string[] = [],
): Promise<RunningBroker> {
  const child = fork(join(import.meta.dirname, 'broker-process.js'), [JSON.stringify({kind, options})], {
    execArgv: ['--expose-gc', ...nodeFlags],
    env: {...process.env, NODE_ENV: 'test', LOG_LEVEL: 'silent'},
  });
  const exited = once(child, 'exit');
  const failed = exited.then(([code]) => {
    throw new Error(`The ${kind} broker ended with ${code} before it listened.`);
  });
  const [{port}] = (await Promise.race([once(child, 'message'), failed])) as [{port: number}];
  failed.catch(() => {});
  const ask = async (what: 'memory' | 'cpu') => {
    child.send(what);
    const [answer] = (await once(child, 'message')) as [number];
    return answer;
  };
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
  };
  return {
    port,
    url: `http://localhost:${port}`,
    pid: child.pid!,
    memory: () => ask('memory'),
    cpu: () => ask('cpu'),
    kill: () => end('SIGKILL'),
    close: () => end(kind === 'rtc' ? 'SIGTERM' : 'SIGKILL'),
  };
}
