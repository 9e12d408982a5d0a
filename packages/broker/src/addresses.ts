import {Bucket} from './buckets.js';

export interface AddressLimits {
  readonly connectionsPerAddress: number;
  readonly joinsPerAddress: number;
  readonly messagesPerAddress: number;
  readonly requestsPerAddress: number;
}

/** What one address has open and has left. */
export interface AddressState {
  /** WebSockets, those included that are still being let in. */
  connections: number;
  /** TCP connections to the broker's own server, whatever they are for. */
  open: number;
  readonly joins: Bucket;
  readonly messages: Bucket;
  readonly requests: Bucket;
}

/** How often what is back at its start is forgotten, in ms. A bucket fills in half of that. */
const SWEEP_MS = 10_000;

/** A browser loads a page over up to six connections, and keeps them for a while beside its WebSocket. */
const OPEN_PER_CONNECTION = 8;

/** The accounts of all addresses that were seen lately. */
export class Addresses {
  readonly #limits: AddressLimits;
  readonly #states = new Map<string, AddressState>();
  #timer: NodeJS.Timeout | undefined;

  constructor(limits: AddressLimits) {
    this.#limits = limits;
  }

  get(key: string): AddressState {
    const known = this.#states.get(key);
    if (known) return known;
    const {joinsPerAddress, messagesPerAddress, requestsPerAddress} = this.#limits;
    const state = {
      connections: 0,
      open: 0,
      joins: new Bucket(joinsPerAddress),
      messages: new Bucket(messagesPerAddress),
      requests: new Bucket(requestsPerAddress),
    };
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

  close(): void {
    clearTimeout(this.#timer);
    this.#states.clear();
  }

  #sweep(): void {
    const now = performance.now();
    for (const [key, {connections, open, joins, messages, requests}] of this.#states) {
      const isGone = connections === 0 && open === 0;
      if (isGone && joins.isFull(now) && messages.isFull(now) && requests.isFull(now))
        this.#states.delete(key);
    }
    this.#timer = this.#states.size > 0 ? setTimeout(() => this.#sweep(), SWEEP_MS) : undefined;
  }
}
