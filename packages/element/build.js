// @ts-check
/**
 * Builds what a broker serves, from what tsc wrote: `dist/bundle/rtc-call.js`, tiny, which knows from its own
 * address where the broker is; `chunks/main-….js`, which it loads; and the chunks that are loaded when needed.
 */
import {mkdir, rm, writeFile} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {build} from 'esbuild';
import {engineLater, minifyTemplates, peerjsCore} from './scripts/bundle-plugins.js';
import {licenses} from './scripts/licenses.js';
import {mergeChunks} from './scripts/merge-chunks.js';
import {compressed, minified} from './scripts/minify.js';

const root = import.meta.dirname;
/** Compiled into src/icons.ts. */
const ICONS = 'node_modules/lucide-static/package.json';
const outdir = join(root, 'dist/bundle');

const first = await build({
  absWorkingDir: root,
  entryPoints: {main: 'dist/main.js'},
  outdir: '/',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  // Private by the convention of peerjs; ours are #private already.
  mangleProps: /^_[a-z]/,
  conditions: ['browser', 'production'],
  legalComments: 'none',
  write: false,
  metafile: true,
  logLevel: 'warning',
  plugins: [peerjsCore, engineLater, minifyTemplates],
});
// Whoever calls needs all of these: one request in place of a chain of four.
const chunks = await mergeChunks(first, {call: ['engine', 'call-views', 'peerjs-signaling', 'bundler']}, [
  'room-views',
  'ring-views',
]);
const mainChunk = `./chunks/${basename(chunks[0]?.outputFiles[0]?.path ?? '')}`;
const entry = await build({
  absWorkingDir: root,
  entryPoints: {'rtc-call': 'dist/served.js'},
  outdir: '/',
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  banner: {js: '// rtc-call, MIT. What it contains: third-party-licenses.txt'},
  write: false,
  metafile: true,
  logLevel: 'warning',
  plugins: [
    {
      name: 'main-chunk',
      setup: plugin => plugin.onResolve({filter: /main\.js$/}, () => ({path: mainChunk, external: true})),
    },
  ],
});

await rm(outdir, {recursive: true, force: true});
await mkdir(join(outdir, 'chunks'), {recursive: true});
for (const {path, text} of [...chunks, entry].flatMap(({outputFiles}) => outputFiles)) {
  const code = await minified(text);
  await writeFile(join(outdir, path), code);
  for (const [suffix, bytes] of Object.entries(await compressed(code)))
    await writeFile(join(outdir, path + suffix), bytes);
}
await writeFile(
  join(outdir, 'third-party-licenses.txt'),
  await licenses([...Object.keys(first.metafile.inputs), ICONS], root),
);
// What imports what, for the test of sizes.
const outputs = Object.assign({}, ...[...chunks, entry].map(({metafile}) => metafile.outputs));
await writeFile(join(root, 'dist/bundle-meta.json'), JSON.stringify(outputs));
