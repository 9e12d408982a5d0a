import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join, relative} from 'node:path';
import {parseEnv} from 'node:util';
import {CreateError} from './errors.js';
import {explainFileError} from './file-errors.js';

/** The default port of the server. */
const DEFAULT_PORT = 9000;

/** The default address that the server listens on: not reachable from other machines. */
const DEFAULT_HOST = 'localhost';

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

/**
 * The address that the project's server.js uses: from the environment, otherwise from `.env`.
 *
 * @throws CreateError `bad-option` if PORT is no port
 */
export async function readProjectAddress(
  dir: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{port: number; host: string}> {
  const file = parseEnv((await readIfThere(join(dir, '.env'))) ?? '');
  const text = env.PORT || file.PORT || String(DEFAULT_PORT);
  const port = readPort(text);
  if (port === undefined) {
    const place = env.PORT ? 'the environment' : join(dir, '.env');
    throw new CreateError('bad-option', `PORT in ${place} is ${JSON.stringify(text)}, which is not a port.`, {
      hint: 'Set it to a number from 0 to 65535, or remove it.',
    });
  }
  return {port, host: env.HOST || file.HOST || DEFAULT_HOST};
}

/** A port from 0 to 65535; undefined if the text is anything else. */
export const readPort = (text: string): number | undefined =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const {code = ''} = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return undefined;
    throw explainFileError(error, path, 'cannot-read');
  }
}
