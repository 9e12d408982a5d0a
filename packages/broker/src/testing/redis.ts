/** A Redis for tests, on a free port and without persistence. */
import {mkdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createClient} from '@redis/client';
import {afterAll, beforeAll, onTestFinished} from 'vitest';
import {freePort, isInstalled, spawnDaemon, type Daemon} from './daemons.js';

export interface TestRedis {
  readonly port: number;
  readonly url: string;
  /** Ends it and starts it again, empty. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** It answers nothing until it is resumed, and keeps its state. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Sends one command. */
  readonly ask: (...command: string[]) => Promise<unknown>;
}

async function connect(url: string, password: string | undefined) {
  const client = createClient({url, password, RESP: 2, socket: {reconnectStrategy: false}});
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Starts one. The caller stops it. */
export async function spawnRedis(flags: readonly string[] = [], password?: string): Promise<TestRedis> {
  if (!isInstalled('redis-server'))
    throw new Error('These tests need redis-server (Redis 7 or later): apt install redis-server.');
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  // A replica writes a dump, whatever it is told about saving.
  const folder = join(tmpdir(), `rtc-redis-${process.pid}-${port}`);
  const address = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
  const args = [...address, '--save', '', '--appendonly', 'no', ...flags];
  let daemon: Daemon | undefined;
  const start = async (): Promise<void> => {
    await mkdir(folder, {recursive: true});
    daemon ??= await spawnDaemon('redis-server', args, port);
  };
  let client: Awaited<ReturnType<typeof connect>> | undefined;
  const stop = async (): Promise<void> => {
    client?.destroy();
    client = undefined;
    const {end} = daemon ?? {};
    daemon = undefined;
    await end?.('SIGKILL');
    await rm(folder, {recursive: true, force: true});
  };
  await start();
  // In a Redis that is young and empty, ids are given away only after some seconds. One that restarts is.
  const settled = await connect(url, password).catch(() => undefined);
  await settled?.sendCommand(['SET', 'not empty', '1']).catch(() => {});
  settled?.destroy();
  return {
    port,
    url,
    start,
    stop,
    async restart() {
      await stop();
      await start();
    },
    pause: () => void daemon?.child.kill('SIGSTOP'),
    resume: () => void daemon?.child.kill('SIGCONT'),
    async ask(...command) {
      // A failover drops connections.
      if (!client?.isOpen) client = await connect(url, password);
      return client.sendCommand(command);
    },
  };
}

/** One for the test that calls this. */
export async function startRedis(flags?: readonly string[], password?: string): Promise<TestRedis> {
  const redis = await spawnRedis(flags, password);
  onTestFinished(() => redis.stop());
  return redis;
}

/** One for all tests of a file. */
export function shareRedis(): () => TestRedis {
  let redis: TestRedis | undefined;
  beforeAll(async () => {
    redis = await spawnRedis();
  });
  afterAll(() => redis?.stop());
  return () => {
    if (!redis) throw new Error('Redis has not started.');
    return redis;
  };
}
