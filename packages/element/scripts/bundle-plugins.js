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
  '$abf266641927cd89$export$2c4e825dc9120f87', // API
];

/** Classes of which it makes an object that a call then never asks for anything. */
const IDLE = [
  '$fcbcc7538a6776d5$export$f1c5f4c9cb95390b', // BinaryPackChunker
  '$257947e92926277a$var$Logger',
];

/** What stands in the place of a class, by its name. @type {ReadonlyMap<string, string>} */
const STAND_INS = new Map([
  ...UNUSED.map(name => /** @type {const} */ ([name, 'undefined'])),
  ...IDLE.map(name => /** @type {const} */ ([name, 'class {}'])),
  ['$4f4134156c446392$export$f8f26dd395d7e1bd', 'UTIL'],
]);

const PEER = '$416260bce337df90$export$ecd1fc136c422448';

/**
 * What `Peer` itself does with connections, and for who leaves out an option, from one text in its source up to
 * another: every frame but those that open or refuse the connection to the broker is taken from it before, and a lost
 * `Peer` is replaced by a new one.
 * @type {readonly (readonly [from: string, to: string])[]}
 */
const UNUSED_PARTS = [
  ['    /**\n\t * A hash of all connections', '    /**\n\t * true if this peer and all'],
  ['this._serializers = {\n            raw:', 'this._id = null, '],
  [', this._connections = new Map()', ';\n        let userId'],
  ['        this._serializers = {\n            ...this', '        // Set path correctly.'],
  ['        // Set whether we use SSL', '        this._socket = this._createServerConnection'],
  ['        else this._api.retrieveId()', '    }\n    _createServerConnection'],
  ['        for (const peerId of this._connections.keys())', '        this.socket.removeAllListeners();'],
  ['    /** Closes all connections to this peer. */', "    /**\n\t * Disconnects the Peer's connection"],
  [
    '            case (0, $78455e22dea96b8c$export$adb4a1754da6f10d).Leave:',
    '        }\n    }\n    /** Stores messages without',
  ],
  ['    /** Stores messages without', '    _delayedAbort(type'],
  ['    /** Attempts to reconnect with', '\n}\n'],
];

/** In place of its imports. */
const STUBS = 'const $gCcbY$webrtcadapter = {};';

/** In place of eventemitter3, as much as Peer and its socket ask for. */
const EMITTER = `
  class $c4dcfd1d1ea86647$exports {
    _listeners = {};
    on(type, listener) {
      (this._listeners[type] ??= []).push(listener);
      return this;
    }
    emit(type, ...values) {
      for (const listener of [...(this._listeners[type] ?? [])]) listener.apply(this, values);
    }
    removeAllListeners() {
      this._listeners = {};
    }
  }
  $c4dcfd1d1ea86647$exports.EventEmitter = $c4dcfd1d1ea86647$exports;
`;

/** In place of its Util, which opens a connection to find out what this browser can: what Peer asks of it. */
const UTIL = `class {
  supports = {audioVideo: typeof RTCPeerConnection !== 'undefined'};
  validateId = $9a84a32bf0bf36bb$export$f35f128fd59ea256;
  randomToken() {}
}`;

/**
 * Leaves of peerjs what the engine uses: a tenth of it, since webrtc-adapter, of which it reads `browserDetails`
 * alone, and two serializers are most of its size. @type {Plugin}
 */
export const peerjsCore = {
  name: 'peerjs-core',
  setup(build) {
    build.onLoad({filter: /[\\/]peerjs[\\/]dist[\\/]bundler\.mjs$/}, async ({path}) => {
      let contents = await readFile(path, 'utf8');
      for (const [name, rest] of STAND_INS) {
        const from = contents.indexOf(`\nclass ${name} `);
        if (from < 0) throw new Error(`peerjs has no class ${name} any more: see STAND_INS`);
        const to = contents.indexOf('\n}\n', from) + 3;
        contents = `${contents.slice(0, from)}\nconst ${name} = ${rest};${contents.slice(to)}`;
      }
      for (const [first, after] of UNUSED_PARTS) {
        const from = contents.indexOf(first);
        const to = contents.indexOf(after, from);
        if (from < 0 || to < 0) throw new Error(`peerjs has no “${first.trim()}” any more: see UNUSED_PARTS`);
        contents = contents.slice(0, from) + contents.slice(to);
      }
      const emitter = /var \$c4dcfd1d1ea86647\$exports = \{\};[^]*\n\$c4dcfd1d1ea86647\$exports = .*;/;
      if (!emitter.test(contents)) throw new Error('peerjs has no eventemitter3 any more: see EMITTER');
      contents = contents
        .replace(emitter, EMITTER)
        // Its log is off, and nobody imports its enumerations.
        .replaceAll(/\(0, \$257947e92926277a\$export\$2e2bcd8739ae039\)\.(?:log|warn|error)\([^;]*\);/g, ';')
        .replaceAll(/^\$parcel\$export\(.*\);$/gm, '');
      contents = contents
        // What only Util asked.
        .replace(
          /(?<=\nconst \$fb63e766cfafaab9\$export\$25be9502477c137d = )new class \{[^]*?\n\}\(\);/,
          '{};',
        )
        .replaceAll(/^(?:import|export) .*$/gm, '')
        // Somebody else's STUN and TURN servers: we always pass our own configuration.
        .replace(/(?<=\$var\$DEFAULT_CONFIG = )\{[^]*?\n\}(?=;)/, '{}');
      return {contents: `${STUBS}const UTIL = ${UTIL};${contents}export const Peer = ${PEER};`};
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
        contents: `export * from './abortable.js'; export * from './errors.js'; export * from './events.js'`,
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
