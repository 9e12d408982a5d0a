/** Makes a reliable registry of one that may reject, hang, and lose, repeat or reorder its events. */
import type {Clock} from '../clock.js';
import {ANSWER_MS, withDeadline} from './deadline.js';
import type {RoomContents} from './door.js';
import {HeldIds, type Held} from './held-ids.js';
import type {
  Lost,
  Registry,
  RegistryEvent,
  RegistryListener,
  RegistryState,
  ReliableRegistry,
  RoomEvent,
  Suspension,
} from './registry.js';
import {Renewal} from './renewal.js';
import {RoomMirrors} from './room-mirrors.js';

/** The time between attempts of what must happen, in ms. */
const RETRY_MS = 1_000;

type Asked = 'claim' | 'leave' | 'enter' | 'update' | 'moderate' | 'forward' | 'announce' | 'view' | 'close';

export interface ReliableParts {
  readonly registry: Registry;
  readonly clock: Clock;
  /** Called when the registry fails. */
  readonly onError: (error: unknown) => void;
}

export const makeReliable = (parts: ReliableParts): ReliableRegistry => new Reliable(parts);

class Reliable implements ReliableRegistry {
  readonly #registry: Registry;
  readonly #clock: Clock;
  readonly #onError: (error: unknown) => void;
  readonly #held = new HeldIds();
  readonly #mirrors: RoomMirrors;
  /** How many claims of an id are not answered yet. */
  readonly #claiming = new Map<string, number>();
  /** Leases that ended before the answer that gives them to this broker has come. */
  readonly #ended = new Map<string, Lost>();
  /** Ids of which a claim has failed, which may have taken effect nevertheless. */
  readonly #unsure = new Set<string>();
  #listener: RegistryListener | undefined;
  readonly #renewal: Renewal;
  #isClosed = false;

  constructor({registry, clock, onError}: ReliableParts) {
    this.#registry = registry;
    this.#clock = clock;
    this.#onError = onError;
    this.#mirrors = new RoomMirrors({
      clock,
      fetch: room => this.#ask('view', room),
      emit: event => this.#onChange(event),
      isLocal: id => this.#held.get(id) !== undefined,
      onPruned: room => this.#registry.forget(room),
    });
    this.#renewal = new Renewal({
      registry,
      clock,
      held: this.#held,
      mirrors: this.#mirrors,
      isUnsettled: id => this.#isUnsettled(id),
      onLost: lost => this.#lose(lost),
      onError,
    });
  }

  async claim(...[id, owner]: Parameters<Registry['claim']>): ReturnType<Registry['claim']> {
    this.#claiming.set(id, (this.#claiming.get(id) ?? 0) + 1);
    try {
      const claim = await this.#ask('claim', id, owner);
      if (claim.status === 'taken') return claim;
      // Whom a door keeps away from it must not reach it before it has entered again.
      const {rooms = []} = claim;
      return await this.#mirrors.watching(rooms, () => this.#take(id, owner, claim, rooms));
    } catch (error) {
      this.#unsure.add(id);
      throw error;
    } finally {
      const others = (this.#claiming.get(id) ?? 0) - 1;
      if (others > 0) this.#claiming.set(id, others);
      else {
        this.#claiming.delete(id);
        this.#ended.delete(id);
      }
      if (others === 0 && this.#unsure.has(id)) void this.#undoClaims(id);
    }
  }

  async identify(id: string, lease: number, session: string): Promise<void> {
    const held = this.#held.get(id, lease);
    if (!held) return;
    held.session = session;
    await this.#insist(
      'identify',
      () => this.#isHeld(held, lease) && held.session === session,
      () => this.#registry.identify(id, lease, session),
    );
  }

  async suspend(...[id, lease, why]: Parameters<Registry['suspend']>): Promise<void> {
    await this.#giveBack('suspend', id, lease, why, () => this.#registry.suspend(id, lease, why));
  }

  async release(id: string, lease: number): Promise<void> {
    await this.#giveBack('release', id, lease, 'lost', () => this.#registry.release(id, lease));
  }

  leave(...args: Parameters<Registry['leave']>): Promise<boolean> {
    return this.#ask('leave', ...args);
  }

  async enter(...[room, lease, entry]: Parameters<Registry['enter']>): ReturnType<Registry['enter']> {
    const held = this.#held.get(entry.id, lease);
    if (!held) return 'stale';
    const wasIn = held.rooms?.get(room) === true;
    (held.rooms ??= new Map()).set(room, true);
    held.entering.add(room);
    try {
      const answer = await this.#mirrors.entering(room, () => this.#ask('enter', room, lease, entry));
      if (typeof answer === 'string' && !wasIn) held.rooms?.delete(room);
      return this.#isHeld(held, lease) ? answer : 'stale';
    } catch (error) {
      if (!wasIn) void this.exit(room, entry.id, lease);
      throw error;
    } finally {
      held.entering.delete(room);
    }
  }

  update(...args: Parameters<Registry['update']>): Promise<boolean> {
    return this.#ask('update', ...args);
  }

  async exit(room: string, id: string, lease: number): Promise<void> {
    const held = this.#held.get(id, lease);
    // A room that it has not entered must not take memory.
    if (held?.rooms?.has(room)) held.rooms.set(room, false);
    await this.#insist(
      'exit',
      () => held !== undefined && this.#isHeld(held, lease) && !held.rooms?.get(room),
      () => this.#registry.exit(room, id, lease),
    );
  }

  async exitAll(id: string, lease: number): Promise<void> {
    const rooms = [...(this.#held.get(id, lease)?.rooms?.keys() ?? [])];
    await Promise.all(rooms.map(room => this.exit(room, id, lease)));
    // Also the rooms that the owner has entered on another broker, with an earlier lease.
    await withDeadline(this.#clock, 'exitAll', () => this.#registry.exitAll(id, lease)).catch(this.#onError);
  }

  moderate(...args: Parameters<Registry['moderate']>): ReturnType<Registry['moderate']> {
    return this.#ask('moderate', ...args);
  }

  look(room: string): RoomContents | undefined {
    return this.#mirrors.look(room);
  }

  roomsOf(id: string): Iterable<string> | undefined {
    return this.#held.get(id)?.rooms?.keys();
  }

  forward(...[message, withinMs]: Parameters<Registry['forward']>): ReturnType<Registry['forward']> {
    const ms = Math.min(withinMs, ANSWER_MS);
    return withDeadline(this.#clock, 'forward', () => this.#registry.forward(message, ms), ms);
  }

  announce(id: string): Promise<void> {
    return this.#ask('announce', id);
  }

  subscribe(listener: RegistryListener): void {
    this.#listener = listener;
    this.#registry.subscribe({
      onEvent: event => this.#onEvent(event),
      deliver: message => (this.#isClosed ? {status: 'absent'} : listener.deliver(message)),
    });
    this.#renewal.start();
  }

  counts(): RegistryState {
    return this.#registry.counts();
  }

  isReady(): boolean {
    return this.#renewal.isAlive && this.#registry.isReady();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#renewal.close();
    this.#mirrors.close();
    await this.#ask('close');
  }

  #ask<M extends Asked>(method: M, ...args: Parameters<Registry[M]>): ReturnType<Registry[M]> {
    const ask = (): Promise<unknown> =>
      (this.#registry[method] as (...args: unknown[]) => Promise<unknown>)(...args);
    return withDeadline(this.#clock, method, ask) as ReturnType<Registry[M]>;
  }

  /** Repeats an operation until it has succeeded or is no longer due. Never rejects. */
  async #insist(method: string, isDue: () => boolean, run: () => Promise<void>): Promise<void> {
    while (!this.#isClosed && isDue()) {
      try {
        return await withDeadline(this.#clock, method, run);
      } catch (error) {
        this.#onError(error);
      }
      await this.#clock.wait(RETRY_MS);
    }
  }

  #isHeld(held: Held, lease: number): boolean {
    return held.lease === lease && this.#held.get(held.id) === held;
  }

  async #giveBack(
    method: 'suspend' | 'release',
    id: string,
    lease: number,
    why: Suspension,
    run: () => Promise<void>,
  ): Promise<void> {
    const held = this.#held.get(id, lease);
    if (!held) return;
    held.suspension ??= why;
    await this.#insist(method, () => this.#isHeld(held, lease), run);
  }

  /** A claim has failed: makes sure that the registry does not give the id to this broker, or only as far as is known here. */
  async #undoClaims(id: string): Promise<void> {
    const isDue = (): boolean => this.#unsure.has(id) && !this.#claiming.has(id);
    await this.#insist('abandon', isDue, async () => {
      const held = this.#held.get(id);
      const keep = held?.suspension ? undefined : held?.lease;
      await this.#registry.abandon(id, keep);
      if (!this.#claiming.has(id)) this.#unsure.delete(id);
      // The claim has made the registry forget it.
      if (keep !== undefined && held?.session !== undefined) void this.identify(id, keep, held.session);
    });
  }

  #onEvent(event: RegistryEvent): void {
    if (this.#isClosed) return;
    if ('room' in event) this.#mirrors.onEvent(event);
    else if (event.type === 'reachable') this.#listener?.onEvent(event);
    else this.#lose({...event, reason: event.type === 'left' ? 'left' : event.reason});
  }

  #onChange(event: RoomEvent): void {
    if (event.type !== 'exited') return this.#listener?.onEvent(event);
    const {id, room, reason} = event;
    const isUnexpected = reason === 'lost' && this.#held.isIn(id, room);
    this.#held.exited(id, room);
    this.#listener?.onEvent({...event, isUnexpected});
    this.#mirrors.prune(room);
  }

  #take<T extends {status: 'new' | 'resumed'; lease: number}>(
    id: string,
    owner: string,
    claim: T,
    rooms: readonly string[],
  ): T {
    const {status, lease} = claim;
    const before = this.#held.get(id);
    // Nobody held it any more, so what is left here is of an owner whose time was over.
    if (before && before.lease < lease && status === 'new')
      this.#lose({id, lease: before.lease, reason: 'expired'});
    this.#held.claimed(id, owner, lease, rooms);
    const ended = this.#ended.get(id);
    // The hub has to hear of the claim first.
    if (ended && ended.lease >= lease) this.#clock.after(0, () => this.#lose(ended));
    return claim;
  }

  /** A lease has ended. */
  #lose({id, lease, reason}: Lost): void {
    const held = this.#held.get(id);
    if (this.#claiming.has(id) && !(held && held.lease >= lease)) this.#ended.set(id, {id, lease, reason});
    if (!held || held.lease > lease) return;
    if (reason === 'left') {
      if (held.suspension) return;
      held.suspension = 'leaving';
      return this.#listener?.onEvent({type: 'left', id, lease: held.lease});
    }
    this.#held.drop(id);
    const rooms = [...(held.rooms?.keys() ?? [])];
    this.#listener?.onEvent({type: 'released', id, lease: held.lease, reason, rooms});
    for (const room of rooms) this.#mirrors.prune(room);
  }

  #isUnsettled(id: string): boolean {
    return this.#claiming.has(id) || this.#unsure.has(id);
  }
}
