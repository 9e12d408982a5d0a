// @ts-check
import {createHash} from 'node:crypto';
import {basename} from 'node:path';
import {build} from 'esbuild';

/** @typedef {import('esbuild').BuildResult<{write: false, metafile: true}>} Result */
/** @typedef {import('esbuild').OnResolveArgs} Args */
/** @typedef {import('esbuild').OnResolveResult} Resolved */

/**
 * Esbuild makes a chunk of its own of every set of modules that some entries share, a dozen here, and small files
 * compress badly and are found one after the other. So what it made is bundled once more: all that the first load
 * needs in one chunk, `main`, from which the later ones import; and what is always used together in one chunk.
 *
 * @param {Result} first - An unminified build with `splitting`, whose entry is `main.js`.
 * @param {Readonly<Record<string, readonly string[]>>} groups - What else goes into one chunk, by the chunk's name:
 *   lazy entries of the first build, without their hashes.
 * @param {readonly string[]} early - Lazy entries that are wanted at once: what they share with others is in `main`.
 * @returns {Promise<Result[]>} One build for each chunk, `main` first. All names end with one hash.
 */
export async function mergeChunks(first, groups, early) {
  const texts = shortenVariables(new Map(first.outputFiles.map(({path, text}) => [basename(path), text])));
  const outputs = new Map(
    Object.entries(first.metafile.outputs).map(([path, output]) => [basename(path), output]),
  );
  const hash = createHash('sha256')
    .update([...texts.values()].join('\0'))
    .digest('hex')
    .slice(0, 8);
  const main = `./main-${hash}.js`;

  const entries = [...outputs.keys()].filter(file => early.includes(stem(file)));
  const eager = new Set(['main.js', ...entries]);
  for (const name of eager)
    for (const {path, kind} of outputs.get(name)?.imports ?? [])
      if (kind === 'import-statement') eager.add(basename(path));
  for (const name of entries) eager.delete(name);
  const lazy = [...outputs]
    .filter(([name, {entryPoint}]) => entryPoint && !eager.has(name))
    .map(([name]) => name);

  /** The chunk that a lazy entry ends up in. @param {string} file */
  const chunkOf = file =>
    Object.keys(groups).find(group => groups[group]?.includes(stem(file))) ?? stem(file);
  const chunks = [...new Set(lazy.map(chunkOf))];

  // Two eager chunks may export the same name: the merged one exports each under a short name of its own.
  const needed = namesImportedFrom(eager, texts);
  const eagerList = [...eager];
  const aliases = [...needed].flatMap(([file, names]) => [...names].map(name => `${file} ${name}`));
  /** @param {string} file @param {(name: string, alias: string) => string} specifier */
  const exportList = (file, specifier) =>
    [...(needed.get(file) ?? [])]
      .map(name => specifier(name, `$${aliases.indexOf(`${file} ${name}`).toString(36)}`))
      .join(', ');

  /** @param {string} name @param {string} contents @param {(args: Args) => Resolved} onResolve @returns {Promise<Result>} */
  const chunk = (name, contents, onResolve) =>
    build({
      stdin: {contents},
      outdir: '/chunks',
      entryNames: `${name}-${hash}`,
      bundle: true,
      format: 'esm',
      target: 'es2022',
      minify: true,
      legalComments: 'none',
      write: false,
      metafile: true,
      logLevel: 'warning',
      plugins: [
        {
          name: 'from-memory',
          setup(plugin) {
            plugin.onResolve({filter: /.*/}, onResolve);
            plugin.onLoad({filter: /.*/, namespace: 'first'}, ({path}) => ({
              contents: texts.get(path) ?? '',
            }));
            plugin.onLoad({filter: /.*/, namespace: 'eager'}, ({path}) => ({
              contents: `export {${exportList(path, (name, alias) => `${alias} as ${name}`)}} from '${main}'`,
            }));
          },
        },
      ],
    });

  const mainContents = [
    `export * from './main.js';`,
    ...eagerList.map(
      file => `export {${exportList(file, (name, alias) => `${name} as ${alias}`)}} from './${file}';`,
    ),
  ];
  return Promise.all([
    chunk('main', mainContents.join('\n'), ({path, kind}) => {
      const file = basename(path);
      if (kind === 'dynamic-import') return {path: `./${chunkOf(file)}-${hash}.js`, external: true};
      return {path: file, namespace: 'first'};
    }),
    ...chunks.map(name => {
      const files = lazy.filter(file => chunkOf(file) === name);
      return chunk(name, files.map(file => `export * from './${file}';`).join('\n'), ({path, kind}) => {
        const file = basename(path);
        if (path === main) return {path, external: true};
        if (eager.has(file)) return {path: file, namespace: 'eager'};
        // Even one of this chunk: a module that imports itself costs less than what esbuild wraps it in.
        if (kind === 'dynamic-import') return {path: `./${chunkOf(file)}-${hash}.js`, external: true};
        return {path: file, namespace: 'first'};
      });
    }),
  ]);
}

/**
 * Which names of the eager chunks the others import, as esbuild prints them without minifying.
 * @param {Set<string>} eager @param {Map<string, string>} texts
 */
function namesImportedFrom(eager, texts) {
  /** @type {Map<string, Set<string>>} */
  const needed = new Map();
  for (const [importer, text] of texts) {
    if (eager.has(importer)) continue;
    for (const [, names = '', path = ''] of text.matchAll(/^import \{([^}]*)\} from "\.\/([^"]+)";$/gm)) {
      if (!eager.has(path)) continue;
      const known = needed.get(path) ?? new Set();
      for (const name of names.split(',')) known.add(name.trim().split(' as ')[0]);
      needed.set(path, known);
    }
  }
  return needed;
}

/**
 * CSS variables that begin with `--_` are read by nobody else: they become `--a`, `--b`, and so on.
 * @param {Map<string, string>} texts
 */
function shortenVariables(texts) {
  const pattern = /--_[a-z]+(?:-[a-z]+)*/g;
  const names = [...new Set([...texts.values()].flatMap(text => text.match(pattern) ?? []))].toSorted();
  /** @param {string} name */
  const short = name => `--${(names.indexOf(name) + 10).toString(36)}`;
  return new Map([...texts].map(([file, text]) => [file, text.replaceAll(pattern, short)]));
}

/** The name of an entry without its hash. @param {string} file */
const stem = file => file.replace(/(-[A-Z0-9]{8})?\.js$/, '');
