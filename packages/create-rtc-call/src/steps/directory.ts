import {readdir} from 'node:fs/promises';
import {basename, resolve} from 'node:path';
import type {Context, Decisions} from '../context.js';
import {CreateError} from '../errors.js';
import {problemWithName, validName} from '../name.js';
import {readProjectTemplate, shownPath} from '../project.js';

const DEFAULT_DIRECTORY = 'my-call';

/** Files that an empty folder may contain. */
const IGNORED = new Set(['.git', '.DS_Store']);

/** Decides where the project goes and what may be overwritten there. */
export async function chooseDirectory({
  cwd,
  flags,
  prompt,
  template,
}: Pick<Context, 'cwd' | 'flags' | 'prompt' | 'template'>): Promise<
  Pick<Decisions, 'dir' | 'name' | 'mode'>
> {
  const problem = (answer: string) => problemWithName(basename(resolve(cwd, answer)));
  const asked = flags.dir ?? (await prompt?.text('Where should the project go?', DEFAULT_DIRECTORY, problem));
  const dir = resolve(cwd, asked ?? DEFAULT_DIRECTORY);
  const name = basename(dir);
  const shown = shownPath(cwd, dir);

  const files = await listDirectory(dir, shown);
  if (!flags.force && (await readProjectTemplate(dir)) === template) return {dir, name, mode: 'reuse'};

  const refused = problemWithName(name);
  if (refused !== undefined)
    throw new CreateError('bad-name', `"${name}" is not a valid npm package name: ${refused}.`, {
      hint: `Choose another name, for example ${validName(name)}.`,
    });
  if (files.every(file => IGNORED.has(file))) return {dir, name, mode: 'create'};

  const overwrite =
    flags.force ||
    (await prompt?.confirm(
      `${shown} is not empty. Overwrite the files that are also in the template?`,
      false,
    ));
  if (overwrite) return {dir, name, mode: 'overwrite'};
  throw new CreateError('directory-not-empty', `${shown} is not empty. Nothing was changed.`, {
    hint: "Choose another folder, or add --force to overwrite only the template's files.",
  });
}

/** The file names in a folder; empty if the folder doesn't exist. */
async function listDirectory(dir: string, shown: string): Promise<string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    if (code !== 'ENOTDIR') throw error;
    throw new CreateError('not-a-directory', `${shown} is not a folder.`, {
      hint: 'Choose another name.',
      cause: error,
    });
  }
}
