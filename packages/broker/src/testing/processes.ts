/** `rtc-broker serve` in a process of its own: as a user who is not root, and with few descriptors if need be. */
import {spawn, spawnSync, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {readdir} from 'node:fs/promises';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {onTestFinished} from 'vitest';

const BIN = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));

/** Root may read everything, so where the tests are root's, the broker is nobody's. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

function canNobodyRun(): boolean {
  if (!isRoot) return false;
  const {status} = spawnSync(process.execPath, [BIN, '--version'], {uid: NOBODY, gid: NOBODY, cwd: '/'});
  if (status !== 0)
    console.warn('The broker runs as root: nobody may not read its files. Permissions go untested.');
  return status === 0;
}

let asNobody: boolean | undefined;

/** Whether the broker's process is bound by the permissions of files. */
export function isBoundByPermissions(): boolean {
  asNobody ??= canNobodyRun();
  return !isRoot || asNobody;
}

export interface BrokerProcess {
  /** `http://127.0.0.1:9000`. */
  readonly origin: string;
  readonly port: number;
  readonly child: ChildProcess;
  /** What it has logged: errors only. */
  readonly log: readonly string[];
  readonly isAlive: () => boolean;
  /** How many descriptors it has open. */
  readonly countDescriptors: () => Promise<number>;
}

export interface ProcessOptions {
  readonly args?: readonly string[];
  /** The most descriptors that it may have once it listens: Node needs more to start. Linux only. */
  readonly descriptors?: number;
}

/** Starts it on a free port of 127.0.0.1. Whoever calls ends it. Rejects when it does not start. */
export async function spawnBroker({args = [], descriptors}: ProcessOptions = {}): Promise<BrokerProcess> {
  const user = isRoot && isBoundByPermissions() ? {uid: NOBODY, gid: NOBODY} : {};
  const options = ['--port', '0', '--host', '127.0.0.1', '--log-level', 'error'];
  const child = spawn(process.execPath, [BIN, 'serve', ...options, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: '/',
    ...user,
  });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The broker ended with ${code} before it listened`);
  });
  failed.catch(() => {});
  const lines = createInterface(child.stdout);
  const [line] = (await Promise.race([once(lines, 'line'), failed])) as [string];
  if (descriptors !== undefined) {
    const limit = spawnSync('prlimit', [`--nofile=${descriptors}`, '--pid', String(child.pid)], user);
    if (limit.status !== 0) {
      child.kill('SIGKILL');
      throw new Error(`prlimit: ${String(limit.error ?? limit.stderr)}`);
    }
  }
  const log: string[] = [];
  lines.on('line', text => log.push(text));
  const {origin, port} = new URL(/http:\S+/.exec(line)![0]);
  return {
    origin,
    port: Number(port),
    child,
    log,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    countDescriptors: async () => (await readdir(`/proc/${child.pid}/fd`)).length,
  };
}

/** As spawnBroker; killed when the test is over. */
export async function startBrokerProcess(options?: ProcessOptions): Promise<BrokerProcess> {
  const broker = await spawnBroker(options);
  onTestFinished(() => void broker.child.kill('SIGKILL'));
  return broker;
}
