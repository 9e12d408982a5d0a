/** System programs for tests: nginx and coturn, on free ports, ended when the test is over. */
import {spawn, type ChildProcess} from 'node:child_process';
import {createSocket} from 'node:dgram';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {connect as connectTcp, createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {onTestFinished} from 'vitest';

/** Whether it is in PATH. */
export const isInstalled = (program: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some(dir => existsSync(join(dir, program)));

export async function makeFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'rtc-broker-test-'));
  onTestFinished(() => rm(dir, {recursive: true, force: true}));
  return dir;
}

/** A port that is free for both TCP and UDP. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address() as {port: number};
  const socket = createSocket('udp4');
  socket.bind(port, '127.0.0.1');
  await once(socket, 'listening');
  socket.close();
  server.close();
  await once(server, 'close');
  return port;
}

/** A program that was started for a test. */
export interface Daemon {
  readonly child: ChildProcess;
  /** Sends the signal, and waits until the program has ended. */
  readonly end: (signal: NodeJS.Signals) => Promise<void>;
}

/** Starts a program that stays in the foreground, and waits until it listens on this TCP port. The caller ends it. */
export async function spawnDaemon(
  program: string,
  args: readonly string[],
  port: number,
  host = '127.0.0.1',
): Promise<Daemon> {
  const child = spawn(program, args, {stdio: ['ignore', 'pipe', 'pipe']});
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (output += String(data)));
  const exited = once(child, 'exit');
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
  };
  for (let tries = 0; !(await accepts(port, host)); tries += 1) {
    if (child.exitCode !== null || tries > 500) {
      await end('SIGKILL');
      throw new Error(`${program} does not start: ${output}`);
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  return {child, end};
}

/** Like spawnDaemon; ended when the test is over. Returns a function that kills it before. */
export async function startDaemon(
  program: string,
  args: readonly string[],
  port: number,
  host?: string,
): Promise<() => Promise<void>> {
  const {end} = await spawnDaemon(program, args, port, host);
  onTestFinished(() => end('SIGTERM'));
  return () => end('SIGKILL');
}

async function accepts(port: number, host: string): Promise<boolean> {
  const socket = connectTcp(port, host);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
