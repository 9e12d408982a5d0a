/** Passes messages to other brokers. Each stays with its sender's broker until it is delivered, refused or expired. */
import type {Clock} from '../clock.js';
import type {Message} from '../protocol/index.js';
import type {Delivery, ReliableRegistry} from '../registry/index.js';
import {unpack, type Pending, type PendingLimits, type PendingMessages} from './pending-messages.js';

/** A message between two clients. */
export type Routed = Message & {readonly src: string; readonly dst: string};

/** That a page went away, with its session; `ago`, in ms, if somebody has written to it afterwards. */
export interface Left {
  readonly session: string | undefined;
  readonly ago?: number;
}

/** Whether a message is kept for a recipient who is not connected. As in PeerServer, the others are dropped. */
export const isKept = ({type}: Message): boolean => type !== 'LEAVE' && type !== 'EXPIRE';

export interface ForwardingParts {
  readonly registry: Pick<ReliableRegistry, 'forward'>;
  readonly clock: Clock;
  readonly queue: Pick<PendingLimits, 'ageMs'>;
  readonly pending: PendingMessages;
  /** Whether doors still let it pass: they may have closed while it waited. */
  readonly mayPass: (message: Routed) => boolean;
  /** Tells the sender that the message does not arrive. */
  readonly expire: (message: Routed) => void;
  /** The page of the recipient went away before the message came. */
  readonly onLeft: (message: Routed, left: Left) => void;
  /** Called when the registry fails. */
  readonly onError: (error: unknown) => void;
}

export class Forwarding {
  readonly #parts: ForwardingParts;

  constructor(parts: ForwardingParts) {
    this.#parts = parts;
  }

  /** Passes a message of so many bytes to whichever broker has its recipient. */
  forward(message: Routed, size: number): void {
    if (!isKept(message)) return this.notify(message);
    const pending = this.#parts.pending.keep(message, size);
    if (pending) void this.#try(pending, message);
    else this.#parts.expire(message);
  }

  /** Passes on a notice for which nothing is kept: if it does not arrive, it is lost. */
  notify(message: Message & {dst: string}): void {
    const {registry, queue, onError} = this.#parts;
    registry.forward(message, queue.ageMs).catch(onError);
  }

  /** The recipient may have become reachable: tries again. */
  retry(recipient: string): void {
    const {pending: all, mayPass, expire} = this.#parts;
    for (const pending of all.due(recipient)) {
      const message = unpack(pending);
      if (mayPass(message)) void this.#try(pending, message);
      else if (all.remove(pending)) expire(message);
    }
  }

  async #try(pending: Pending, message: Routed): Promise<void> {
    const {clock, pending: all, mayPass, expire, onLeft} = this.#parts;
    pending.isInFlight = true;
    do {
      pending.isRetryDue = false;
      const delivery = await this.#ask(message, pending.expiresAt - clock.now());
      if (delivery.status !== 'absent') {
        // If it is no longer there, it has expired, and its sender knows.
        if (all.remove(pending) && delivery.status === 'refused') expire(message);
        return;
      }
      if (delivery.left) onLeft(message, delivery.left);
      // The recipient may have come while it was looked for.
    } while (pending.isRetryDue && pending.expiresAt > clock.now() && mayPass(message));
    pending.isInFlight = false;
  }

  async #ask(message: Routed, withinMs: number): Promise<Delivery> {
    try {
      return await this.#parts.registry.forward(message, withinMs);
    } catch (error) {
      this.#parts.onError(error);
      // It may have arrived, and must not arrive twice.
      return {status: 'refused'};
    }
  }
}
