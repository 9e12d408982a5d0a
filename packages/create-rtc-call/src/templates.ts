import {readdir, readFile} from 'node:fs/promises';
import {join, relative, sep} from 'node:path';
import {fileURLToPath} from 'node:url';

/** A template: a folder whose files are copied unchanged. */
export interface Template {
  readonly name: string;
  readonly description: string;
}

/** The templates in a folder, sorted by name. Descriptions come from their package.json. */
export async function listTemplates(templates: URL): Promise<Template[]> {
  const entries = await readdir(templates, {withFileTypes: true});
  const names = entries.filter(entry => entry.isDirectory()).map(entry => entry.name);
  return Promise.all(
    names.toSorted().map(async name => {
      const manifest: unknown = JSON.parse(
        await readFile(new URL(`${name}/package.json`, templates), 'utf8'),
      );
      return {name, description: (manifest as {description: string}).description};
    }),
  );
}

/** A file of a template: its source, and its path in the project, with slashes. */
export interface TemplateFile {
  readonly source: string;
  readonly target: string;
}

/** The files of a template. `_gitignore` becomes `.gitignore`, which npm would not pack. */
export async function listTemplateFiles(templates: URL, template: string): Promise<TemplateFile[]> {
  const root = fileURLToPath(new URL(`${template}/`, templates));
  const entries = await readdir(root, {withFileTypes: true, recursive: true});
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(source => {
      const path = relative(root, source).split(sep).join('/');
      return {source, target: path.replace(/(^|\/)_gitignore$/, '$1.gitignore')};
    })
    .toSorted((a, b) => a.target.localeCompare(b.target));
}
