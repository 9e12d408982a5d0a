import {createServer as createHttpServer} from 'node:http';
import {createServer as createHttpsServer} from 'node:https';
import {readFileSync} from 'node:fs';
import {once} from 'node:events';
import type {AddressInfo} from 'node:net';
import {serveFolder} from './files.js';
import {createGate} from './gate.js';
import {createHttpHandler} from './http.js';
import {refuseRequest} from './http-reply.js';
import {Hub} from './hub.js';
import {iceServersFor} from './ice.js';
import {createMemoryStore} from './memory-registry.js';
import {mount, type AnyHttpServer} from './mount.js';
import {readOptions, type BrokerOptions, type Config} from './options.js';
import {createPeerCore} from './peer-core.js';
import {Rooms} from './rooms.js';
import type {Socket} from './socket.js';

/** Where a listening broker is reached. */
export interface Address {
  readonly port: number;
  readonly host: string;
  /** With scheme and port, without a slash at its end: `http://localhost:9000`. */
  readonly url: string;
}

export interface Broker {
  /** Serves everything under `path` on this server, beside whatever else it does. The server stays its owner's. */
  attach(server: AnyHttpServer): void;
  /** Opens a server of its own, with `static` at `/`. Rejects with the system's error, such as EADDRINUSE. */
  listen(): Promise<Address>;
  /** Tells clients to come back later, ends everything that it opened, and resolves when nothing of it runs. */
  close(): Promise<void>;
}

/** Makes a broker. Throws an OptionsError that names each mistake. */
export function createBroker(options: BrokerOptions = {}): Broker {
  const config = readOptions(options);
  const {limits} = config;
  const core = createPeerCore();
  const registry = createMemoryStore({graceMs: config.graceMs, ...limits}).join();
  const sockets = new Set<Socket>();
  const undo: (() => void)[] = [];
  let server: AnyHttpServer | undefined;
  let isReady = true;

  const onRefused = (): void => {};
  const iceServers = (id: string) => iceServersFor(config, id);
  const hub: Hub = new Hub({
    core,
    registry,
    queue: {
      ageMs: limits.queueMs,
      messagesPerSender: limits.queuedMessages,
      bytesPerSender: limits.queuedBytes,
      bytesTotal: limits.queuedBytesTotal,
    },
    onBrokerMessage: (session, frame) => rooms.receive(session, frame),
    onLeave: session => rooms.leaveAll(session),
    onRefused,
  });
  const rooms = new Rooms({
    registry,
    hub,
    iceServers,
    isAuthenticated: config.auth !== undefined,
    graceMs: config.graceMs,
    takeJoin: () => true,
  });
  registry.subscribe(event => {
    hub.onRegistryEvent(event);
    rooms.onRegistryEvent(event);
  });
  const gate = createGate({prefix: config.path, hub, limits, sockets, isReady: () => isReady, onRefused});
  const request = createHttpHandler({prefix: config.path, core, iceServers, isReady: () => isReady});

  function attach(to: AnyHttpServer): void {
    undo.push(mount(to, config.path, {request, upgrade: gate.upgrade}));
  }

  return {
    attach,
    async listen() {
      server = createServer(config);
      attach(server);
      server.listen(config.port, config.host);
      await once(server, 'listening');
      const {port, address} = server.address() as AddressInfo;
      const host = config.host ?? address;
      const isWildcard = host === '::' || host === '0.0.0.0';
      const name = isWildcard ? 'localhost' : host.includes(':') ? `[${host}]` : host;
      return {port, host, url: `${config.tls ? 'https' : 'http'}://${name}:${port}`};
    },
    async close() {
      isReady = false;
      for (const socket of sockets) socket.refuse('draining');
      for (const unmount of undo.splice(0)) unmount();
      for (const socket of sockets) socket.terminate();
      if (server?.listening) {
        server.close();
        server.closeAllConnections();
        await once(server, 'close');
      }
      hub.close();
      await registry.close();
    },
  };
}

function createServer(config: Config): AnyHttpServer {
  const page = config.static === undefined ? undefined : serveFolder(config.static);
  const limits = {headersTimeout: config.handshakeMs, requestTimeout: config.handshakeMs * 2};
  const tls = config.tls && {cert: readFileSync(config.tls.cert), key: readFileSync(config.tls.key)};
  const server = tls ? createHttpsServer({...limits, ...tls}) : createHttpServer(limits);
  server.on('request', (req, res) => {
    if (page) page(req, res, () => refuseRequest(res, 'not-found'));
    else refuseRequest(res, 'not-found');
  });
  return server;
}
