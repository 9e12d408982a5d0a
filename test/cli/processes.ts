import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';

export interface SpawnOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment without what the package manager that runs the tests put there: a person's shell has none of it. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(npm_|pnpm_|yarn_|INIT_CWD$|NODE_OPTIONS$|PORT$|HOST$|VITEST)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/** Runs a program without a terminal, to its end. */
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

/** A server that says, on a line of its output, where it listens. */
export interface RunningServer {
  readonly url: string;
  readonly child: ChildProcess;
  /** What it printed until now. */
  readonly output: {readonly stdout: string; readonly stderr: string};
  /** Resolves with its exit code. */
  readonly ended: Promise<number | null>;
  /** Stops it, and all that it started, as Ctrl-C in a terminal does. @returns its exit code */
  stop(): Promise<number | null>;
}

/** Starts a program and waits until it says that the call is ready; rejects with its output where it ends before. */
export async function startServer(
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): Promise<RunningServer> {
  // A process group of its own, as a terminal gives to each command.
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
      if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
      return ended;
    },
  };
}

function start(
  program: string,
  args: readonly string[],
  {cwd, env = plainEnvironment(), detached = false}: SpawnOptions & {detached?: boolean},
) {
  const shell = process.platform === 'win32' && program !== process.execPath;
  return spawn(program, args, {cwd, env, shell, detached, stdio: ['ignore', 'pipe', 'pipe']});
}

function collect(child: ChildProcess): {stdout: string; stderr: string} {
  const output = {stdout: '', stderr: ''};
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  return output;
}
