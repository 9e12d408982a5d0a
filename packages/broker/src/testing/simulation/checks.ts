/** What must hold in every run, whatever goes wrong. */
import type {SimulatedBroker} from './broker.js';
import type {Wire, WireFrame} from './wire.js';
import type {World} from './world.js';

/** Within this time, in ms, a message is delivered or its sender gets EXPIRE: 5 s, and the way there and back. */
const EXPIRE_MS = 5_000 + 60;

/** Within this time, in ms, two brokers that gave an id to different owners agree on one. */
const SETTLE_MS = 6_000;

export interface SeenMember {
  readonly id: string;
  readonly session: string;
  readonly away: boolean;
}

/** One socket of a client. */
export interface Connection {
  readonly id: string;
  readonly owner: string;
  readonly wire: Wire;
  readonly broker: SimulatedBroker;
  /** It has got OPEN. */
  isOpen: boolean;
  /** What it was told of the rooms that it is in, and when it entered them. */
  readonly rooms: Map<string, {readonly since: number; readonly members: Map<string, SeenMember>}>;
}

/** A client, as far as it is checked. */
export interface Checked {
  readonly id: string;
  readonly isConnected: boolean;
  readonly connection: Connection | undefined;
}

interface Sent {
  readonly connection: Connection;
  readonly dst: string;
  isDelivered: boolean;
}

export class Checks {
  readonly failures: string[] = [];
  /** How many messages were delivered, and how many expired. */
  delivered = 0;
  expiries = 0;
  readonly #world: World;
  readonly #clients: () => readonly Checked[];
  readonly #messages: Sent[] = [];
  /** Messages of a connection to an id that were not delivered in time, less the EXPIREs for them. */
  readonly #missing = new Map<Connection, Map<string, number>>();
  readonly #open = new Set<Connection>();

  constructor(world: World, clients: () => readonly Checked[]) {
    this.#world = world;
    this.#clients = clients;
  }

  fail(what: string): void {
    this.failures.push(`${(this.#world.now / 1_000).toFixed(3)} s: ${what}`);
  }

  /** A client sends a message; returns its number. */
  sending(connection: Connection, dst: string): number {
    const message: Sent = {connection, dst, isDelivered: false};
    const n = this.#messages.push(message) - 1;
    this.#world.after(EXPIRE_MS, () => {
      if (message.isDelivered || !connection.wire.isOpen || !connection.broker.isRunning) return;
      if (this.#count(connection, dst, 1) > 0)
        this.fail(`message ${n} from ${connection.id} to ${dst} is lost, without EXPIRE`);
    });
    return n;
  }

  /** A broker writes a frame to a socket. */
  sent(connection: Connection, {payload}: WireFrame): void {
    const message = payload?.n === undefined ? undefined : this.#messages[payload.n];
    if (!message) return;
    if (message.isDelivered) this.fail(`message ${payload?.n} arrives twice`);
    if (message.dst !== connection.id) this.fail(`message ${payload?.n} reaches ${connection.id}`);
    message.isDelivered = true;
    this.delivered += 1;
  }

  expired(connection: Connection, dst: string): void {
    this.expiries += 1;
    this.#count(connection, dst, -1);
  }

  isDelivered(n: number): boolean {
    return this.#messages[n]?.isDelivered ?? false;
  }

  /** A socket has got its id. */
  opened(connection: Connection): void {
    for (const other of this.#open) {
      if (!other.wire.isOpen) this.#open.delete(other);
      else if (isConflict(connection, other)) this.#expectSettled(connection, other);
    }
    this.#open.add(connection);
  }

  /** Somebody hears that a member is gone. */
  exited(id: string, room: string): void {
    for (const client of this.#clients()) {
      const since = client.isConnected ? client.connection?.rooms.get(room)?.since : undefined;
      if (client.id === id && since !== undefined && this.#world.now - since > SETTLE_MS)
        this.fail(`${id} is said to have left ${room}, where it is`);
    }
  }

  /** A broker that is cut off can't know. It must once it is back. */
  #expectSettled(one: Connection, other: Connection): void {
    this.#world.after(SETTLE_MS, () => {
      if (!one.wire.isOpen || !other.wire.isOpen) return;
      const connectedMs = Math.min(one.broker.transport.connectedMs, other.broker.transport.connectedMs);
      if (connectedMs < SETTLE_MS) this.#expectSettled(one, other);
      else this.fail(`${one.id} has two owners`);
    });
  }

  #count(connection: Connection, dst: string, change: number): number {
    const counts = this.#missing.get(connection) ?? new Map<string, number>();
    this.#missing.set(connection, counts);
    counts.set(dst, (counts.get(dst) ?? 0) + change);
    return counts.get(dst) ?? 0;
  }
}

const isConflict = (one: Connection, other: Connection): boolean =>
  one.id === other.id && one.owner !== other.owner;
