import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** The folders with the files that every template has, and every one that is built; they are no templates. */
const SHARED = 'shared';
const SHARED_BUILT = 'shared-built';

/** A template: a folder whose files are copied unchanged, with those of `shared`. */
export interface Template {
  readonly name: string;
  readonly description: string;
}

/** The templates in a folder, sorted by name. Descriptions come from their package.json. */
export async function listTemplates(templates: URL): Promise<Template[]> {
  const entries = await readdir(templates, {withFileTypes: true});
  const names = entries
    .filter(entry => entry.isDirectory() && ![SHARED, SHARED_BUILT].includes(entry.name))
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

/** The folders of templates that are built. */
const SOURCES = ['src', 'app'];

/**
 * The files of a template and the shared ones, of which the template may replace any. The shared style.css goes to the
 * template's sources, or to `public` if it is not built. `_gitignore` becomes `.gitignore`, which npm would not pack.
 */
export async function listTemplateFiles(templates: URL, template: string): Promise<TemplateFile[]> {
  const own = await listFolder(templates, template);
  const sources = SOURCES.find(folder => own.some(({target}) => target.startsWith(`${folder}/`)));
  const shared = await listFolder(templates, SHARED);
  if (sources) shared.push(...(await listFolder(templates, SHARED_BUILT)));
  const files = new Map<string, TemplateFile>();
  for (const {source, target} of shared) {
    const placed = target === 'style.css' ? `${sources ?? 'public'}/${target}` : target;
    files.set(placed, {source, target: placed});
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
