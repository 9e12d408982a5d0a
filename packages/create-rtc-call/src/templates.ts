import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

/**
 * The folders with files that several templates have, and which templates those are; they are no templates. What is in the
 * folder `_pages` of one goes where the template has the sources of its pages.
 */
const SHARED: readonly {readonly folder: string; readonly isFor: (files: readonly string[]) => boolean}[] = [
  {folder: 'shared', isFor: () => true},
  {folder: 'shared-built', isFor: files => sourcesOf(files) !== 'public'},
  {folder: 'shared-vite', isFor: files => files.includes('vite.config.js')},
];

/** The folder with the sources of the pages: `public` if they are served as they are. */
const sourcesOf = (files: readonly string[]) =>
  ['src', 'app'].find(folder => files.some(file => file.startsWith(`${folder}/`))) ?? 'public';

/** A template: a folder whose files are copied unchanged, with the shared ones. */
export interface Template {
  readonly name: string;
  readonly description: string;
}

/** The templates in a folder, sorted by name. Descriptions come from their package.json. */
export async function listTemplates(templates: URL): Promise<Template[]> {
  const entries = await readdir(templates, {withFileTypes: true});
  const names = entries
    .filter(entry => entry.isDirectory() && SHARED.every(({folder}) => folder !== entry.name))
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

/**
 * The files of a template and the shared ones, of which the template may replace any. `_gitignore` becomes `.gitignore`,
 * which npm would not pack.
 */
export async function listTemplateFiles(templates: URL, template: string): Promise<TemplateFile[]> {
  const own = await listFolder(templates, template);
  const names = own.map(({target}) => target);
  const sources = sourcesOf(names);
  const files = new Map<string, TemplateFile>();
  for (const {folder, isFor} of SHARED) {
    if (!isFor(names)) continue;
    for (const {source, target} of await listFolder(templates, folder)) {
      const placed = target.replace(/^_pages\//, `${sources}/`);
      files.set(placed, {source, target: placed});
    }
  }
  for (const file of own) files.set(file.target, file);
  return [...files.values()].toSorted((a, b) => a.target.localeCompare(b.target));
}

async function listFolder(templates: URL, folder: string): Promise<TemplateFile[]> {
  const root = fileURLToPath(new URL(`${folder}/`, templates));
  const paths = await listFiles(root);
  return paths.map(path => ({
    source: join(root, path),
    target: path.replace(/(^|\/)_gitignore$/, '$1.gitignore'),
  }));
}

/** Node's own recursive listing does not work inside the archives of Yarn's Plug'n'Play. */
async function listFiles(root: string, folder = ''): Promise<string[]> {
  const all = await readdir(join(root, folder), {withFileTypes: true});
  // In a clone, a template may have been tried.
  const entries = all.filter(({name}) => !['node_modules', 'dist', '.next'].includes(name));
  const lists: Promise<string[]>[] = entries
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map(entry => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? listFiles(root, path) : Promise.resolve([path]);
    });
  return (await Promise.all(lists)).flat();
}
