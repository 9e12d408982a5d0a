import {spawn, spawnSync, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {pathToFileURL} from 'node:url';
import type {Finished, Tools} from './context.js';
import {CreateError} from './errors.js';
import type {Signals} from './main.js';
import {plainOutput, terminalOutput} from './output.js';
import {hasPrivateAddress} from './network.js';
import {detectPackageManager} from './package-manager.js';
import {readProjectAddress} from './project.js';
import {terminalPrompt} from './prompt.js';
import {ownVersion} from './release.js';

/** Tools for the real terminal, file system and processes. */
export function createTools(templates: URL): Tools {
  // A dumb terminal can't move its cursor, so prompts would be unreadable.
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY && process.env.TERM !== 'dumb';
  return {
    cwd: currentFolder(),
    templates,
    version: ownVersion(),
    packageManager: detectPackageManager(process.env.npm_config_user_agent),
    env: process.env,
    prompt: isTerminal ? terminalPrompt : undefined,
    output: isTerminal ? terminalOutput : plainOutput(line => console.log(line)),
    hasNetwork: hasPrivateAddress(),
    isInstalled,
    run,
    runBroker,
    initGit,
    serve,
  };
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch (error) {
    throw new CreateError('cannot-read', 'The current folder does not exist any more.', {
      hint: 'Change to another folder.',
      cause: error,
    });
  }
}

/** Whether node finds the broker from there, or Yarn's Plug'n'Play does. NODE_PATH is not for import(). */
function isInstalled(dir: string): boolean {
  const places = ['node_modules/@rtc-call/broker', PLUG_AND_PLAY];
  if (places.some(place => existsSync(join(dir, place)))) return true;
  return dirname(dir) !== dir && isInstalled(dirname(dir));
}

/** What Yarn writes instead of node_modules. */
const PLUG_AND_PLAY = '.pnp.cjs';

/** On Windows package managers are .cmd files, which need a shell. */
const NEEDS_SHELL = process.platform === 'win32';

/** The end of a program's output that is kept, in characters. */
const KEPT_OUTPUT = 2_000;

/** The program that `run` is running. */
let running: {readonly child: ChildProcess; readonly ended: Promise<unknown>} | undefined;
/** A signal ends the process as soon as that program has ended: nothing else may happen any more. */
let isEnding = false;

function run(program: string, args: readonly string[], {cwd}: {readonly cwd: string}): Promise<Finished> {
  const ended = new Promise<Finished>(done => {
    let output = '';
    const child = spawn(program, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: NEEDS_SHELL,
    });
    running = {child, ended: new Promise(resolve => child.once('exit', resolve))};
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-KEPT_OUTPUT)));
    child.once('error', error => {
      running = undefined;
      // The numbers that shells use: there is no such program, and it can't be run.
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      done({code: isMissing ? 127 : 126, output: isMissing ? output : error.message});
    });
    child.once('close', code => {
      running = undefined;
      if (!isEnding) done({code: code ?? 1, output});
    });
  });
  return ended;
}

async function runBroker(args: readonly string[]): Promise<number> {
  const cwd = process.cwd();
  const broker = findUp(cwd, 'node_modules/@rtc-call/broker/dist/bin.js');
  if (broker === undefined && findUp(cwd, PLUG_AND_PLAY) === undefined)
    throw new CreateError('not-installed', 'The installed @rtc-call/broker is incomplete.', {
      hint: 'Install the project again: remove its node_modules first.',
    });
  const [program, first] = broker === undefined ? ['yarn', 'rtc-broker'] : [process.execPath, broker];
  // What it checks by default is the project's server.
  const {port} = await readProjectAddress(cwd, process.env);
  const child = spawn(program, [first, ...args], {
    cwd,
    env: {...process.env, PORT: String(port)},
    stdio: 'inherit',
    shell: broker === undefined && NEEDS_SHELL,
  });
  const [code] = (await once(child, 'exit').catch(explainYarn)) as [number | null];
  return code ?? 1;
}

function explainYarn(error: Error): never {
  throw new CreateError('not-installed', `Yarn could not be started: ${error.message}.`, {
    hint: 'The project was installed with Yarn: install it, then try again.',
    cause: error,
  });
}

/** The path of the file in `dir` or the nearest folder above it. */
function findUp(dir: string, file: string): string | undefined {
  if (existsSync(join(dir, file))) return join(dir, file);
  return dirname(dir) === dir ? undefined : findUp(dirname(dir), file);
}

function initGit(dir: string): boolean {
  return spawnSync('git', ['init', '--quiet'], {cwd: dir, stdio: 'ignore'}).status === 0;
}

async function serve(dir: string, settings: Readonly<Record<string, string>>, args: readonly string[]) {
  process.chdir(dir);
  Object.assign(process.env, settings);
  const file = join(dir, 'server.js');
  // Only a process that Yarn has started finds packages there.
  if (existsSync(join(dir, PLUG_AND_PLAY))) return serveWithYarn(args);
  process.argv = [process.argv[0]!, file, ...args];
  await import(pathToFileURL(file).href);
}

/** Its Ctrl-C reaches the server as well. Other signals are passed on. */
async function serveWithYarn(args: readonly string[]): Promise<void> {
  const child = spawn('yarn', ['node', 'server.js', ...args], {stdio: 'inherit', shell: NEEDS_SHELL});
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => signal === 'SIGTERM' && child.kill(signal));
  await once(child, 'spawn').catch(explainYarn);
  child.once('exit', code => (process.exitCode = code ?? 1));
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A signal that comes again within this time is the same one, in ms: npm repeats the Ctrl-C of its terminal. */
const REPEATED_MS = 500;

/**
 * The signals of this process. The first one stops what is running, says what is left, and ends the process as signals do.
 * With the next one, what is running ends at once.
 */
export const processSignals: Signals = {
  listen(onSignal) {
    let since: number | undefined;
    const listener = async (signal: NodeJS.Signals) => {
      if (since !== undefined) {
        if (performance.now() - since > REPEATED_MS) running?.child.kill('SIGKILL');
        return;
      }
      since = performance.now();
      isEnding = true;
      const message = `\n${onSignal()}`;
      if (running) {
        // At a terminal it has got the signal as well.
        running.child.kill(signal);
        await running.ended;
      }
      stop();
      process.stderr.write(`${message}\n`);
      process.kill(process.pid, signal);
    };
    const stop = () => {
      for (const signal of SIGNALS) process.off(signal, listener);
    };
    for (const signal of SIGNALS) process.on(signal, listener);
    return stop;
  },
};
