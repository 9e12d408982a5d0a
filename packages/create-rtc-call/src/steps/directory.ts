import {lstatSync, readdirSync, realpathSync} from 'node:fs';
import {basename, dirname, isAbsolute, join, relative, resolve, sep} from 'node:path';
import type {Context, Decisions} from '../context.js';
import {CreateError} from '../errors.js';
import {explainFileError} from '../file-errors.js';
import {folderName, packageName} from '../name.js';
import {isComplete, readProjectTemplate, shownPath} from '../project.js';

const DEFAULT_DIRECTORY = 'my-call';

/** Files that an empty folder may contain. */
const IGNORED = new Set(['.git', '.DS_Store']);

type Needs = 'cwd' | 'flags' | 'prompt';
type Result = Pick<Decisions, 'dir' | 'name' | 'mode' | 'template'>;

/** Decides where the project goes and what may be overwritten there. */
export async function chooseDirectory(context: Pick<Context, Needs>): Promise<Result> {
  const {cwd, flags, prompt} = context;
  const answer =
    flags.dir ??
    (await prompt?.text('What is it called?', DEFAULT_DIRECTORY, text => problemWith(cwd, text)?.message));
  const asked = answer?.trim() || DEFAULT_DIRECTORY;
  const problem = problemWith(cwd, asked);
  if (problem) throw problem;
  try {
    return await inspect(targetOf(cwd, asked), context);
  } catch (error) {
    throw explainFileError(error, shownPath(cwd, resolve(cwd, asked)), 'cannot-read');
  }
}

/** The folder for an answer. A folder that exists is meant as it is; the name of a new one may need another spelling. */
function targetOf(cwd: string, asked: string): string {
  const dir = resolve(cwd, asked);
  return lstatSync(dir, {throwIfNoEntry: false}) ? dir : join(dirname(dir), folderName(basename(dir)));
}

function problemWith(cwd: string, asked: string): CreateError | undefined {
  if (asked.includes('\0'))
    return new CreateError('bad-name', 'A name has no control characters.', {
      hint: 'Choose a name of letters and digits.',
    });
  const dir = resolve(cwd, asked);
  const path = relative(cwd, dir);
  if (isAbsolute(asked) || (path !== '..' && !path.startsWith(`..${sep}`))) return undefined;
  return new CreateError('outside-directory', `${asked} is outside the current folder.`, {
    hint: `If you mean it, give the whole path: ${dir}`,
  });
}

async function inspect(dir: string, {cwd, flags, prompt}: Pick<Context, Needs>): Promise<Result> {
  const shown = shownPath(cwd, dir);
  refuseLinks(cwd, dir, shown);
  const name = packageName(basename(dir));
  const files = list(dir);
  const found = await readProjectTemplate(dir);
  const isOurs = found !== undefined && (flags.template ?? found) === found;
  if (isOurs && !flags.force) {
    if (isComplete(dir)) return {dir, name, mode: 'reuse', template: found};
    throw new CreateError(
      'incomplete-project',
      `${shown} is a project of ours, but its server.js is missing.`,
      {
        hint: "Add --force to write the template's files again.",
      },
    );
  }
  const template = isOurs ? found : '';
  if (files.every(file => IGNORED.has(file))) return {dir, name, mode: 'create', template};

  const overwrite =
    flags.force ||
    (await prompt?.confirm(
      `${shown} is not empty. Overwrite the files that are also in the template?`,
      false,
    ));
  if (overwrite) return {dir, name, mode: 'overwrite', template};
  throw new CreateError('directory-not-empty', `${shown} is not empty. Nothing was changed.`, {
    hint: "Choose another folder, or add --force to overwrite only the template's files.",
  });
}

/** The file names in a folder; empty if the folder doesn't exist. */
function list(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Files would be written to where the link leads, which may be anywhere. Links above the current folder are the user's. */
function refuseLinks(cwd: string, dir: string, shown: string) {
  const path = relative(cwd, dir);
  // Of an absolute path elsewhere, only the folder itself is checked: /tmp is a link on macOS.
  const parts = path === '' || path.startsWith('..') ? [] : path.split(sep);
  const paths = [dir, ...parts.map((_, index) => join(cwd, ...parts.slice(0, index + 1)))];
  const link =
    path === '' ? undefined : paths.find(one => lstatSync(one, {throwIfNoEntry: false})?.isSymbolicLink());
  if (link === undefined) return;
  throw new CreateError('symbolic-link', `${shownPath(cwd, link)} is a symbolic link.`, {
    hint: `Give the path of the folder itself${whereTo(link)}, or another name than ${shown}.`,
  });
}

function whereTo(link: string): string {
  try {
    return `, ${realpathSync(link)}`;
  } catch {
    return '';
  }
}
