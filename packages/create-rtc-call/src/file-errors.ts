import {CreateError, type CreateErrorCode} from './errors.js';

type Meaning = readonly [code: CreateErrorCode, problem: string, hint: string];

const NOT_ALLOWED: Meaning = [
  'no-permission',
  'belongs to another user or is protected, or a folder above it is',
  'Choose another folder, or change who may use this one.',
];

/** What the system's errors mean: our code, the rest of a sentence that starts with its name, and how to fix it. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  EROFS: ['read-only', 'is on a read-only disk', 'Choose a folder on another disk.'],
  ENOSPC: ['disk-full', 'is on a disk that is full', 'Free some space, then run the same command again.'],
  EDQUOT: ['disk-full', 'is on a disk that is full', 'Free some space, then run the same command again.'],
  ENOTDIR: ['not-a-directory', 'is not a folder, or is below a file', 'Choose another name.'],
  ENAMETOOLONG: ['bad-name', 'is too long for a file name', 'Choose a shorter name.'],
  ELOOP: ['symbolic-link', 'is a symbolic link that leads nowhere', 'Choose another folder.'],
  // Node says so if a folder to write into does not take new ones: in /proc, and on read-only disks.
  ENOENT: ['cannot-write', 'is in a folder that takes no new files', 'Choose another folder.'],
};

/**
 * Explains an error of the file system.
 *
 * @param shown the folder or file, as the user knows it
 * @returns any other error unchanged
 */
export function explainFileError(error: unknown, shown: string, otherwise: 'cannot-read' | 'cannot-write') {
  const {code, message} = error as NodeJS.ErrnoException;
  if (error instanceof CreateError || code === undefined) return error;
  const meaning = Object.hasOwn(MEANINGS, code) ? MEANINGS[code] : undefined;
  if (!meaning) {
    const verb = otherwise === 'cannot-read' ? 'read' : 'write';
    return new CreateError(otherwise, `Could not ${verb} ${shown}: ${message}.`, {
      hint: 'Choose another folder, or another disk.',
      cause: error,
    });
  }
  const [ours, problem, hint] = meaning;
  return new CreateError(ours, `${shown} ${problem}.`, {hint, cause: error});
}
