// @ts-check
import {readFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {transform} from 'esbuild';

/** @typedef {import('esbuild').Plugin} Plugin */

/**
 * Classes of peerjs 1.5.5 that a call never reaches, by their names in its bundle: media and data connections. The
 * engine makes its own peer connections; of `Peer` it uses the connection to the broker, and takes every frame
 * before `Peer` could act on it (engine/src/peerjs-signaling.ts).
 */
const UNUSED = [
  '$b82fb8fc0514bfc1$export$89e6bb5ad64bf4a', // Negotiator
  '$5045192fc6d387ba$export$23a2a68283c24d80', // BaseConnection
  '$5c1d08c7c57da9a3$export$4a84e95a2324ac29', // MediaConnection
  '$6366c4ca161bc297$export$d365f7ad9d7df9c9', // DataConnection
  '$a229bedbcaa6ca23$export$ff7c9d4c11d94e8b', // BufferedConnection
  '$9fcfddb3ae148f88$export$f0a5a64d5bb37108', // BinaryPack
  '$bbaee3f15f714663$export$6f88fe47d32c9c94', // Raw
  '$817f931e3f9096cf$export$48880ac635f47186', // Json
  '$20dbe68149d7aad9$export$72aa44612e2200cd', // StreamConnection
  '$6e39230ab36396ad$export$80f5de1a66c4d624', // MsgPack
  '$1e0aff16be2c328e$export$d72c7bf8eef50853', // MsgPackPeer
];

/** Classes of which it makes an object that a call then never asks for anything: the HTTP API and the chunker. */
const IDLE = [
  '$abf266641927cd89$export$2c4e825dc9120f87', // API
  '$fcbcc7538a6776d5$export$f1c5f4c9cb95390b', // BinaryPackChunker
];

const PEER = '$416260bce337df90$export$ecd1fc136c422448';

/** In place of its imports. */
const STUBS = 'const $gCcbY$pack = undefined, $gCcbY$unpack = undefined, $gCcbY$webrtcadapter = {};';

/** What webrtc-adapter would find out, in a browser that runs the element at all. */
const SUPPORTS = `{
  isWebRTCSupported: () => typeof RTCPeerConnection !== 'undefined',
  isBrowserSupported: () => true,
  getBrowser: () => '',
  getVersion: () => 0,
};`;

/**
 * Leaves of peerjs what the engine uses: a tenth of it, since webrtc-adapter, of which it reads `browserDetails`
 * alone, and two serializers are most of its size. @type {Plugin}
 */
export const peerjsCore = {
  name: 'peerjs-core',
  setup(build) {
    build.onLoad({filter: /[\\/]peerjs[\\/]dist[\\/]bundler\.mjs$/}, async ({path}) => {
      let contents = await readFile(path, 'utf8');
      for (const name of [...UNUSED, ...IDLE]) {
        const from = contents.indexOf(`\nclass ${name} `);
        if (from < 0) throw new Error(`peerjs has no class ${name} any more: see UNUSED and IDLE`);
        const to = contents.indexOf('\n}\n', from) + 3;
        const rest = IDLE.includes(name) ? 'class {}' : 'undefined';
        contents = `${contents.slice(0, from)}\nconst ${name} = ${rest};${contents.slice(to)}`;
      }
      const supports =
        /(?<=\nconst \$fb63e766cfafaab9\$export\$25be9502477c137d = )new class \{[^]*?\n\}\(\);/;
      if (!supports.test(contents)) throw new Error('peerjs has no Supports any more: see SUPPORTS');
      contents = contents
        .replace(supports, SUPPORTS)
        .replaceAll(/^(?:import|export) .*$/gm, '')
        // Somebody else's STUN and TURN servers: we always pass our own configuration.
        .replace(/(?<=\$var\$DEFAULT_CONFIG = )\{[^]*?\n\}(?=;)/, '{}');
      return {contents: `${STUBS}${contents}export const Peer = ${PEER};`};
    });
  },
};

/**
 * Esbuild puts a module that is imported both now and later into the first load, and the engine's index with it
 * all of the engine. Who imports it now needs only its errors and events. @type {Plugin}
 */
export const engineLater = {
  name: 'engine-later',
  setup(build) {
    build.onResolve({filter: /^@rtc-call\/engine$/}, ({pluginData, importer, resolveDir}) =>
      pluginData === 'real' || /dist[\\/]engine\.js$/.test(importer)
        ? undefined
        : {path: 'engine', namespace: 'engine-now', pluginData: resolveDir},
    );
    build.onLoad({filter: /.*/, namespace: 'engine-now'}, async ({pluginData: resolveDir}) => {
      const {path} = await build.resolve('@rtc-call/engine', {
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

/** Esbuild leaves template literals alone: here css`…` is minified and html`…` loses its indentation. @type {Plugin} */
export const minifyTemplates = {
  name: 'minify-templates',
  setup(build) {
    build.onLoad({filter: /element[\\/]dist[\\/].*\.js$/}, async ({path}) => {
      let contents = await readFile(path, 'utf8');
      for (const [whole, source = ''] of contents.matchAll(/css `([^`]*)`/g)) {
        const {code} = await transform(source, {
          loader: 'css',
          minify: true,
          target: ['chrome125', 'firefox128', 'safari18'],
        });
        contents = contents.replace(whole, () => `css\`${code.trim().replaceAll('\\', '\\\\')}\``);
      }
      return {contents: contents.replaceAll(/\n\s+/g, '\n'), loader: 'js'};
    });
  },
};
