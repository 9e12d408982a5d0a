/** A broker without HTTP: the real sockets, hub and rooms over a simulated network. */
import {Duplex} from 'node:stream';
import {pino} from 'pino';
import type {WebSocket} from 'ws';
import {AddressState} from '../../admission/addresses.js';
import type {Admission} from '../../admission/index.js';
import {createSocketOpener, Hub, Rooms, type PeerCore, type Socket} from '../../delivery/index.js';
import {readOptions} from '../../options/index.js';
import type {Farewell} from '../../protocol/index.js';
import {makeReliable, type ReliableRegistry} from '../../registry/index.js';
import {Transport, type Network} from './transport.js';
import type {Wire} from './wire.js';
import {WorldClock} from './world.js';

const MANY = 1_000_000;
export const GRACE_MS = 20_000;
const config = readOptions({
  graceMs: GRACE_MS,
  limits: {joinsPerSocket: MANY, joinsPerAddress: MANY, messagesPerSocket: MANY, messagesPerAddress: MANY},
});
const {limits} = config;
const log = pino({level: 'silent'});
/** A failing registry is what a run is about. */
const onError = (): void => {};

export class SimulatedBroker {
  readonly transport: Transport;
  readonly hub: Hub;
  readonly address: AddressState;
  readonly clock: WorldClock;
  isRunning = true;
  readonly #registry: ReliableRegistry;
  readonly #sockets = new Set<Socket>();
  readonly #wires = new Set<Wire>();
  readonly #open: (wire: Wire, admission: Admission) => void;

  /** `name`: for the trace. */
  constructor(network: Network, core: PeerCore, name: string) {
    const clock = new WorldClock(network.world);
    this.clock = clock;
    this.address = new AddressState('192.0.2.1', limits, clock);
    this.transport = new Transport(network, name);
    const registry = makeReliable({registry: this.transport.registry, clock, onError});
    this.#registry = registry;
    const hub: Hub = new Hub({
      core,
      registry,
      clock,
      queue: {ageMs: limits.queueMs, messagesPerSender: MANY, bytesPerSender: MANY, bytesTotal: MANY},
      onBrokerMessage: (session, frame) => rooms.receive(session, frame),
      onRefused: () => {},
      onError,
      timeRelay: relay => relay(),
    });
    const rooms = new Rooms({
      registry,
      clock,
      hub,
      iceServers: () => ({iceServers: [], ttl: 1}),
      config,
      onError,
    });
    this.hub = hub;
    registry.subscribe({
      onEvent(event) {
        hub.onRegistryEvent(event);
        rooms.onRegistryEvent(event);
      },
      deliver: message => hub.deliver(message),
    });
    const open = createSocketOpener({
      limits,
      clock,
      sockets: this.#sockets,
      log,
      onOpened: (socket, admission) => hub.open(socket, admission),
      events: {
        onFrame: (socket, read, bytes) => hub.receive(socket, read, bytes),
        onClosed: (socket, closing) => hub.closed(socket, closing),
        onAnswered: socket => hub.answered(socket),
        onRefused: () => {},
        onThrottled: () => {},
      },
    });
    const stream = new Duplex({read() {}, write: (_chunk, _encoding, done) => done()});
    stream.setMaxListeners(0);
    this.#open = (wire, admission) =>
      open({
        ws: wire as unknown as WebSocket,
        stream,
        admission,
        address: '127.0.0.1',
        addressState: this.address,
      });
  }

  /** Whether it takes new clients. */
  get isReady(): boolean {
    return this.isRunning && this.#registry.isReady();
  }

  accept(wire: Wire, admission: Admission): void {
    this.#wires.add(wire);
    wire.on('close', () => this.#wires.delete(wire));
    this.#open(wire, admission);
  }

  /** What a page posts when it goes away. */
  leave(admission: Admission, session: string, farewells: readonly Farewell[]): void {
    if (this.isRunning) this.hub.leave(admission, session, farewells).catch(() => {});
  }

  /** Is killed. */
  crash(): void {
    this.isRunning = false;
    this.transport.crash();
    for (const wire of this.#wires) wire.crash();
    this.clock.close();
    this.hub.close();
  }

  /** Stops in order; resolves when it is closed. */
  async stop(): Promise<void> {
    this.isRunning = false;
    for (const socket of this.#sockets) socket.refuse('draining');
    while (this.#sockets.size > 0) await this.clock.wait(10);
    this.hub.close();
    await this.#registry.close().catch(() => {});
    this.clock.close();
  }
}
