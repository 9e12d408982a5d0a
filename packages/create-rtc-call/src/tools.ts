import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import type {Tools} from './context.js';
import {detectPackageManager} from './package-manager.js';
import {terminalPrompt} from './prompt.js';
import {ownVersion} from './release.js';

/** Tools for the real terminal, file system and processes. */
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
    serve,
  };
}

/** Runs a program in our terminal. */
function run(program: string, args: readonly string[], {cwd}: {readonly cwd: string}): Promise<number> {
  return new Promise((done, failed) => {
    // On Windows package managers are .cmd files, which need a shell.
    const child = spawn(program, args, {cwd, stdio: 'inherit', shell: process.platform === 'win32'});
    child.once('error', error => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') done(127);
      else failed(error);
    });
    child.once('close', code => done(code ?? 1));
  });
}

async function serve(dir: string, settings: Readonly<Record<string, string>>): Promise<void> {
  process.chdir(dir);
  Object.assign(process.env, settings);
  await import(pathToFileURL(join(dir, 'server.js')).href);
}
