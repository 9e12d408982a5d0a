import {randomUUID} from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import type {Context, Decisions} from '../context.js';
import {CreateError} from '../errors.js';
import {explainFileError} from '../file-errors.js';
import {shownPath} from '../project.js';
import {listTemplateFiles, type TemplateFile} from '../templates.js';

type Needs =
  | 'cwd'
  | 'dir'
  | 'flags'
  | 'initGit'
  | 'mode'
  | 'name'
  | 'output'
  | 'settings'
  | 'template'
  | 'templates'
  | 'version';

/**
 * Copies the template unchanged, except for package.json, which gets the project's name and this release's version.
 * A chosen port or host is written to `.env`, unless that file exists: it may contain secrets.
 *
 * Everything is written to a temporary folder first, then moved. None of it is asynchronous, so that a signal arrives
 * before or after it, but not in between.
 */
export async function writeProject(context: Pick<Context, Needs>): Promise<Pick<Decisions, 'isWritten'>> {
  const {cwd, dir, flags, initGit, mode, output, template, templates} = context;
  const shown = shownPath(cwd, dir);
  if (mode === 'reuse') {
    output.step(`${shown} already exists and was left unchanged.`);
    return {isWritten: true};
  }
  const files = await listTemplateFiles(templates, template);
  try {
    write(files, context);
  } catch (error) {
    throw explainFileError(error, shown, 'cannot-write');
  }
  output.step(`Created ${shown} from the template ${template}.`);
  if (flags.git && mode === 'create' && !isInRepository(dir)) {
    if (initGit(dir)) output.step('Made it a git repository.');
    else output.warn('git init did not work, so it is not a git repository.');
  }
  return {isWritten: true};
}

function write(
  files: readonly TemplateFile[],
  {dir, mode, name, settings, version}: Pick<Context, Needs>,
): void {
  const isThere = existsSync(dir);
  // Beside a new folder, inside an existing one: moving must not cross disks.
  const made = makeFolder(isThere ? dir : dirname(dir));
  const staging = join(isThere ? dir : dirname(dir), `.${basename(dir)}-${randomUUID().slice(0, 8)}`);
  try {
    mkdirSync(staging);
    for (const {source, target} of files) {
      const content = readFileSync(source);
      put(staging, target, target === 'package.json' ? stamp(content, name, version) : content);
    }
    const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}\n`);
    if (lines.length > 0 && !existsSync(join(dir, '.env'))) put(staging, '.env', lines.join(''));
    if (!isThere) return renameSync(staging, dir);
    const targets = files.map(({target}) => target);
    moveInto(dir, staging, existsSync(join(staging, '.env')) ? [...targets, '.env'] : targets, mode);
    rmSync(staging, {recursive: true});
  } catch (error) {
    rmSync(staging, {recursive: true, force: true});
    removeEmpty(made, dirname(dir));
    throw error;
  }
}

/**
 * Makes a folder and those above it that are missing. With `recursive`, Node 20 never returns where no folder can be made, such
 * as in /proc.
 *
 * @returns the outermost that was made
 */
function makeFolder(path: string): string | undefined {
  if (existsSync(path)) return undefined;
  const above = makeFolder(dirname(path));
  mkdirSync(path);
  return above ?? path;
}

function put(folder: string, target: string, content: string | Buffer): void {
  const file = join(folder, target);
  mkdirSync(dirname(file), {recursive: true});
  writeFileSync(file, content);
}

/** Moves files into a folder that exists. Checks all of them first, so that a refusal leaves it unchanged. */
function moveInto(dir: string, staging: string, targets: readonly string[], mode: Decisions['mode']): void {
  for (const target of targets) {
    const parts = target.split('/');
    // From the outermost folder: what is below a file has no type of its own.
    for (let depth = 1; depth <= parts.length; depth += 1) {
      const path = parts.slice(0, depth).join('/');
      const stats = lstatSync(join(dir, path), {throwIfNoEntry: false});
      if (stats?.isSymbolicLink())
        throw new CreateError(
          'symbolic-link',
          `${path} in the folder is a symbolic link. Nothing was changed.`,
          {
            hint: 'Remove it, or choose another folder.',
          },
        );
      const isInWay =
        path === target
          ? stats?.isDirectory() || (stats && mode === 'create')
          : stats && !stats.isDirectory();
      if (isInWay)
        throw new CreateError('cannot-write', `${path} is in the way. Nothing was changed.`, {
          hint: 'Remove it, or choose another folder.',
        });
    }
  }
  // package.json is what makes it a project of ours, so it comes last.
  for (const target of targets.toSorted(
    (a, b) => Number(a === 'package.json') - Number(b === 'package.json'),
  )) {
    mkdirSync(dirname(join(dir, target)), {recursive: true});
    renameSync(join(staging, target), join(dir, target));
  }
}

/** Removes the folders that were made above the project, from the innermost. */
function removeEmpty(first: string | undefined, last: string): void {
  if (first === undefined) return;
  for (let path = last; path.startsWith(first); path = dirname(path)) {
    try {
      rmdirSync(path);
    } catch {
      return;
    }
  }
}

function isInRepository(dir: string): boolean {
  return existsSync(join(dir, '.git')) || (dirname(dir) !== dir && isInRepository(dirname(dir)));
}

/** The template's package.json with the project's name and dependencies on this release. */
function stamp(content: Buffer, name: string, version: string): string {
  const manifest = JSON.parse(content.toString()) as {dependencies: Record<string, string>};
  const dependencies = Object.entries(manifest.dependencies).map(([dependency, range]) => {
    const isOurs = dependency === 'rtc-call' || dependency.startsWith('@rtc-call/');
    return [dependency, isOurs ? `^${version}` : range];
  });
  return `${JSON.stringify({...manifest, name, dependencies: Object.fromEntries(dependencies)}, null, 2)}\n`;
}
