import type {IncomingMessage, RequestListener} from 'node:http';
import type {Server as HttpsServer} from 'node:https';
import {
  Addresses,
  createAdmit,
  createWarnings,
  createClientReader,
  createConnectionReader,
  createRequestCheck,
  createGate,
  type AddressState,
  type Client,
} from './admission/index.js';
import {Clock} from './clock.js';
import {
  createPeerCore,
  createSocketOpener,
  drain,
  Hub,
  Rooms,
  watchLiveness,
  type Socket,
  type Who,
} from './delivery/index.js';
import {
  Connections,
  createRequestHandler,
  Metrics,
  mount,
  OwnServer,
  type Address,
  type AnyHttpServer,
} from './http/index.js';
import {iceServersFor, type IceServers} from './ice.js';
import {createLog, type Logger} from './log.js';
import {openLan, servePages, type Lan, type LanAddress} from './lan/index.js';
import {openRegistry} from './open-registry.js';
import {OptionsError, readOptions, type BrokerOptions, type Config} from './options/index.js';
import type {RefusalCode} from './refusals.js';
import type {Registry} from './registry/index.js';

export interface Broker {
  /** Serves everything under `path` on this server, beside its other handlers. The caller remains its owner. */
  attach(server: AnyHttpServer): void;
  /**
   * Opens the broker's own server, with `static` at `/`, or with `app`, such as an Express app: it answers the requests
   * outside `path`. Rejects with the system's error, such as EADDRINUSE. `fds`: file
   * descriptors of listening sockets, used instead of `host`, `port` and `socket`. `lan`: also serves other devices in this
   * network, over https with a certificate of this machine's own authority, even if `host` is localhost.
   */
  listen(options?: {
    readonly fds?: readonly number[];
    readonly lan?: boolean;
    readonly app?: RequestListener;
  }): Promise<Address>;
  /** Reads the certificate of the own server again. This also happens automatically when its files change. */
  reload(): void;
  /**
   * Keeps serving for `drainDelayMs` while `/health` returns 503. Then tells clients to come back later, closes everything
   * that the broker opened, and resolves when all of it is closed. `isUrgent` ends the delay, also that of an earlier call.
   */
  close(options?: {readonly isUrgent?: boolean}): Promise<void>;
}

/** Parts that replace the broker's own. */
export interface BrokerParts {
  readonly logger?: Logger;
  /** A registry that is shared with other brokers, so that they behave as one. */
  readonly registry?: Registry;
}

/** What `lan` can't be combined with. */
function refuseContradictions({tls, socket}: Config, fds: readonly number[] = []): void {
  const others = [tls && 'tls', socket !== undefined && 'socket', fds.length > 0 && 'LISTEN_FDS'].filter(
    Boolean,
  );
  if (others.length > 0)
    throw new OptionsError([
      `lan: contradicts ${others.join(' and ')}: it has its own certificate and its own port`,
    ]);
}

/** Creates a broker. Throws an OptionsError that names each mistake. */
export function createBroker(options: BrokerOptions = {}, parts: BrokerParts = {}): Broker {
  const config = readOptions(options);
  const {limits} = config;
  const log = parts.logger ?? createLog(config.logLevel);
  const core = createPeerCore();
  const clock = new Clock();
  const {registry, cluster, onError} = openRegistry({config, clock, log, given: parts.registry});
  const sockets = new Set<Socket>();
  const addresses = new Addresses(limits, clock);
  const admit = createAdmit(config, log);
  const warnings = createWarnings(log);
  const checkRequest = createRequestCheck(config, warnings);
  const readClient = createClientReader(config.trustProxy);
  const metrics = new Metrics(cluster, () => ({
    peers: sockets.size,
    ids: hub.size,
    rooms: rooms.size,
    isReady: registry.isReady(),
    queuedMessages: hub.pending.count,
    queuedBytes: hub.pending.bytes,
  }));
  const stopLiveness = watchLiveness(sockets, config.silenceMs, clock);
  clock.onPaused(ms => {
    log.warn({ms: Math.round(ms)}, 'the process was paused');
    addresses.creditPause(ms);
    for (const socket of sockets) socket.creditPause(ms);
  });
  const undo: (() => void)[] = [];
  let closing: Promise<void> | undefined;
  let isDraining = false;
  const delay = new AbortController();
  let lan: Lan | undefined;
  let lanAddress: (() => LanAddress) | undefined;

  const isReady = (): boolean => closing === undefined && registry.isReady();
  const whyClosed = (): RefusalCode | undefined =>
    isDraining ? 'draining' : registry.isReady() ? undefined : 'registry-unavailable';
  const iceServers = (id: string): IceServers => iceServersFor(config, id);
  const onRefused = (code: RefusalCode, {conn, id, address}: Partial<Who>): void => {
    metrics.countRefusal(code);
    if (code === 'out-of-descriptors') warnings.descriptorsExhausted();
    log.info({conn, id, address, code}, 'refused');
  };

  const clientOf = (req: IncomingMessage): Client => {
    const client = readClient(req);
    if (client.untrustedProxy !== undefined) warnings.proxyIgnored(client.untrustedProxy);
    return client;
  };
  const connections = new Connections({
    addresses,
    keyOf: createConnectionReader(config.trustProxy),
    onRefused,
  });
  const ownServer = new OwnServer({
    config,
    connections,
    metrics,
    clock,
    log,
    onRefused: code => onRefused(code, {}),
  });
  const hub: Hub = new Hub({
    core,
    registry,
    clock,
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
    clock,
    hub,
    iceServers,
    config,
    onError,
  });
  registry.subscribe({
    onEvent(event) {
      hub.onRegistryEvent(event);
      rooms.onRegistryEvent(event);
    },
    deliver: message => hub.deliver(message),
  });
  /** A peer that is connected or within its grace period may always come back. */
  const mayTakeId = (address: AddressState, id: string): boolean => address.mayTakeId || hub.holds(id);
  const openSocket = createSocketOpener({
    limits,
    clock,
    sockets,
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
      onClosed(socket, closing, code) {
        log.info({...socket.who, code}, 'disconnected');
        hub.closed(socket, closing);
      },
      onAnswered: socket => hub.answered(socket),
      onRefused: (socket, code) => onRefused(code, socket.who),
      onThrottled: () => metrics.countThrottled(),
    },
  });
  const gate = createGate({
    config,
    addresses,
    checkRequest,
    admit: admit.peer,
    clientOf,
    isFull: () => sockets.size >= limits.peers,
    clock,
    mayTakeId,
    whyClosed,
    onAdmitted: openSocket,
    onRefused,
    log,
  });
  const request = createRequestHandler({
    config,
    clock,
    core,
    addresses,
    mayTakeId,
    checkRequest,
    admit,
    leave: (...goodbye) => hub.leave(...goodbye),
    clientOf,
    iceServers,
    metrics,
    isReady,
    cluster,
    lanUrl: () => lanAddress?.().url,
    onRefused,
    log,
  });

  function attach(to: AnyHttpServer): void {
    undo.push(mount(to, config.path, {request, upgrade: gate.upgrade}));
  }

  /** Gives load balancers time to see the 503 before clients are disconnected. */
  async function waitForBalancers(): Promise<void> {
    if (config.drainDelayMs === 0 || delay.signal.aborted || undo.length === 0) return;
    log.info({ms: config.drainDelayMs}, 'about to stop');
    await new Promise<void>(resolve => {
      const stop = clock.after(config.drainDelayMs, resolve);
      delay.signal.addEventListener('abort', () => {
        stop();
        resolve();
      });
    });
  }

  async function close(): Promise<void> {
    await waitForBalancers();
    isDraining = true;
    const deadline = clock.now() + config.drainMs;
    gate.close();
    await drain(sockets, config.drainMs, clock, log);
    lan?.stop();
    stopLiveness();
    // Until then, no page that comes back is told that there is no broker.
    await ownServer.close(deadline);
    for (const unmount of undo.splice(0)) unmount();
    addresses.close();
    hub.close();
    await registry.close().catch(onError);
    clock.close();
    metrics.close();
    log.info('closed');
  }

  return {
    attach,
    async listen({fds, lan: isLan = false, app} = {}) {
      if (isLan) {
        refuseContradictions(config, fds);
        lan = await openLan({log});
      }
      const {server, address} = await ownServer.listen({fds, lan, app});
      attach(server);
      log.info(address, 'listening');
      if (!lan) return address;
      undo.push(servePages(server as HttpsServer, lan, config.path));
      lanAddress = lan.addressOf.bind(lan, address.port, config.path);
      return {...address, lan: lanAddress()};
    },
    reload: () => ownServer.reload(),
    close({isUrgent = false} = {}) {
      if (isUrgent) delay.abort();
      return (closing ??= close());
    },
  };
}
