/** A broker in a process of its own, for what only a process can undergo: signals, pauses, permissions, few descriptors. */
import {spawn, spawnSync, type ChildProcess, type SpawnOptions} from 'node:child_process';
import {once} from 'node:events';
import {readdir} from 'node:fs/promises';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {onTestFinished} from 'vitest';

export const BIN = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));

export interface BrokerProcess {
  readonly child: ChildProcess;
  /** With the prefix, as it said when it started. */
  readonly url: string;
  /** What it has logged or complained of so far. */
  readonly errors: () => string;
  readonly exited: Promise<number | null>;
}

/** Resolves when this process has said where the broker is. Whoever calls ends it. */
async function watch(child: ChildProcess): Promise<BrokerProcess> {
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const lines = createInterface({input: child.stdout!});
  const url = await new Promise<string>((resolve, reject) => {
    lines.on('line', line => {
      const [, found] = /^The broker is at (.*)$/.exec(line) ?? [];
      if (found !== undefined) resolve(found);
      else errors += `${line}\n`;
    });
    void exited.then(code => reject(new Error(`It ended with ${code}: ${errors}`)));
  });
  return {child, url, errors: () => errors, exited};
}

/** As above; the process is killed when the test is over. */
export function follow(child: ChildProcess): Promise<BrokerProcess> {
  onTestFinished(() => void child.kill('SIGKILL'));
  return watch(child);
}

const serve = (flags: readonly string[], options: SpawnOptions = {}): ChildProcess =>
  spawn(process.execPath, [BIN, 'serve', '--port', '0', '--host', '127.0.0.1', ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });

/** `rtc-broker serve` on a free port, with these flags. */
export function startProcess(
  flags: readonly string[] = [],
  options: SpawnOptions = {},
): Promise<BrokerProcess> {
  return follow(serve(flags, options));
}

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

/** Whether a bound process is bound by the permissions of files. */
export function isBoundByPermissions(): boolean {
  asNobody ??= canNobodyRun();
  return !isRoot || asNobody;
}

/** A process that permissions hold for, and that has few descriptors if need be. It logs errors only. */
export interface BoundProcess extends BrokerProcess {
  /** `http://127.0.0.1:9000`. */
  readonly origin: string;
  readonly port: number;
  readonly isAlive: () => boolean;
  /** How many descriptors it has open. */
  readonly countDescriptors: () => Promise<number>;
}

export interface BoundOptions {
  readonly flags?: readonly string[];
  /** The most descriptors that it may have once it listens: Node needs more to start. Linux only. */
  readonly descriptors?: number;
}

/** Starts it on a free port of 127.0.0.1. Whoever calls ends it. Rejects when it does not start. */
export async function spawnBound({flags = [], descriptors}: BoundOptions = {}): Promise<BoundProcess> {
  const user = isRoot && isBoundByPermissions() ? {uid: NOBODY, gid: NOBODY} : {};
  const child = serve(['--log-level', 'error', ...flags], {cwd: '/', ...user});
  const broker = await watch(child);
  if (descriptors !== undefined) {
    const limit = spawnSync('prlimit', [`--nofile=${descriptors}`, '--pid', String(child.pid)], user);
    if (limit.status !== 0) {
      child.kill('SIGKILL');
      throw new Error(`prlimit: ${String(limit.error ?? limit.stderr)}`);
    }
  }
  const {origin, port} = new URL(broker.url);
  return {
    ...broker,
    origin,
    port: Number(port),
    isAlive: () => child.exitCode === null && child.signalCode === null,
    countDescriptors: async () => (await readdir(`/proc/${child.pid}/fd`)).length,
  };
}

/** As spawnBound; killed when the test is over. */
export async function startBound(options?: BoundOptions): Promise<BoundProcess> {
  const broker = await spawnBound(options);
  onTestFinished(() => void broker.child.kill('SIGKILL'));
  return broker;
}
