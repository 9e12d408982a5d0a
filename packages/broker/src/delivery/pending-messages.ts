/**
 * Messages for peers that are not connected, or that are on their way to another broker. After `ageMs`, a message expires
 * and its sender gets EXPIRE, as from PeerServer. A message stays with its sender's broker until it is delivered, so that
 * the sender is told even if the recipient's broker dies. Count and bytes are limited per sender, and bytes in total, so that no sender can exhaust the memory.
 */
import type {Clock} from '../clock.js';
import {Verbatim, type Message, type Vouched} from '../protocol/index.js';

export interface PendingLimits {
  /** How long a message waits, in ms. */
  readonly ageMs: number;
  readonly messagesPerSender: number;
  readonly bytesPerSender: number;
  readonly bytesTotal: number;
}

type Addressed = Message & {readonly src: string; readonly dst: string};

type Route = Pick<Addressed, 'src' | 'dst'>;

/** A message, stored as text: parsed, it would take many times the memory of the bytes that are limited here. */
export interface Pending extends Route {
  readonly type: string;
  readonly payload: string | Verbatim | undefined;
  readonly vouched: Vouched;
  readonly size: number;
  /** In ms of the clock. */
  readonly expiresAt: number;
  /** It is on its way to another broker. */
  isInFlight: boolean;
  /** While it was on its way, its recipient became reachable: if it did not arrive, it is worth another attempt. */
  isRetryDue: boolean;
}

export class PendingMessages {
  /** In order of arrival, which is also the order of expiry. */
  readonly #messages = new Set<Pending>();
  readonly #byRecipient = new Map<string, Set<Pending>>();
  readonly #bySender = new Map<string, {count: number; bytes: number}>();
  readonly #limits: PendingLimits;
  readonly #onExpired: (message: Route) => void;
  readonly #clock: Clock;
  #bytes = 0;
  #stopTimer: (() => void) | undefined;

  /** `onExpired` is called once for each message that was not fetched in time. */
  constructor(limits: PendingLimits, clock: Clock, onExpired: (message: Route) => void) {
    this.#limits = limits;
    this.#clock = clock;
    this.#onExpired = onExpired;
  }

  get count(): number {
    return this.#messages.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Keeps a message of `size` bytes; undefined if a limit is reached. */
  keep(message: Addressed, size: number): Pending | undefined {
    const {messagesPerSender, bytesPerSender, bytesTotal, ageMs} = this.#limits;
    const sender = this.#bySender.get(message.src) ?? {count: 0, bytes: 0};
    if (sender.count >= messagesPerSender || sender.bytes + size > bytesPerSender) return undefined;
    if (this.#bytes + size > bytesTotal) return undefined;
    const {type, src, dst, payload, ...vouched} = message;
    const pending: Pending = {
      type,
      src,
      dst,
      vouched,
      payload: payload instanceof Verbatim ? payload : JSON.stringify(payload),
      size,
      expiresAt: this.#clock.now() + ageMs,
      isInFlight: false,
      isRetryDue: false,
    };
    this.#messages.add(pending);
    const messages = this.#byRecipient.get(message.dst);
    if (messages) messages.add(pending);
    else this.#byRecipient.set(message.dst, new Set([pending]));
    this.#bySender.set(message.src, {count: sender.count + 1, bytes: sender.bytes + size});
    this.#bytes += size;
    this.#stopTimer ??= this.#clock.after(ageMs, () => this.#expire());
    return pending;
  }

  /**
   * The messages for this recipient, who has become reachable, in order. Those that are in flight are not among them, but
   * are marked for another attempt.
   */
  due(recipient: string): Pending[] {
    const messages = [...(this.#byRecipient.get(recipient) ?? [])];
    for (const pending of messages) pending.isRetryDue = pending.isInFlight;
    return messages.filter(({isInFlight}) => !isInFlight);
  }

  /** Removes a message; false if it is not here any more, because it has expired. */
  remove(pending: Pending): boolean {
    const {src, dst, size} = pending;
    if (!this.#messages.delete(pending)) return false;
    this.#bytes -= size;
    const messages = this.#byRecipient.get(dst);
    messages?.delete(pending);
    if (messages?.size === 0) this.#byRecipient.delete(dst);
    const sender = this.#bySender.get(src);
    if (!sender) return true;
    sender.count -= 1;
    sender.bytes -= size;
    if (sender.count === 0) this.#bySender.delete(src);
    return true;
  }

  close(): void {
    this.#stopTimer?.();
    this.#messages.clear();
    this.#byRecipient.clear();
    this.#bySender.clear();
    this.#bytes = 0;
  }

  #expire(): void {
    const now = this.#clock.now();
    this.#stopTimer = undefined;
    for (const pending of this.#messages) {
      // Timers are exact to a millisecond.
      if (pending.expiresAt - now >= 1) {
        this.#stopTimer = this.#clock.after(pending.expiresAt - now, () => this.#expire());
        return;
      }
      this.remove(pending);
      this.#onExpired(pending);
    }
  }
}

/** The message that is pending. */
export const unpack = ({type, src, dst, payload, vouched}: Pending): Addressed => ({
  type,
  src,
  dst,
  ...(payload !== undefined && {
    payload: typeof payload === 'string' ? (JSON.parse(payload) as unknown) : payload,
  }),
  ...vouched,
});
