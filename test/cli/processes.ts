import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';

export interface SpawnOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The user that the program runs as. */
  readonly uid?: number;
  /** Ends the program and its child processes at once. */
  readonly signal?: AbortSignal;
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment without the variables of the package manager that runs the tests, as in a user's shell. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(npm_|pnpm_|yarn_|INIT_CWD$|NODE_OPTIONS$|PORT$|HOST$|VITEST)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/** Runs a program without a terminal until it exits. */
export async function run(
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): Promise<Finished> {
  const child = start(program, args, options);
  const output = collect(child);
  const [code] = (await once(child, 'close')) as [number | null];
  return {code, ...output};
}

/** A server that prints its URL. */
export interface RunningServer {
  readonly url: string;
  readonly child: ChildProcess;
  /** Its output so far. */
  readonly output: {readonly stdout: string; readonly stderr: string};
  /** Resolves with its exit code. */
  readonly ended: Promise<number | null>;
  /** Stops it and its child processes, as Ctrl-C in a terminal does. @returns its exit code */
  stop(): Promise<number | null>;
}

/** Starts a program and waits until it prints that the call is ready; rejects with its output if it exits first. */
export async function startServer(
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): Promise<RunningServer> {
  // Its own process group, as each command in a terminal has.
  const child = start(program, args, {...options, detached: true});
  const output = collect(child);
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const match = /ready: (http\S+)\n/.exec(output.stdout);
      if (match?.[1]) resolve(match[1]);
    });
    ended.then(code => reject(new Error(`Ended with ${code}:\n${output.stdout}\n${output.stderr}`)), reject);
  });
  return {
    url,
    child,
    output,
    ended,
    stop() {
      const isRunning = child.exitCode === null && child.signalCode === null;
      if (isRunning && child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
      return ended;
    },
  };
}

function start(
  program: string,
  args: readonly string[],
  {
    cwd,
    env = plainEnvironment(),
    uid,
    signal,
    detached = signal !== undefined,
  }: SpawnOptions & {
    detached?: boolean;
  },
) {
  const shell = process.platform === 'win32' && program !== process.execPath;
  const child = spawn(program, args, {cwd, env, uid, shell, detached, stdio: ['ignore', 'pipe', 'pipe']});
  const kill = () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL');
  signal?.addEventListener('abort', kill);
  child.once('close', () => signal?.removeEventListener('abort', kill));
  return child;
}

function collect(child: ChildProcess): {stdout: string; stderr: string} {
  const output = {stdout: '', stderr: ''};
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  return output;
}
