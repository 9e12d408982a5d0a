import {readFile} from 'node:fs/promises';
import {join, relative} from 'node:path';
import {parseEnv} from 'node:util';

/** The port of the server where nobody says another. */
const DEFAULT_PORT = 9000;

/** The address that it listens on, likewise: nobody else's business yet. */
export const DEFAULT_HOST = 'localhost';

/** A folder as a person at `cwd` would write it. */
export function shownPath(cwd: string, dir: string): string {
  const path = relative(cwd, dir);
  return path.startsWith('..') ? dir : path || '.';
}

/** The name of the template that the project in `dir` was scaffolded from; undefined where it is none of ours. */
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

/** The port that the project's own server would take, as its server.js does: from the environment, then from `.env`. */
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
    if (code === 'ENOENT' || code === 'EISDIR') return undefined;
    throw error;
  }
}
