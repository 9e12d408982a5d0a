// @ts-check
/**
 * Bundles the output of tsc for the broker to serve: `dist/bundle/rtc-call.js`, a small entry that derives the broker's
 * URL from its own, the chunks that it imports, and the chunks that are loaded on demand. Then `rtc-call/react`, and what
 * editors know about the element.
 */
import {readFile, rm, writeFile} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {brotliCompressSync, constants, gzipSync} from 'node:zlib';
import {build} from 'esbuild';
import {writeEditorData} from './scripts/editors.js';
import {licenses} from './scripts/licenses.js';
import {minifyTemplates} from './scripts/minify-templates.js';

process.chdir(import.meta.dirname);
const outdir = 'dist/bundle';
const entry = join(outdir, 'rtc-call.js');
/** Compiled into src/icons.ts. */
const ICONS = 'node_modules/lucide-static/package.json';
const PEERJS_LICENSE = '../engine/peerjs/LICENSE';

await rm(outdir, {recursive: true, force: true});
const {metafile} = await build({
  entryPoints: {main: 'dist/main.js'},
  outdir,
  entryNames: 'chunks/[name]-[hash]',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  conditions: ['browser', 'production'],
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  // Every part that is loaded on demand has the first load in common with all others: one file, not one for each combination.
  inject: ['dist/define.js'],
  plugins: [minifyTemplates],
});

/** A chunk and all its static imports. @param {string} path @param {Set<string>} [found] */
function filesOf(path, found = new Set()) {
  found.add(path.replace(outdir, '.'));
  for (const {path: imported, kind} of metafile.outputs[path]?.imports ?? [])
    if (kind === 'import-statement' && !found.has(imported.replace(outdir, '.'))) filesOf(imported, found);
  return [...found];
}

// All in one list: otherwise the browser discovers them one round trip after the other.
const chunks = Object.entries(metafile.outputs).filter(([, {entryPoint}]) => entryPoint);
const parts = Object.fromEntries(
  chunks.map(([path, {entryPoint = ''}]) => [basename(entryPoint, '.js'), filesOf(path)]),
);
const {main: first = [], ...later} = parts;
/** The list in the form that src/served-files.ts reads. */
const list = Object.entries(later).map(([name, files]) =>
  [name, ...files.filter(file => !first.includes(file)).map(file => shorten(name, file))].join(' '),
);

/** @param {string} name @param {string} file */
function shorten(name, file) {
  const [, stem, hash] = /^\.\/chunks\/(.+)-([A-Z0-9]{8})\.js$/.exec(file) ?? [];
  if (hash && stem === name) return hash;
  if (hash && stem === 'chunk') return `-${hash}`;
  throw new Error(`${name} imports ${file}, which is a part of its own`);
}

await writeFile(
  entry,
  `// rtc-call, MIT. Third-party licenses: third-party-licenses.txt
import {serveFrom} from '${first[0]}';
${first.map(file => `import '${file}';`).join('\n')}
export {RtcCall, registerStrings} from '${first[0]}';
serveFrom(new URL('.', import.meta.url).href, '${list.join()}');
`,
);

// Compressed here, once, so that the broker doesn't compress for each visitor.
for (const path of [entry, ...Object.keys(metafile.outputs)]) {
  const code = await readFile(path);
  await writeFile(`${path}.gz`, gzipSync(code, {level: constants.Z_BEST_COMPRESSION}));
  await writeFile(`${path}.br`, brotliCompressSync(code));
}
const texts = await licenses([...Object.keys(metafile.inputs), ICONS]);
texts.push(await readFile(PEERJS_LICENSE, 'utf8'));
await writeFile(join(outdir, 'third-party-licenses.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
// The import graph, for bundle.test.ts.
await writeFile('dist/bundle-meta.json', JSON.stringify(metafile.outputs));

// @lit/react is part of the file: as a dependency, it would install React's types for everyone. Only its code for browsers
// has layout effects, about which React 18 warns on a server.
for (const platform of /** @type {const} */ (['browser', 'node'])) {
  const react = await build({
    entryPoints: ['dist/frameworks/react.js'],
    outfile: `dist/react/${platform}.js`,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    platform,
    conditions: ['production'],
    external: ['react', '@rtc-call/engine', '../index.js'],
    metafile: true,
    logLevel: 'warning',
  });
  await writeFile('dist/react/LICENSE', await licenses(Object.keys(react.metafile.inputs)));
}
await writeEditorData('dist/editors');
