import {spawn} from 'node:child_process';
import type {RunOptions, Tools} from './context.js';
import {detectPackageManager} from './package-manager.js';
import {terminalPrompt} from './prompt.js';
import {ownVersion} from './release.js';

/** The tools that act on the real terminal, file system and processes. */
export function createTools(templates: URL): Tools {
  return {
    cwd: process.cwd(),
    templates,
    version: ownVersion(),
    packageManager: detectPackageManager(process.env.npm_config_user_agent),
    env: process.env,
    prompt: process.stdin.isTTY && process.stdout.isTTY ? terminalPrompt : undefined,
    print: line => console.log(line),
    run,
  };
}

/** Runs a program with our own terminal, passing on the signals that ask us to stop. */
function run(program: string, args: readonly string[], {cwd, env}: RunOptions): Promise<number> {
  return new Promise((done, failed) => {
    // On Windows a package manager is a .cmd, which only a shell runs.
    const shell = process.platform === 'win32' && program !== process.execPath;
    const child = spawn(program, args, {cwd, env: {...process.env, ...env}, stdio: 'inherit', shell});
    const passOn = (signal: NodeJS.Signals) => child.kill(signal);
    const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, passOn);
    const stop = () => {
      for (const signal of signals) process.off(signal, passOn);
    };
    child.once('error', error => {
      stop();
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') done(127);
      else failed(error);
    });
    child.once('close', (code, signal) => {
      stop();
      done(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}
