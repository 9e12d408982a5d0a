import {rm, readFile, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {build, transform} from 'esbuild';

const root = import.meta.dirname;
const outdir = `${root}/dist/bundle`;

/** peerjs reads only `browserDetails` of webrtc-adapter, which is more than half of its size. */
const withoutWebrtcAdapter = {
  name: 'without-webrtc-adapter',
  setup({onResolve, onLoad}) {
    onResolve({filter: /^webrtc-adapter$/}, () => ({path: 'webrtc-adapter', namespace: 'stub'}));
    onLoad({filter: /.*/, namespace: 'stub'}, () => ({
      // What webrtc-adapter's own detection says of the browsers that the element supports.
      contents: `
        const agent = navigator.userAgent;
        const found = /(Firefox|Chrom(?:e|ium))\\/(\\d+)/.exec(agent);
        const safari = /AppleWebKit\\/(\\d+)/.exec(agent);
        export default {
          browserDetails: found
            ? {browser: found[1] === 'Firefox' ? 'firefox' : 'chrome', version: Number(found[2])}
            : {browser: 'safari', version: Number(safari?.[1] ?? 0)},
        };`,
    }));
  },
};

/** What the engine takes of peerjs; an import of the whole would keep MessagePack, which a call does not need. */
const onlyPeer = {
  name: 'only-peer',
  setup({onResolve, onLoad}) {
    onResolve({filter: /^peerjs$/}, ({pluginData, resolveDir}) =>
      pluginData === 'real' ? undefined : {path: 'peerjs', namespace: 'only-peer', pluginData: resolveDir},
    );
    onLoad({filter: /.*/, namespace: 'only-peer'}, ({pluginData: resolveDir}) => ({
      contents: `export {Peer} from 'peerjs'`,
      resolveDir,
      pluginData: 'real',
    }));
  },
};

/**
 * esbuild puts a module that is imported both now and later into the first load, and the engine's index with it
 * all of the engine. Who imports it now needs only its errors and events.
 */
const engineLater = {
  name: 'engine-later',
  setup({onResolve, onLoad, resolve}) {
    onResolve({filter: /^@rtc-call\/engine$/}, ({pluginData, importer, resolveDir}) =>
      pluginData === 'real' || /dist[\\/]engine\.js$/.test(importer)
        ? undefined
        : {path: 'engine', namespace: 'engine-now', pluginData: resolveDir},
    );
    onLoad({filter: /.*/, namespace: 'engine-now'}, async ({pluginData: resolveDir}) => {
      const {path} = await resolve('@rtc-call/engine', {
        kind: 'import-statement',
        resolveDir,
        pluginData: 'real',
      });
      return {
        contents: `export * from './errors.js'; export * from './events.js'`,
        resolveDir: dirname(path),
      };
    });
  },
};

/** esbuild leaves template literals alone: css\`…\` without expressions is minified here. */
const minifyCssTemplates = {
  name: 'minify-css-templates',
  setup({onLoad}) {
    onLoad({filter: /dist[\\/]styles[\\/].*\.js$/}, async ({path}) => {
      let contents = await readFile(path, 'utf8');
      for (const [whole, source] of contents.matchAll(/css `([^`]*)`/g)) {
        const {code} = await transform(source, {
          loader: 'css',
          minify: true,
          target: ['chrome125', 'firefox128', 'safari18'],
        });
        contents = contents.replace(whole, () => `css\`${code.trim().replaceAll('\\', '\\\\')}\``);
      }
      return {contents, loader: 'js'};
    });
  },
};

/** Builds the bundle that a broker serves, from what tsc wrote; resolves with esbuild's metafile. */
export async function bundle() {
  await rm(outdir, {recursive: true, force: true});
  const {metafile} = await build({
    absWorkingDir: root,
    entryPoints: {'rtc-call': 'dist/served.js'},
    outdir,
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    target: 'es2022',
    conditions: ['browser', 'production'],
    minify: true,
    legalComments: 'linked',
    metafile: true,
    logLevel: 'warning',
    plugins: [withoutWebrtcAdapter, onlyPeer, engineLater, minifyCssTemplates],
  });
  await writeFile(`${root}/dist/bundle-meta.json`, JSON.stringify(metafile));
  return metafile;
}

if (process.argv[1] === import.meta.filename) await bundle();
