/**
 * Says again and again that this broker is alive, and has its beliefs compared with the registry: so whatever was lost on
 * the way changes nothing for long. A registry that has forgotten the broker is told everything again.
 */
import type {Clock} from '../clock.js';
import {withDeadline} from './deadline.js';
import type {HeldIds} from './held-ids.js';
import type {Corrections, Lost, Registry} from './registry.js';
import type {RoomMirrors} from './room-mirrors.js';

/** How often the broker says so, in ms, and how soon again after it failed. */
const [RENEW_MS, RETRY_MS] = [2_000, 1_000];

/** How long a broker whose registry does not respond takes new clients, in ms. The others then count it as dead. */
export const DEAD_MS = 6_000;

/** How many ids and rooms are checked, or restored, at a time. */
const BATCH = 250;

export interface RenewalParts {
  readonly registry: Pick<Registry, 'renew' | 'restore'>;
  readonly clock: Clock;
  readonly held: HeldIds;
  readonly mirrors: RoomMirrors;
  /** Whether a claim of this id is in progress, or it is unknown whether one took effect. */
  readonly isUnsettled: (id: string) => boolean;
  readonly onLost: (lost: Lost) => void;
  /** Called when the registry fails. */
  readonly onError: (error: unknown) => void;
}

export class Renewal {
  readonly #parts: RenewalParts;
  /**
   * When the registry was told that this broker is alive, of what it has answered: by the real time, and before it was
   * sent, as the others count from when it arrived.
   */
  #renewedAt: number | undefined;
  /** The registry has forgotten this broker, and not everything is restored yet. */
  #isForgotten = false;
  #isClosed = false;
  #stop: (() => void) | undefined;

  constructor(parts: RenewalParts) {
    this.#parts = parts;
  }

  /** Whether the others count this broker as alive. */
  get isAlive(): boolean {
    return this.#renewedAt !== undefined && this.#parts.clock.real() - this.#renewedAt < DEAD_MS;
  }

  start(): void {
    void this.#renew();
  }

  close(): void {
    this.#isClosed = true;
    this.#stop?.();
  }

  async #renew(): Promise<void> {
    const {clock, held, mirrors, isUnsettled, onError} = this.#parts;
    const holdings = held.next(BATCH, id => !isUnsettled(id));
    const rooms = held.nextRooms(BATCH, mirrors);
    let ms = RENEW_MS;
    try {
      // After it has restored everything, the registry is told at once.
      const askedAt = clock.real();
      if (await this.#correct(await this.#ask('renew', {holdings, rooms}), askedAt)) ms = 0;
    } catch (error) {
      ms = RETRY_MS;
      if (!this.#isClosed) onError(error);
    }
    if (!this.#isClosed) this.#stop = clock.after(ms, () => void this.#renew());
  }

  /** Returns whether it has restored everything. */
  async #correct({isKnown, lost, rooms}: Corrections, askedAt: number): Promise<boolean> {
    const {mirrors, isUnsettled, onLost} = this.#parts;
    this.#isForgotten ||= !isKnown;
    const wasForgotten = this.#isForgotten;
    if (!wasForgotten) for (const one of lost) if (!isUnsettled(one.id)) onLost(one);
    this.#renewedAt = wasForgotten ? await this.#restore() : askedAt;
    this.#isForgotten = false;
    if (wasForgotten) await this.#compareRooms();
    else await mirrors.refreshAll(rooms);
    return wasForgotten;
  }

  /** Fetches the rooms that have changed. Comparing revisions takes one call for many. */
  async #compareRooms(): Promise<void> {
    const {mirrors} = this.#parts;
    const known = [...mirrors.revisions()];
    for (let start = 0; start < known.length && !this.#isClosed; start += BATCH) {
      const {rooms} = await this.#ask('renew', {holdings: [], rooms: known.slice(start, start + BATCH)});
      await mirrors.refreshAll(rooms);
    }
  }

  /**
   * Claims everything again. Without anything to claim, too: this is what makes the registry know this broker again. Returns
   * when the last part was sent.
   */
  async #restore(): Promise<number> {
    const {clock, held, mirrors, onLost} = this.#parts;
    let askedAt = clock.real();
    const ids = held.ids();
    for (let start = 0; start === 0 || start < ids.length; start += BATCH) {
      // What has changed while the batch before was on its way must not be undone.
      const batch = ids.slice(start, start + BATCH);
      const holdings = held.holdings(batch, room => mirrors.look(room));
      const isLast = start + BATCH >= ids.length;
      if (this.#isClosed) break;
      askedAt = clock.real();
      for (const one of await this.#ask('restore', holdings, isLast)) onLost(one);
    }
    return askedAt;
  }

  #ask<M extends 'renew' | 'restore'>(method: M, ...args: Parameters<Registry[M]>): ReturnType<Registry[M]> {
    const {clock, registry} = this.#parts;
    const ask = (): Promise<unknown> =>
      (registry[method] as (...args: unknown[]) => Promise<unknown>)(...args);
    return withDeadline(clock, method, ask) as ReturnType<Registry[M]>;
  }
}
