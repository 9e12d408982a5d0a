import {randomId} from '../names.js';
import {isLinkMessage, type LinkMessage, type Member} from './messages.js';
import type {EntryChange, Farewell, Invitation, Moderation, RoomEntry} from './signaling.js';
import type {Signaling, SignalingHandlers} from './signaling.js';

/** A message over the BroadcastChannel. */
type Frame =
  | {readonly kind: 'invite'; readonly to: string; readonly from: string; readonly invitation: Invitation}
  | {
      readonly kind: 'link';
      readonly to: string;
      readonly from: string;
      readonly link: string;
      readonly message: LinkMessage;
    }
  | {readonly kind: 'who'; readonly from: string; readonly to: string}
  | {readonly kind: 'here'; readonly from: string; readonly to: string}
  | {readonly kind: 'member'; readonly room: string; readonly member: Member; readonly isNew: boolean}
  | {readonly kind: 'exit'; readonly room: string; readonly id: string};

/** How long the holder of an id may take to reply, in ms. BroadcastChannel itself takes about 1. */
const PRESENCE_MS = 500;

/**
 * Signaling between pages of one origin in one browser, without a server: for demos, a playground and offline tests.
 * Media still goes over real connections.
 */
export class LoopbackSignaling implements Signaling {
  readonly id: string;
  isOpen = false;
  readonly #network: string;
  #channel: BroadcastChannel | null = null;
  #handlers: SignalingHandlers | null = null;
  readonly #rooms = new Map<string, Member>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor({
    id = randomId(),
    network = 'rtc-call',
  }: {readonly id?: string; readonly network?: string} = {}) {
    this.id = id;
    this.#network = network;
  }

  open(handlers: SignalingHandlers) {
    this.#handlers = handlers;
    this.#channel = new BroadcastChannel(this.#network);
    this.#channel.onmessage = ({data}: MessageEvent<Frame>) => this.#receive(data);
    queueMicrotask(() => {
      if (!this.#handlers) return;
      this.isOpen = true;
      handlers.onOpen();
    });
  }

  iceServers(): Promise<RTCIceServer[]> {
    return Promise.resolve([]);
  }

  invite(to: string, invitation: Invitation) {
    this.#post({kind: 'invite', to, from: this.id, invitation});
    this.#post({kind: 'who', from: this.id, to});
    clearTimeout(this.#timers.get(to));
    this.#timers.set(
      to,
      setTimeout(() => this.#handlers?.onUnavailable(to), PRESENCE_MS),
    );
  }

  send(to: string, link: string, message: LinkMessage) {
    this.#post({kind: 'link', to, from: this.id, link, message});
  }

  enter(room: string, entry: RoomEntry) {
    // Unique even for members who enter in the same millisecond: with equal numbers, nobody would dial.
    const seq = Math.floor(performance.timeOrigin + performance.now()) + Math.random();
    const {name, stage, session} = entry;
    const member = {name, stage, session, id: this.id, seq, away: false};
    this.#rooms.set(room, member);
    // The members reply with their own entries, which update this empty room.
    this.#handlers?.onRoom({kind: 'room', room, seq, members: []});
    this.#post({kind: 'member', room, member, isNew: true});
  }

  update(room: string, {name, stage}: EntryChange) {
    const member = this.#rooms.get(room);
    if (!member) return;
    this.#rooms.set(room, {...member, ...(name !== undefined && {name}), ...(stage && {stage})});
    this.#post({kind: 'member', room, member: this.#rooms.get(room)!, isNew: false});
  }

  exit(room: string) {
    if (this.#rooms.delete(room)) this.#post({kind: 'exit', room, id: this.id});
  }

  /** Its rooms have no door. */
  moderate(room: string, {n}: Moderation) {
    this.#handlers?.onRoom({kind: 'refused', of: 'moderate', room, n, code: 'not-a-host'});
  }

  probe() {}

  leave(farewells: readonly Farewell[]) {
    for (const {to, link} of farewells) this.send(to, link, {kind: 'bye', reason: 'leaving'});
    this.#rooms.clear(); // whether the page comes back, the others find out by themselves
    this.close();
  }

  close() {
    for (const room of Array.from(this.#rooms.keys())) this.exit(room);
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.isOpen = false;
    this.#handlers = null;
    this.#channel?.close();
    this.#channel = null;
  }

  #post(frame: Frame) {
    this.#channel?.postMessage(frame);
  }

  #receive(frame: Frame) {
    const handlers = this.#handlers;
    if (!handlers) return;
    switch (frame.kind) {
      case 'invite':
        return frame.to === this.id ? handlers.onInvite(frame.from, frame.invitation) : undefined;
      case 'link':
        if (frame.to !== this.id || !isLinkMessage(frame.message)) return;
        return handlers.onMessage(frame.from, frame.link, frame.message);
      case 'who':
        return frame.to === this.id ? this.#post({kind: 'here', from: this.id, to: frame.from}) : undefined;
      case 'here':
        if (frame.to !== this.id) return;
        clearTimeout(this.#timers.get(frame.from));
        this.#timers.delete(frame.from);
        return;
      case 'member': {
        const {room, member, isNew} = frame;
        const mine = this.#rooms.get(room);
        if (!mine) return;
        // First my reply: after the event I may have left.
        if (isNew) this.#post({kind: 'member', room, member: mine, isNew: false});
        return handlers.onRoom({kind: isNew ? 'entered' : 'updated', room, member});
      }
      case 'exit':
        if (this.#rooms.has(frame.room)) {
          handlers.onRoom({kind: 'exited', room: frame.room, id: frame.id, reason: 'left'});
        }
        return;
    }
  }
}
