import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join, relative} from 'node:path';
import {parseEnv} from 'node:util';

/** The default port of the server. */
const DEFAULT_PORT = 9000;

/** The default address that the server listens on: not reachable from other machines. */
export const DEFAULT_HOST = 'localhost';

/** Whether an address can be reached from this machine only. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[?::1\]?)$/.test(host);

/** The path of a folder relative to `cwd`, for messages. */
export function shownPath(cwd: string, dir: string): string {
  const path = relative(cwd, dir);
  return path.startsWith('..') ? dir : path || '.';
}

/** The template that the project in `dir` was created from; undefined if it isn't our project. */
export async function readProjectTemplate(dir: string): Promise<string | undefined> {
  const text = await readIfThere(join(dir, 'package.json'));
  if (text === undefined) return undefined;
  try {
    const manifest = JSON.parse(text) as {rtcCall?: {template?: unknown}} | null;
    const template = manifest?.rtcCall?.template;
    return typeof template === 'string' ? template : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a project of ours can be started once it is installed. */
export const isComplete = (dir: string): boolean => existsSync(join(dir, 'server.js'));

/** The port that the project's server.js uses: from the environment, otherwise from `.env`. */
export async function readProjectPort(
  dir: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const file = parseEnv((await readIfThere(join(dir, '.env'))) ?? '');
  return Number(env.PORT ?? file.PORT ?? DEFAULT_PORT);
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const {code = ''} = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
