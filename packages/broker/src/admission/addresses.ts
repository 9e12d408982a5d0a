import type {Clock} from '../clock.js';
import {Bucket} from './buckets.js';

export interface AddressLimits {
  readonly connectionsPerAddress: number;
  readonly joinsPerAddress: number;
  readonly messagesPerAddress: number;
  readonly requestsPerAddress: number;
  readonly roomsPerAddress: number;
  readonly heldIdsPerAddress: number;
}

/** How often idle addresses are removed, in ms. A bucket refills in half of that. */
const SWEEP_MS = 10_000;

/** TCP connections per allowed WebSocket. A browser loads a page over up to six and keeps them open for a while. */
const OPEN_PER_CONNECTION = 8;

/** One violation costs as much as this many joins. */
const JOINS_PER_VIOLATION = 50;

/** What one address has open, and what its limits still allow. All its clients share it, so it never disconnects one. */
export class AddressState {
  /** WebSockets, including handshakes that are still being checked. */
  connections = 0;
  /** TCP connections to the broker's own server, of any kind. */
  open = 0;
  /** Peer ids that its clients took and that are disconnected but within their grace period. */
  heldIds = 0;
  readonly joins: Bucket;
  readonly messages: Bucket;
  readonly requests: Bucket;
  /** Disconnections for violations. A bucket of its own, because violations must not use up the joins of others. */
  readonly violations: Bucket;
  readonly #limits: AddressLimits;
  /** The rooms that its clients are in, and how many of its clients are in each. */
  readonly #rooms = new Map<string, number>();

  /** The address, or the range that counts as one. */
  readonly key: string;

  constructor(key: string, limits: AddressLimits, clock: Clock) {
    this.key = key;
    this.#limits = limits;
    this.joins = new Bucket(limits.joinsPerAddress, clock);
    this.messages = new Bucket(limits.messagesPerAddress, clock);
    this.requests = new Bucket(limits.requestsPerAddress, clock);
    this.violations = new Bucket(limits.joinsPerAddress / JOINS_PER_VIOLATION, clock);
  }

  /** How many messages per second each of its sockets may send while all together exceed the limit. */
  get messageShare(): number {
    return this.#limits.messagesPerAddress / Math.max(1, this.connections);
  }

  get mayTakeId(): boolean {
    return this.heldIds < this.#limits.heldIdsPerAddress;
  }

  mayEnter(room: string): boolean {
    return this.isIn(room) || this.#rooms.size < this.#limits.roomsPerAddress;
  }

  isIn(room: string): boolean {
    return this.#rooms.has(room);
  }

  entered(room: string): void {
    this.#rooms.set(room, (this.#rooms.get(room) ?? 0) + 1);
  }

  exited(room: string): void {
    const rest = (this.#rooms.get(room) ?? 0) - 1;
    if (rest > 0) this.#rooms.set(room, rest);
    else this.#rooms.delete(room);
  }

  /** Credits the time of a pause of the broker: see Bucket. */
  creditPause(ms: number): void {
    for (const bucket of [this.joins, this.messages, this.requests]) bucket.creditPause(ms);
  }

  get isAtStart(): boolean {
    const {connections, open, heldIds, joins, messages, requests, violations} = this;
    if (connections > 0 || open > 0 || heldIds > 0 || this.#rooms.size > 0) return false;
    return [joins, messages, requests, violations].every(bucket => bucket.isFull());
  }
}

/** The state of every address that was seen recently. */
export class Addresses {
  readonly #limits: AddressLimits;
  readonly #clock: Clock;
  readonly #states = new Map<string, AddressState>();
  #timer: NodeJS.Timeout | undefined;

  constructor(limits: AddressLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  get(key: string): AddressState {
    const known = this.#states.get(key);
    if (known) return known;
    const state = new AddressState(key, this.#limits, this.#clock);
    this.#states.set(key, state);
    this.#timer ??= setTimeout(() => this.#sweep(), SWEEP_MS);
    return state;
  }

  mayConnect({connections}: AddressState): boolean {
    return connections < this.#limits.connectionsPerAddress;
  }

  mayOpen({open}: AddressState): boolean {
    return open < this.#limits.connectionsPerAddress * OPEN_PER_CONNECTION;
  }

  /** Credits the time of a pause of the broker. */
  creditPause(ms: number): void {
    for (const state of this.#states.values()) state.creditPause(ms);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#states.clear();
  }

  #sweep(): void {
    for (const [key, state] of this.#states) if (state.isAtStart) this.#states.delete(key);
    this.#timer = this.#states.size > 0 ? setTimeout(() => this.#sweep(), SWEEP_MS) : undefined;
  }
}
