/** A broker in its own process, to test signals, pauses, file permissions and a lack of descriptors. */
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
  /** Its log and error output so far. */
  readonly errors: () => string;
  readonly exited: Promise<number | null>;
}

/** Resolves when this process has printed the broker's URL. The caller ends the process. */
async function watch(child: ChildProcess): Promise<BrokerProcess> {
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const lines = createInterface({input: child.stdout!});
  const url = await new Promise<string>((resolve, reject) => {
    lines.on('line', line => {
      const [, found] = /^The (?:broker|page) is at (.*)$/.exec(line) ?? [];
      if (found !== undefined) resolve(found);
      else errors += `${line}\n`;
    });
    void exited.then(code => reject(new Error(`It ended with ${code}: ${errors}`)));
  });
  return {child, url, errors: () => errors, exited};
}

/** Like watch; the process is killed when the test is over. */
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

/** Root can read everything, so if the tests run as root, the broker runs as the user nobody. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

function canNobodyRun(): boolean {
  if (!isRoot) return false;
  const {status} = spawnSync(process.execPath, [BIN, '--version'], {uid: NOBODY, gid: NOBODY, cwd: '/'});
  if (status !== 0)
    console.warn(
      'The broker runs as root, because the user nobody can not read its files: permissions are not tested.',
    );
  return status === 0;
}

let asNobody: boolean | undefined;

/** Whether file permissions apply to a bound process. */
export function isBoundByPermissions(): boolean {
  asNobody ??= canNobodyRun();
  return !isRoot || asNobody;
}

/** A process to which file permissions apply, optionally with few descriptors. It logs only errors. */
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
  /** The maximum number of descriptors once it listens: Node needs more to start. Linux only. */
  readonly descriptors?: number;
}

/** Starts it on a free port of 127.0.0.1. The caller ends it. Rejects if it does not start. */
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

/** Like spawnBound; killed when the test is over. */
export async function startBound(options?: BoundOptions): Promise<BoundProcess> {
  const broker = await spawnBound(options);
  onTestFinished(() => void broker.child.kill('SIGKILL'));
  return broker;
}
