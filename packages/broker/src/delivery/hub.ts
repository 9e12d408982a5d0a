/** Connects sockets to ids and routes messages: to other peers through `peer`, to the broker itself through rooms.ts. */
import type {Admission} from '../admission/index.js';
import type {Clock} from '../clock.js';
import {
  BROKER,
  envelope,
  Verbatim,
  type Farewell,
  type Frame,
  type Message,
  type ReadFrame,
} from '../protocol/index.js';
import {describeRefusal, type RefusalCode} from '../refusals.js';
import {
  mayExchange,
  type Delivery,
  type RegistryEvent,
  type ReleaseReason,
  type ReliableRegistry,
} from '../registry/index.js';
import type {PeerCore} from './peer-core.js';
import {Forwarding, isKept, type Left, type Routed} from './forwarding.js';
import {PendingMessages, unpack, type PendingLimits} from './pending-messages.js';
import {Rings} from './rings.js';
import {Session} from './session.js';
import type {Closing, Socket, Who} from './socket.js';

export interface HubParts {
  readonly core: PeerCore;
  /** Its methods never hang: see makeReliable. */
  readonly registry: ReliableRegistry;
  readonly clock: Clock;
  readonly queue: PendingLimits;
  /** Called for each message that is addressed to the broker. */
  readonly onBrokerMessage: (session: Session, frame: Frame) => void;
  /** Called for a message that was refused. */
  readonly onRefused: (code: RefusalCode, who: Partial<Who>) => void;
  /** Called when the registry fails. */
  readonly onError: (error: unknown) => void;
  /** Relays one message and may measure how long that takes. */
  readonly timeRelay: (relay: () => void) => void;
}

/** What a page would have sent over its socket: our own goodbye, or PeerJS's. */
const asMessage = (src: string, {to: dst, link, isPlain}: Farewell): Routed =>
  isPlain
    ? {type: 'LEAVE', src, dst, payload: {connectionId: link}}
    : {type: 'OFFER', src, dst, payload: {type: 'rtc-call', kind: 'bye', link, reason: 'leaving'}};

const sizeOf = (message: Routed): number => JSON.stringify(message).length;

export class Hub {
  readonly #parts: HubParts;
  readonly #sessions = new Map<string, Session>();
  readonly #pending: PendingMessages;
  readonly #forwarding: Forwarding;
  /** The claims that are not answered yet, by id: messages from other brokers wait for them. */
  readonly #claims = new Map<string, Promise<unknown>>();

  constructor(parts: HubParts) {
    this.#parts = parts;
    this.#pending = new PendingMessages(parts.queue, parts.clock, message => this.#expire(message));
    this.#forwarding = new Forwarding({
      ...parts,
      pending: this.#pending,
      mayPass: message => this.#mayPass(message),
      expire: message => this.#expire(message),
      onLeft: ({src, dst}, left) => this.#tellLeft(src, dst, left),
    });
  }

  /** How many ids clients of this broker have, connected or within their grace period. */
  get size(): number {
    return this.#sessions.size;
  }

  get pending(): PendingMessages {
    return this.#pending;
  }

  /** Whether a client of this broker has this id, connected or within its grace period. */
  holds(id: string): boolean {
    return this.#sessions.has(id);
  }

  /** Whether this lease of a session has not ended, as far as this broker knows. */
  isCurrent(session: Session, lease: number): boolean {
    return session.lease === lease && this.#sessions.get(session.id) === session;
  }

  /** Gives the socket its id, or tells it that the id is taken. Rejects if the registry fails. */
  async open(socket: Socket, admission: Admission): Promise<void> {
    const {id} = admission;
    // The registry may call `deliver` for the id before it answers, so `#claims` must have it by then.
    const claim = Promise.resolve().then(() => this.#claim(socket, admission));
    const settled = Promise.allSettled([this.#claims.get(id), claim]);
    this.#claims.set(id, settled);
    try {
      await claim;
    } finally {
      if (this.#claims.get(id) === settled) this.#claims.delete(id);
    }
  }

  /** The socket of this id is closed. */
  closed(socket: Socket, closing: Closing): void {
    const {id} = socket.who;
    const session = this.#sessions.get(id);
    if (session?.socket !== socket) return;
    this.#hold(session);
    if (closing === 'leaving') this.#pageLeft(session);
    const {registry} = this.#parts;
    const {lease} = session;
    this.#run(closing === 'deliberate' ? registry.release(id, lease) : registry.suspend(id, lease, closing));
  }

  /** The socket was not dead: delivers the messages that were kept in case it was. */
  answered(socket: Socket): void {
    const {id} = socket.who;
    if (this.#sessions.get(id)?.socket !== socket) return;
    this.#deliverPending(id);
    this.#run(this.#parts.registry.announce(id));
  }

  receive(socket: Socket, {frame, isVerbatim}: ReadFrame, bytes: Buffer): void {
    // The socket has already recorded it as a sign of life.
    if (frame.type === 'HEARTBEAT') return;
    const {id} = socket.who;
    const session = this.#sessions.get(id);
    if (session?.socket !== socket) return;
    if (frame.dst === BROKER) return this.#parts.onBrokerMessage(session, frame);
    if (!frame.dst) {
      // PeerServer would free the id while its socket stays open. Here, this message only leaves all rooms.
      if (frame.type === 'LEAVE') this.#run(this.#parts.registry.exitAll(id, session.lease));
      return;
    }
    const {type, dst, payload} = frame;
    const {vouched} = session.admission;
    const message = {type, src: id, dst, payload, ...vouched};
    if (!this.#mayPass(message)) return this.#forbid(session, message);
    this.#noteRing(message);
    const target = this.#sessions.get(dst);
    if (target?.isReachable) {
      // Other peers must not get the recipient closed as a slow reader; its own messages may.
      if (target !== session && target.socket?.isCongested) return this.#expire(message);
      // `peer` copies only four fields of a message, so everything else travels inside one of them.
      const clean = isVerbatim ? bytes : Buffer.from(JSON.stringify(frame));
      const relayed = {...message, payload: new Verbatim(clean, vouched)};
      this.#parts.timeRelay(() => session.relay(relayed));
    } else if (target) this.#keep(message, bytes.length);
    else {
      // The bytes are gone when this returns.
      const clean = isVerbatim ? bytes.toString() : JSON.stringify(frame);
      const kept = {
        ...message,
        payload: new Verbatim(clean, vouched, (payload as {type?: string} | undefined)?.type),
      };
      this.#forwarding.forward(kept, bytes.length);
    }
  }

  /** The page load `session` of this client goes away: tells those at the other ends of its links. */
  async leave(admission: Admission, session: string, farewells: readonly Farewell[]): Promise<void> {
    const {id, owner, rooms} = admission;
    if (!(await this.#parts.registry.leave(id, owner, session))) return;
    for (const farewell of farewells) {
      const message = asMessage(id, farewell);
      if (!this.#mayPass(message, rooms)) continue;
      if (this.#sessions.has(farewell.to)) this.#arrive(message, rooms);
      else this.#forwarding.forward(message, sizeOf(message));
    }
  }

  /** Handles an event about an id that is or was on this broker. */
  onRegistryEvent(event: RegistryEvent): void {
    if (event.type === 'released') this.#release(event.id, event.lease, event.reason);
    else if (event.type === 'left') this.#disconnect(event.id, event.lease);
    else if (event.type === 'reachable') this.#reach(event.id);
  }

  /**
   * Delivers a message from another broker, which keeps it until then: if the recipient is absent, it tries again when
   * the recipient is reachable, and it tells the sender if the message expires.
   */
  async deliver(message: Message & {dst: string}): Promise<Delivery> {
    const {dst} = message;
    // The registry knows of a claim before the client that it is for has its id.
    if (!this.#sessions.get(dst)?.isReachable) await this.#claims.get(dst);
    const session = this.#sessions.get(dst);
    const mayPass = session && this.#mayReach(message as Routed);
    if (mayPass) this.#noteRing(message as Routed);
    if (!session?.isReachable) return {status: 'absent', left: mayPass ? this.#leftOf(session) : undefined};
    return {status: mayPass && this.#hand(session, message as Routed) ? 'delivered' : 'refused'};
  }

  /** Sends a message from the broker itself to a peer of this broker. */
  sendFromBroker(id: string, payload: {readonly kind: string; readonly [field: string]: unknown}): void {
    this.#sessions.get(id)?.send(envelope(payload));
  }

  /** `about`: the room that the refused message was about, and its number. */
  refuse(session: Session, of: string, code: RefusalCode, about: {room?: string; n?: number} = {}): void {
    this.#parts.onRefused(code, session.socket?.who ?? {id: session.id});
    const refused = {kind: 'refused', of, ...about, ...describeRefusal(code)};
    this.sendFromBroker(session.id, refused);
  }

  close(): void {
    this.#pending.close();
    for (const session of this.#sessions.values()) session.forget();
    this.#sessions.clear();
  }

  /**
   * A peer whose token names rooms exchanges messages only with peers in one of its rooms, in both directions. So does one
   * in a room with a door, even if nobody's token names rooms.
   */
  #mayPass({src, dst}: Routed, roomsOfSrc = this.#roomsOf(src)): boolean {
    if (src === dst) return true;
    return mayExchange(this.#parts.registry, src, dst, (roomsOfSrc ?? this.#roomsOf(dst)) !== undefined);
  }

  /** The only rooms that the token of this peer allows; undefined if it allows every room, or is not known here. */
  #roomsOf(id: string): readonly string[] | undefined {
    return this.#sessions.get(id)?.admission.rooms;
  }

  #forbid(session: Session, {type, src, dst, payload}: Routed): void {
    const kind = (payload as {kind?: unknown} | undefined)?.kind;
    this.refuse(session, typeof kind === 'string' ? kind.slice(0, 32) : type, 'recipient-forbidden');
    // A stock client understands this as: the peer is not connected.
    if (type === 'OFFER') session.send({type: 'EXPIRE', src: dst, dst: src});
  }

  #keep(message: Routed, size: number): void {
    if (!isKept(message)) return;
    if (!this.#pending.keep(message, size)) this.#expire(message);
    const session = this.#sessions.get(message.dst);
    const left = session && this.#leftOf(session);
    if (left) this.#tellLeft(message.src, message.dst, left);
  }

  /** Delivers a message of a client that is, or was, on this broker. */
  #arrive(message: Routed, roomsOfSrc?: readonly string[]): void {
    const session = this.#sessions.get(message.dst);
    if (!this.#mayReach(message, roomsOfSrc)) return this.#expire(message);
    this.#noteRing(message);
    if (!session?.isReachable) this.#keep(message, sizeOf(message));
    else if (!this.#hand(session, message)) this.#expire(message);
  }

  /** Sends a message to its recipient; false if it reads too slowly. */
  #hand(session: Session, message: Routed): boolean {
    if (session.socket?.isCongested) return false;
    session.send(message);
    return true;
  }

  /** Like mayPass. What a broker itself says reaches everybody; a client's EXPIRE has the client's bytes. */
  #mayReach(message: Routed, roomsOfSrc?: readonly string[]): boolean {
    const isNotice = message.type === 'EXPIRE' && !(message.payload instanceof Verbatim);
    return isNotice || message.src === BROKER || this.#mayPass(message, roomsOfSrc);
  }

  /** An id can be reached, on this broker or another one. */
  #reach(id: string): void {
    if (this.#sessions.get(id)?.isReachable) this.#deliverPending(id);
    else this.#forwarding.retry(id);
  }

  #deliverPending(id: string): void {
    for (const pending of this.#pending.due(id)) {
      this.#pending.remove(pending);
      this.#arrive(unpack(pending));
    }
  }

  #expire({src, dst}: Pick<Routed, 'src' | 'dst'>): void {
    const notice = {type: 'EXPIRE', src: dst, dst: src};
    const sender = this.#sessions.get(src);
    if (sender) sender.send(notice);
    else this.#forwarding.notify(notice);
  }

  /** Runs work that nothing awaits, and reports its failure. */
  #run(work: Promise<unknown>): void {
    work.catch(this.#parts.onError);
  }

  async #claim(socket: Socket, admission: Admission): Promise<void> {
    const {registry} = this.#parts;
    const {id, owner} = admission;
    const claim = await registry.claim(id, owner);
    if (claim.status === 'taken') {
      socket.send({type: 'ID-TAKEN', payload: {msg: 'ID is taken'}});
      return socket.refuse('id-taken');
    }
    const {lease} = claim;
    const known = this.#sessions.get(id);
    // Claims may be answered in any order, and the client may have disconnected in the meantime.
    if (known && known.lease > lease) socket.refuse('replaced');
    else if (socket.isOpen) this.#give(socket, admission, lease);
    else if (known?.socket?.isOpen) this.#renew(known, lease);
    else {
      if (known) known.lease = lease;
      this.#run(registry.suspend(id, lease, 'lost'));
    }
  }

  #give(socket: Socket, admission: Admission, lease: number): void {
    const known = this.#sessions.get(admission.id);
    if (known) {
      const old = known.socket;
      if (!old) known.addressState.heldIds -= 1;
      known.page = known.rings = known.leftAt = undefined;
      known.admission = admission;
      known.socket = socket;
      known.lease = lease;
      old?.refuse('replaced');
      known.send({type: 'OPEN'});
    } else {
      const session = new Session(admission, socket, lease);
      this.#sessions.set(session.id, session);
      this.#parts.core.connect(session, {id: session.id, token: admission.owner});
    }
    this.#deliverPending(admission.id);
  }

  /** A claim for a socket that has closed belongs to the one that is still open. */
  #renew(session: Session, lease: number): void {
    session.lease = lease;
    if (session.page !== undefined) this.#run(this.#parts.registry.identify(session.id, lease, session.page));
  }

  /** The client is not connected, but its id is held for it. */
  #hold(session: Session): void {
    session.socket = undefined;
    session.addressState.heldIds += 1;
  }

  /** Drops the socket of a page that went away. The registry has suspended the id. */
  #disconnect(id: string, lease: number): void {
    const session = this.#sessions.get(id);
    const socket = session?.socket;
    if (!session || !socket || session.lease !== lease) return;
    this.#hold(session);
    this.#pageLeft(session);
    socket.terminate();
  }

  /** The page of this client went away, perhaps without a word: tells those who ring it, or are rung by it. */
  #pageLeft(session: Session): void {
    session.leftAt = this.#parts.clock.now();
    const {id, page} = session;
    for (const peer of session.rings?.take() ?? [])
      if (this.#mayPass({type: 'OFFER', src: id, dst: peer})) this.#tellLeft(peer, id, {session: page});
  }

  /** When the page of this client went away; undefined if it did not. */
  #leftOf({leftAt, page}: Session): Required<Left> | undefined {
    if (leftAt === undefined) return undefined;
    return {session: page, ago: Math.round(this.#parts.clock.now() - leftAt)};
  }

  #tellLeft(peer: string, id: string, {session, ago}: Left): void {
    const left = {kind: 'left', id, ...(session !== undefined && {session}), ...(ago !== undefined && {ago})};
    if (this.#sessions.has(peer)) this.sendFromBroker(peer, left);
    else this.#forwarding.notify({...envelope(left), dst: peer});
  }

  /** Remembers on both sides that an offer may ring. */
  #noteRing({type, src, dst, payload}: Routed): void {
    if (type !== 'OFFER' || (payload as {type?: unknown} | undefined)?.type !== 'media') return;
    for (const [id, peer] of [
      [src, dst],
      [dst, src],
    ] as const) {
      const session = this.#sessions.get(id);
      if (session) (session.rings ??= new Rings(this.#parts.clock)).add(peer);
    }
  }

  /** A lease has ended, and all earlier ones. */
  #release(id: string, lease: number, reason: ReleaseReason): void {
    const session = this.#sessions.get(id);
    if (!session || session.lease > lease) return;
    this.#sessions.delete(id);
    if (!session.socket) session.addressState.heldIds -= 1;
    session.forget();
    // A client that lost its id is told to reconnect; one that connected elsewhere is not.
    session.socket?.refuse(reason === 'moved' ? 'replaced' : 'registry-unavailable');
    this.#forwarding.retry(id);
  }
}
