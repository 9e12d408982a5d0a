/** Opens files in a folder for untrusted clients: only regular files, and never one outside the folder. */
import {constants, type Stats} from 'node:fs';
import {open, readlink, realpath, stat, type FileHandle} from 'node:fs/promises';
import {join, sep} from 'node:path';

/** An open regular file. The recipient must close the handle. */
export interface OpenFile {
  readonly handle: FileHandle;
  /** Of the open file itself, so they stay correct if its name is moved to another file. */
  readonly stats: Stats;
}

/** O_NONBLOCK: opening a pipe must not wait for a writer. Windows has neither flag. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/**
 * Opens `path` in the folder `dir`. Resolves to `'folder'` for a folder, and to undefined for anything else that is
 * not a regular file inside `dir`: a pipe, a device, a link that leads out. Rejects with the system's error.
 *
 * Links may lead anywhere inside the folder, and `dir` may be a link itself. A link can be swapped after a check of the
 * path, so the real path of the open file is checked (docs/decisions/009).
 */
export async function openInside(dir: string, path: string): Promise<OpenFile | 'folder' | undefined> {
  const root = await realpath(dir);
  const target = await realpath(join(root, path));
  if (!isWithin(root, target)) return undefined;
  const handle = await open(target, FLAGS);
  let opened: OpenFile | undefined;
  try {
    const stats = await handle.stat();
    if (!isWithin(root, await realPathOf(handle, stats, target))) return undefined;
    if (stats.isDirectory()) return 'folder';
    if (stats.isFile()) opened = {handle, stats};
    return opened;
  } finally {
    if (!opened) await handle.close();
  }
}

const isWithin = (root: string, path: string | undefined): boolean =>
  path === root || (path?.startsWith(root.endsWith(sep) ? root : root + sep) ?? false);

/** The real path of an open file; undefined when `target` has become another file. */
async function realPathOf({fd}: FileHandle, {dev, ino}: Stats, target: string): Promise<string | undefined> {
  try {
    // On Linux the kernel knows the open file's path, whatever the links on the way to it have become.
    return await readlink(`/proc/self/fd/${fd}`);
  } catch {
    // Elsewhere, and where /proc can't be read, look at the path a second time and compare. Two well-timed swaps can fool this.
    const path = await realpath(target);
    const now = await stat(path);
    return now.dev === dev && now.ino === ino ? path : undefined;
  }
}
