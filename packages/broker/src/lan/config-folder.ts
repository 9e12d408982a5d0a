/** The folder in which this user's programs keep what they need again, and what nobody else may read. */
import {chmodSync, lstatSync, mkdirSync, renameSync, rmSync, writeFileSync, readFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {randomUUID} from 'node:crypto';
import {OptionsError} from '../options/index.js';

const NAME = 'rtc-call';

/** Only for this user: a folder, and a file in it. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
const OTHERS = 0o077;

type Env = Readonly<Record<string, string | undefined>>;

/** Where the platform keeps it (XDG Base Directory Specification; Apple's and Microsoft's folders for support files). */
export function configFolder(env: Env = process.env, platform: NodeJS.Platform = process.platform): string {
  if (env.XDG_CONFIG_HOME) return join(env.XDG_CONFIG_HOME, NAME);
  if (platform === 'win32' && env.APPDATA) return join(env.APPDATA, NAME);
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', NAME);
  return join(homedir(), '.config', NAME);
}

/** A certificate with its private key, both in PEM. */
export interface Pair {
  readonly cert: string;
  readonly key: string;
}

const FILES = {cert: 'certificate.pem', key: 'key.pem'} as const;

/**
 * Reads a pair; undefined if there is none.
 *
 * @throws OptionsError if somebody else may have read or written the key
 */
export function readPair(folder: string): Pair | undefined {
  return explaining(folder, () => {
    // Another process may put another folder in its place at any time; what was read of both does not fit together.
    for (let found = fileOf(folder); found !== undefined;) {
      const pair = readFrom(folder);
      const now = fileOf(folder);
      if (pair && now === found) return pair;
      if (now === found) throw new Error(`${FILES.cert} or ${FILES.key} is missing: delete the folder`);
      found = now;
    }
    return undefined;
  });
}

const fileOf = (path: string): number | undefined => lstatSync(path, {throwIfNoEntry: false})?.ino;

/** Undefined if a file is missing. */
function readFrom(folder: string): Pair | undefined {
  try {
    for (const path of [folder, join(folder, FILES.key)]) refuseExposed(path, folder);
    const [cert, key] = [FILES.cert, FILES.key].map(name => readFileSync(join(folder, name), 'utf8'));
    return {cert: cert!, key: key!};
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Writes a pair in the place of the one that was read. It is moved into place as a whole, so that another process sees
 * both files or none. If another process has written one since then, that one stays.
 *
 * @returns the pair that is there now
 */
export function writePair(folder: string, pair: Pair, replaced: Pair | undefined): Pair {
  return explaining(folder, () => {
    const staging = `${folder}-${randomUUID()}`;
    mkdirSync(staging, {recursive: true, mode: FOLDER_MODE});
    try {
      // What makes it private is not left to the umask.
      chmodSync(staging, FOLDER_MODE);
      writeFileSync(join(staging, FILES.key), pair.key, {mode: FILE_MODE});
      writeFileSync(join(staging, FILES.cert), pair.cert, {mode: FILE_MODE});
      if (replaced) remove(folder, replaced);
      if (moveTo(folder, staging)) return pair;
      return readPair(folder) ?? pair;
    } finally {
      rmSync(staging, {recursive: true, force: true});
    }
  });
}

/** Moves a folder to where none is. @returns false if there is one already, with files in it */
function moveTo(folder: string, from: string): boolean {
  try {
    renameSync(from, folder);
    return true;
  } catch (error) {
    // Windows says EPERM, also if the folder can't be written for another reason.
    const {code = ''} = error as NodeJS.ErrnoException;
    if (['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(code) && fileOf(folder) !== undefined) return false;
    throw error;
  }
}

/** Removes a folder that still holds this pair. */
function remove(folder: string, {cert}: Pair): void {
  const removed = `${folder}-${randomUUID()}`;
  try {
    // In one step, so that nobody finds half of it.
    renameSync(folder, removed);
    // Another process has written a new pair since this one was read.
    if (readFrom(removed)?.cert !== cert) moveTo(folder, removed);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  } finally {
    rmSync(removed, {recursive: true, force: true});
  }
}

function refuseExposed(path: string, folder: string): void {
  const stats = lstatSync(path);
  const isOdd = stats.isSymbolicLink() || (process.getuid && stats.uid !== process.getuid());
  // Windows has no such modes: its folders for applications are private.
  const isOpen = process.platform !== 'win32' && (stats.mode & OTHERS) !== 0;
  if (isOdd || isOpen)
    throw new OptionsError([
      `lan: others can read or change ${path}, so its key is not secret any more: delete ${folder}, and remove its certificate from the devices that trust it`,
    ]);
}

function explaining<T>(folder: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof OptionsError) throw error;
    throw new OptionsError([`lan: can't use ${folder}: ${(error as Error).message}`]);
  }
}
