import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** The folder with the files that every template has, and that is no template itself. */
const SHARED = 'shared';

/** A template: a folder whose files are copied unchanged, with those of `shared`. */
export interface Template {
  readonly name: string;
  readonly description: string;
}

/** The templates in a folder, sorted by name. Descriptions come from their package.json. */
export async function listTemplates(templates: URL): Promise<Template[]> {
  const entries = await readdir(templates, {withFileTypes: true});
  const names = entries
    .filter(entry => entry.isDirectory() && entry.name !== SHARED)
    .map(entry => entry.name);
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

/** The files of a template and the shared ones. `_gitignore` becomes `.gitignore`, which npm would not pack. */
export async function listTemplateFiles(templates: URL, template: string): Promise<TemplateFile[]> {
  const files: TemplateFile[] = [];
  for (const folder of [SHARED, template]) {
    const root = fileURLToPath(new URL(`${folder}/`, templates));
    for (const path of await listFiles(root))
      files.push({source: join(root, path), target: path.replace(/(^|\/)_gitignore$/, '$1.gitignore')});
  }
  return files.toSorted((a, b) => a.target.localeCompare(b.target));
}

/** Node's own recursive listing does not work inside the archives of Yarn's Plug'n'Play. */
async function listFiles(root: string, folder = ''): Promise<string[]> {
  const all = await readdir(join(root, folder), {withFileTypes: true});
  // In a clone, a template may have been tried.
  const entries = all.filter(({name}) => name !== 'node_modules' && name !== 'dist');
  const lists: Promise<string[]>[] = entries
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map(entry => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? listFiles(root, path) : Promise.resolve([path]);
    });
  return (await Promise.all(lists)).flat();
}
