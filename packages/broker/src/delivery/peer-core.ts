/**
 * `peer` (PeerServer 1.0.2), with its socket, its clock and its codec in our hands.
 *
 * It keeps what it is good at: the registry of ids, OPEN, the stamping of `src`, the routing by `dst`, and the
 * HTTP side of `/id`. Its one injection point, `createWebSocketServer`, gives us the place where sockets come in.
 * What it offers no way to change are its two endless timers (a scan of all clients every 300 ms, the expiry of
 * queues) and its second parsing of frames that we have parsed already. So its CommonJS file is compiled here with
 * a `setTimeout` that starts nothing and a `JSON` that passes messages through: session.ts and pending-messages.ts
 * do that work, and `close()` has nothing of it to stop. See docs/decisions/002.
 */
import {EventEmitter} from 'node:events';
import {readFileSync} from 'node:fs';
import type {IncomingMessage, Server, ServerResponse} from 'node:http';
import {createRequire} from 'node:module';
import {dirname} from 'node:path';
import {compileFunction} from 'node:vm';
import type {Message} from '../protocol/index.js';

/** A client as `peer` sees it: the few members of a WebSocket that it uses. */
export interface CoreSocket {
  on(event: 'message' | 'close' | 'error', listener: (data: CoreFrame) => void): void;
  send(message: Message): void;
  close(): void;
}

/** `peer` calls `JSON.parse(frame.toString())`: here, both return the message unchanged. */
export interface CoreFrame {
  toString(): string;
}

export interface PeerCore {
  /** Passes a client to `peer`, which registers its id and sends it OPEN. */
  connect(socket: CoreSocket, client: {id: string; token: string}): void;
  /** Answers `GET /id` and `GET /`; `req.url` is the path that `peer` expects. */
  handle(req: IncomingMessage, res: ServerResponse): void;
}

/** Wraps a message for `peer` to read. */
export const asFrame = (message: Message): CoreFrame => ({toString: () => message as unknown as string});

/** The part of the package that is used here. Its own types need those of Express 4. */
type ExpressPeerServer = (
  server: Server | object,
  options: object,
) => {
  (req: IncomingMessage, res: ServerResponse): void;
  use(app: unknown): void;
  on(event: string, listener: (value: unknown) => void): void;
  disable(setting: string): void;
};

const KEY = 'peerjs';

function loadPeer(): ExpressPeerServer {
  const require = createRequire(import.meta.url);
  const file = require.resolve('peer');
  const module = {exports: {} as {ExpressPeerServer: ExpressPeerServer}};
  const codec = {parse: parseOnce, stringify: (message: unknown) => message};
  const names = ['exports', 'require', 'module', '__filename', '__dirname', 'setTimeout', 'JSON'];
  const run = compileFunction(readFileSync(file, 'utf8'), names, {filename: file}) as (
    ...args: unknown[]
  ) => void;
  run(module.exports, createRequire(file), module, file, dirname(file), startNothing, codec);
  return module.exports.ExpressPeerServer;
}

/** Replaces `setTimeout`. */
const startNothing = (): undefined => undefined;

/** Parses text (the package reads its own app.json this way); returns a message, which is parsed already, unchanged. */
function parseOnce(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value;
}

export function createPeerCore(): PeerCore {
  const expressPeerServer = loadPeer();
  const sockets = new EventEmitter();
  const app = expressPeerServer(
    {},
    {
      path: '/',
      key: KEY,
      // Our own limits apply first; a second limit would answer with a different error.
      concurrent_limit: Infinity,
      corsOptions: {origin: false},
      createWebSocketServer: () => sockets,
    },
  );
  app.on('error', error => {
    throw error;
  });
  // `peer` initializes itself when it is mounted; this outer app only mounts it.
  const outer = expressPeerServer({}, {});
  outer.disable('x-powered-by');
  outer.use(app);

  return {
    connect(socket, {id, token}) {
      const query = new URLSearchParams({id, token, key: KEY});
      sockets.emit('connection', socket, {url: `/?${query.toString()}`});
    },
    handle: (req, res) => outer(req, res),
  };
}
