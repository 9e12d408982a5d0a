import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import type {Context} from '../context.js';
import {CreateError} from '../errors.js';
import {shownPath} from '../project.js';
import {listTemplateFiles} from '../templates.js';

type Needs = 'cwd' | 'dir' | 'mode' | 'name' | 'print' | 'settings' | 'template' | 'templates' | 'version';

/**
 * Copies the template unchanged, except for package.json, which gets the project's name and this release's version.
 * A chosen port or host is written to `.env`, unless that file exists: it may contain secrets.
 */
export async function writeProject(context: Pick<Context, Needs>): Promise<void> {
  const {cwd, dir, mode, name, print, settings, template, templates, version} = context;
  const shown = shownPath(cwd, dir);
  if (mode === 'reuse') {
    print(`${shown} already exists and was left unchanged.`);
    return;
  }
  // With wx the file system guarantees that nothing is overwritten.
  const flag = mode === 'overwrite' ? 'w' : 'wx';
  try {
    for (const {source, target} of await listTemplateFiles(templates, template)) {
      const file = join(dir, target);
      const content = await readFile(source);
      await mkdir(dirname(file), {recursive: true});
      await writeFile(file, target === 'package.json' ? stamp(content, name, version) : content, {flag});
    }
    await writeSettings(join(dir, '.env'), settings);
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new CreateError('cannot-write', `Could not write ${shown}: ${message}.`, {cause: error});
  }
  print(`Created ${shown} from the template ${template}.`);
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

async function writeSettings(file: string, settings: Readonly<Record<string, string>>): Promise<void> {
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}\n`);
  if (lines.length === 0) return;
  try {
    await writeFile(file, lines.join(''), {flag: 'wx'});
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
