import {Answer} from '../answer.js';
import {CallError} from '../errors.js';
import {isSame} from '../snapshot.js';
import type {Member, ModerationAction, RoomEvent, Signaling} from '../signaling/index.js';

/** Somebody who asks to be let in. */
export interface Knock {
  /** The peer id, for `admit()` and `refuseEntry()`. */
  readonly id: string;
  /** Empty if the person has no name. */
  readonly displayName: string;
  /** What the person says: one line of at most 140 characters; empty if nothing. */
  readonly text: string;
}

/** The door of the room that I am in, or outside of: a snapshot, replaced on every change. */
export interface Door {
  /** Whoever comes now has to knock. Always false while I knock myself, since I am told nothing about the room then. */
  readonly isLocked: boolean;
  /**
   * `host`: my token has the claim `moderator`, or I presented the room's host key. `elected`: the broker made me host
   * because I have been here the longest; I may not remove anyone, stop a share or end the call. Null: I am no host.
   */
  readonly role: 'host' | 'elected' | null;
  /** I am outside: a host has to let me in. */
  readonly isKnockRequired: boolean;
  /** Who asks to be let in, the longest wait first; at most 50. Empty unless I am a host. */
  readonly knocks: readonly Knock[];
  /** How many ask, also those who are not listed. */
  readonly knockCount: number;
}

/** What a host did to me. */
export type ModeratedAction = 'muted' | 'share-stopped';

/** What a host may turn off, and the member turns on again. */
export type Sanction = 'muted' | 'shareStopped';

/** How many of those who knock are listed. */
const MAX_LISTED = 50;
/** How long the broker may take to carry out an order, in ms. */
const ORDER_MS = 10_000;

/** Orders are numbered across rooms, so that a late answer settles no later order. */
let lastOrder = 0;

interface Order {
  readonly action: ModerationAction;
  readonly answer: Answer;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** What the broker says about me and the door of my room, and what I order as a host. */
export class RoomDoor {
  #isKnocking = false;
  #isLocked = false;
  #self: Member | null = null;
  readonly #knockers = new Map<string, Member>();
  readonly #orders = new Map<number, Order>();
  #snapshot: Door | null = null;

  /** I am outside. */
  get isKnocking(): boolean {
    return this.#isKnocking;
  }

  /** Null until the broker has said whether I am in or outside. */
  get snapshot(): Door | null {
    return this.#snapshot;
  }

  get isMuted(): boolean {
    return this.#self?.muted === true;
  }

  /** Applies an event from the broker. Returns what a host has done to me with it. */
  apply(event: Exclude<RoomEvent, {kind: 'refused' | 'moderated' | 'out'}>): readonly Sanction[] {
    const before = this.#self;
    switch (event.kind) {
      case 'knocking':
      case 'room':
        this.#isKnocking = event.kind === 'knocking';
        this.#isLocked = event.kind === 'room' && event.isLocked === true;
        this.#self = (event.kind === 'room' && event.self) || null;
        this.#knockers.clear();
        if (event.kind === 'room') for (const member of event.members) this.#see(member);
        break;
      case 'entered':
      case 'updated':
        this.#see(event.member);
        break;
      case 'exited':
        this.#knockers.delete(event.id);
        break;
      case 'self':
        this.#self = event.member;
        break;
      case 'door':
        this.#isLocked = event.isLocked;
    }
    this.#describe();
    return (['muted', 'shareStopped'] as const).filter(what => this.#self?.[what] && !before?.[what]);
  }

  /** I have turned on again what a host turned off. False if none did. */
  lift(what: Sanction): boolean {
    if (!this.#self?.[what]) return false;
    this.#self = {...this.#self, [what]: false};
    return true;
  }

  /** Orders something as a host. Settles with the broker's answer; rejects with `broker-unreachable` without one. */
  order(signaling: Signaling | null, room: string, action: ModerationAction, ids?: readonly string[]) {
    const answer = new Answer();
    const n = ++lastOrder;
    const giveUp = () => this.settle(n, new CallError('broker-unreachable'));
    this.#orders.set(n, {action, answer, timer: setTimeout(giveUp, ORDER_MS)});
    if (signaling?.isOpen) signaling.moderate(room, {n, action, ids});
    else giveUp();
    return answer.settled;
  }

  /** The broker has carried out an order, or refuses it. */
  settle(n: number | undefined, error?: CallError) {
    const order = this.#orders.get(n!);
    if (!order) return;
    this.#orders.delete(n!);
    clearTimeout(order.timer);
    if (error) order.answer.reject(error);
    else order.answer.resolve();
  }

  /** The call has ended for everyone: returns whether I ordered it. */
  settleEnd(): boolean {
    const [n] = [...this.#orders].find(([, {action}]) => action === 'end') ?? [];
    this.settle(n);
    return n !== undefined;
  }

  /** I am in this room no more. */
  close(error: CallError) {
    for (const n of this.#orders.keys()) this.settle(n, error);
  }

  #see(member: Member) {
    if (member.knocking) this.#knockers.set(member.id, member);
    else this.#knockers.delete(member.id);
  }

  get #role(): Door['role'] {
    const {moderator, host} = this.#self ?? {};
    if (moderator) return 'host';
    return host ? 'elected' : null;
  }

  #describe() {
    const asking = [...this.#knockers.values()].filter(({stage}) => stage === 'in');
    const snapshot: Door = {
      isLocked: this.#isLocked,
      role: this.#role,
      isKnockRequired: this.#isKnocking,
      knocks: asking.slice(0, MAX_LISTED).map(({id, name, text = ''}) => ({id, displayName: name, text})),
      knockCount: asking.length,
    };
    if (!isSame(this.#snapshot, snapshot)) this.#snapshot = snapshot;
  }
}
