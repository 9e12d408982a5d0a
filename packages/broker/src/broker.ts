import type {IncomingMessage} from 'node:http';
import {createAdmit} from './admission.js';
import {Addresses} from './addresses.js';
import {createAdvice} from './advice.js';
import {createClientReader, createConnectionReader, type Client} from './client-address.js';
import {Connections} from './connections.js';
import {drain} from './drain.js';
import {createEntryCheck} from './entry.js';
import {createGate} from './gate.js';
import {createRequestHandler} from './http.js';
import {Hub} from './hub.js';
import {iceServersFor, type IceServers} from './ice.js';
import {createLog, type Logger} from './log.js';
import {createMemoryStore} from './memory-registry.js';
import {startMetricsServer, type MetricsServer} from './metrics-server.js';
import {Metrics} from './metrics.js';
import {mount, type AnyHttpServer} from './mount.js';
import {readOptions, type BrokerOptions} from './options.js';
import {createPeerCore} from './peer-core.js';
import {startPulse} from './pulse.js';
import type {RefusalCode} from './refusals.js';
import type {Registry} from './registry.js';
import {Rooms} from './rooms.js';
import {closeServer, createServer, listen, type Address} from './server.js';
import type {Socket, Who} from './socket.js';

export interface Broker {
  /** Serves everything under `path` on this server, beside whatever else it does. The server stays its owner's. */
  attach(server: AnyHttpServer): void;
  /** Opens a server of its own, with `static` at `/`. Rejects with the system's error, such as EADDRINUSE. */
  listen(): Promise<Address>;
  /** Tells clients to come back later, ends everything that it opened, and resolves when nothing of it runs. */
  close(): Promise<void>;
}

/** What can be put in the place of the broker's own. */
export interface BrokerParts {
  readonly logger?: Logger;
  /** Shared with other brokers, so that they behave as one. */
  readonly registry?: Registry;
}

/** Makes a broker. Throws an OptionsError that names each mistake. */
export function createBroker(options: BrokerOptions = {}, parts: BrokerParts = {}): Broker {
  const config = readOptions(options);
  const {limits} = config;
  const log = parts.logger ?? createLog(config.logLevel);
  const core = createPeerCore();
  const registry = parts.registry ?? createMemoryStore({graceMs: config.graceMs, ...limits}).join();
  const sockets = new Set<Socket>();
  const addresses = new Addresses(limits);
  const admit = createAdmit(config);
  const advice = createAdvice(log);
  const checkEntry = createEntryCheck(config, advice);
  const readClient = createClientReader(config.trustProxy);
  const metrics = new Metrics(() => ({
    peers: sockets.size,
    ...registry.counts(),
    queuedMessages: hub.mailroom.count,
    queuedBytes: hub.mailroom.bytes,
  }));
  const stopPulse = startPulse(sockets, config.silenceMs);
  const undo: (() => void)[] = [];
  let server: AnyHttpServer | undefined;
  let metricsServer: MetricsServer | undefined;
  let closing: Promise<void> | undefined;

  const isReady = (): boolean => closing === undefined;
  const iceServers = (id: string): IceServers => iceServersFor(config, id);
  const onRefused = (code: RefusalCode, {conn, id, address}: Partial<Who>): void => {
    metrics.countRefusal(code);
    if (code === 'out-of-descriptors') advice.descriptorsExhausted();
    log.info({conn, id, address, code}, 'refused');
  };

  const clientOf = (req: IncomingMessage): Client => {
    const client = readClient(req);
    if (client.untrustedProxy !== undefined) advice.proxyIgnored(client.untrustedProxy);
    return client;
  };
  const onError = (error: unknown): void => log.error({err: error}, 'the registry failed');

  const connections = new Connections({
    addresses,
    keyOf: createConnectionReader(config.trustProxy),
    onRefused,
  });
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
    onRefused,
    onError,
    timeRelay: relay => metrics.timeRelay(relay),
  });
  const rooms = new Rooms({
    registry,
    hub,
    iceServers,
    isAuthenticated: config.auth !== undefined,
    graceMs: config.graceMs,
    onError,
  });
  registry.subscribe(event => {
    hub.onRegistryEvent(event);
    rooms.onRegistryEvent(event);
  });
  const gate = createGate({
    config,
    addresses,
    checkEntry,
    admit: admit.peer,
    clientOf,
    sockets,
    isReady,
    onRefused,
    log,
    async onOpened(socket, admission) {
      log.info(socket.who, 'connected');
      await hub.open(socket, admission);
    },
    events: {
      onFrame(socket, read, bytes) {
        metrics.countMessage(read.frame.type);
        hub.receive(socket, read, bytes);
      },
      onClosed(socket, deliberate, code) {
        log.info({...socket.who, code}, 'disconnected');
        hub.closed(socket, deliberate);
      },
      onAnswered: socket => hub.answered(socket),
      onRefused: (socket, code) => onRefused(code, socket.who),
      onThrottled: () => metrics.countThrottled(),
    },
  });
  const request = createRequestHandler({
    config,
    core,
    addresses,
    checkEntry,
    admit: admit.ice,
    clientOf,
    iceServers,
    metrics,
    isReady,
    onRefused,
    log,
  });

  function attach(to: AnyHttpServer): void {
    undo.push(mount(to, config.path, {request, upgrade: gate.upgrade}));
  }

  async function close(): Promise<void> {
    const deadline = performance.now() + config.drainMs;
    gate.close();
    await drain(sockets, config.drainMs, log);
    for (const unmount of undo.splice(0)) unmount();
    stopPulse();
    await metricsServer?.close();
    if (server) await closeServer(server, connections, deadline - performance.now());
    addresses.close();
    hub.close();
    await registry.close();
    metrics.close();
    log.info('closed');
  }

  return {
    attach,
    async listen() {
      const own = createServer(config, connections, code => onRefused(code, {}), log);
      if (config.metricsPort !== undefined)
        metricsServer = await startMetricsServer(config.metricsPort, metrics, log);
      const address = {...(await listen(own, config)), metricsUrl: metricsServer?.url};
      server = own;
      attach(own);
      log.info(address, 'listening');
      return address;
    },
    close: () => (closing ??= close()),
  };
}
