import type {LinkEvent} from '../link/link-state.js';
import type {ByeReason} from '../signaling/messages.js';
import {VirtualClock} from './clock.js';
import {seededRandom} from './random.js';

/** The messages about a link, reduced to what affects its state. A description names the connection that it describes. */
export type Message =
  | {readonly kind: 'invite'; readonly link: string; readonly offer: Connection}
  | {readonly kind: 'ringing'; readonly link: string}
  | {readonly kind: 'accept'; readonly link: string}
  | {readonly kind: 'answer'; readonly link: string; readonly to: Connection; readonly answer: Connection}
  | {
      readonly kind: 'restart' | 'restarted';
      readonly link: string;
      readonly of: Connection;
      readonly to: Connection;
    }
  | {readonly kind: 'bye'; readonly link: string; readonly reason: ByeReason};

/** The faults of the path through the broker. */
export interface Weather {
  /** Probabilities, per message. */
  readonly loss: number;
  readonly doubling: number;
  /** The maximum delay, in ms: a later message may arrive earlier. */
  readonly delay: number;
}

/** The interface of a party to the network. */
interface Party {
  readonly id: string;
  readonly connection: Connection | null;
  receive(message: Message): void;
  onConnection(connection: Connection, event: LinkEvent): void;
}

/** An RTCPeerConnection, reduced to whose description it has set and whether packets arrive. */
export class Connection {
  readonly owner: Party;
  remote: Connection | null = null;
  isClosed = false;
  isUp = false;
  /** ICE has failed: only a restart helps. */
  hasFailed = false;

  constructor(owner: Party) {
    this.owner = owner;
  }

  get isJoined(): boolean {
    return !this.isClosed && this.remote?.remote === this && !this.remote.isClosed;
  }
}

/** In ms, as in health.ts and in browsers. */
const SILENCE = 1_200;
const ICE_FAILURE = 17_000;
/** Duration of ICE and DTLS, in ms. */
const CONNECTING = [60, 400] as const;
/** One-way delay of the control channel, in ms. */
const DIRECT = [10, 60] as const;

/** The broker between two parties, and the path of their media. */
export class SimulatedNetwork {
  readonly clock = new VirtualClock();
  readonly random: () => number;
  readonly #parties: Party[] = [];
  /** A log of all events, for reading when a trial fails. */
  readonly log: string[] = [];
  /** Whether packets pass between the two. */
  hasPath = true;
  readonly #weather: Weather;

  constructor(seed: number, weather: Weather) {
    this.random = seededRandom(seed);
    this.#weather = weather;
  }

  join(party: Party) {
    this.#parties.push(party);
  }

  between([from, to]: readonly [number, number]): number {
    return from + this.random() * (to - from);
  }

  note(text: string) {
    this.log.push(`${this.clock.now.toFixed(0).padStart(7)} ${text}`);
  }

  other(party: Party): Party {
    return this.#parties.find(other => other !== party)!;
  }

  /** Sends through the broker: messages may be lost, duplicated, delayed and reordered. */
  send(from: Party, message: Message) {
    const {loss, doubling, delay} = this.#weather;
    const copies = this.random() < loss ? 0 : this.random() < doubling ? 2 : 1;
    this.note(`${from.id} sends ${message.kind} ${message.link}${copies === 1 ? '' : ` × ${copies}`}`);
    for (let copy = 0; copy < copies; copy++) {
      this.clock.schedule(this.between([5, 5 + delay]), () => this.other(from).receive(message));
    }
  }

  /** Sends over the control channel; returns false if it is not open. */
  sendDirectly({connection}: Party, message: Message): boolean {
    const remote = connection?.remote;
    if (!remote?.isUp || !connection?.isUp || !connection.isJoined || !this.hasPath) return false;
    const to = remote.owner;
    this.clock.schedule(this.between(DIRECT), () => to.connection === remote && to.receive(message));
    return true;
  }

  /** Starts ICE, when both have set the other's description or the path works again. */
  startChecks(connection: Connection) {
    this.clock.schedule(this.between(CONNECTING), () => {
      const {remote} = connection;
      if (!remote || !connection.isJoined || !this.hasPath || connection.hasFailed || remote.hasFailed)
        return;
      for (const end of [connection, remote]) {
        if (end.isUp) continue;
        end.isUp = true;
        end.owner.onConnection(end, {type: 'up'});
      }
    });
  }

  /** Breaks the path for this many ms. */
  breakPath(ms: number) {
    this.note('the path breaks');
    this.hasPath = false;
    for (const {connection} of this.#parties) if (connection?.remote) this.miss(connection);
    this.clock.schedule(ms, () => {
      this.note('the path works again');
      this.hasPath = true;
      for (const {connection} of this.#parties) if (connection?.remote) this.startChecks(connection);
    });
  }

  /** Nothing arrives at this end: the health check notices first, ICE later. */
  miss(connection: Connection) {
    const isMissing = () => !connection.isClosed && !(this.hasPath && connection.isJoined);
    this.clock.schedule(SILENCE, () => {
      if (!isMissing() || !connection.isUp) return;
      connection.isUp = false;
      connection.owner.onConnection(connection, {type: 'stalled'});
    });
    this.clock.schedule(ICE_FAILURE, () => {
      if (!isMissing() || connection.hasFailed) return;
      connection.isUp = false;
      connection.hasFailed = true;
      connection.owner.onConnection(connection, {type: 'failed'});
    });
  }
}
