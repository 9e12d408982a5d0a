/** A broker in a process of its own, for what only a process can undergo. */
import {spawn, type ChildProcess, type SpawnOptions} from 'node:child_process';
import {once} from 'node:events';
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

/** Resolves when this process has said where the broker is; it is killed when the test is over. */
export async function follow(child: ChildProcess): Promise<BrokerProcess> {
  onTestFinished(() => void child.kill('SIGKILL'));
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

/** `rtc-broker serve` on a free port, with these flags. */
export function startProcess(
  flags: readonly string[] = [],
  options: SpawnOptions = {},
): Promise<BrokerProcess> {
  const args = [BIN, 'serve', '--port', '0', '--host', '127.0.0.1', ...flags];
  return follow(spawn(process.execPath, args, {stdio: ['ignore', 'pipe', 'pipe'], ...options}));
}
