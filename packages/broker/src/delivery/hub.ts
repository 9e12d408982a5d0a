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
import type {Registry, RegistryEvent} from '../registry/index.js';
import {IdClaims, type Claim, type Closing} from './id-claims.js';
import type {PeerCore} from './peer-core.js';
import {PendingMessages, type PendingLimits} from './pending-messages.js';
import {Rings} from './rings.js';
import {Session} from './session.js';
import type {Socket, Who} from './socket.js';

export interface HubParts {
  readonly core: PeerCore;
  /** Its methods never hang: see guardRegistry. */
  readonly registry: Registry;
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

type Routed = Message & {readonly src: string; readonly dst: string};

/** What a page would have sent over its socket: our own goodbye, or PeerJS's. */
const asMessage = (src: string, {to: dst, link, isPlain}: Farewell): Routed =>
  isPlain
    ? {type: 'LEAVE', src, dst, payload: {connectionId: link}}
    : {type: 'OFFER', src, dst, payload: {type: 'rtc-call', kind: 'bye', link, reason: 'leaving'}};

const sizeOf = (message: Routed): number => JSON.stringify(message).length;

export class Hub {
  readonly #parts: HubParts;
  readonly #sessions = new Map<string, Session>();
  readonly #claims: IdClaims;
  readonly #pending: PendingMessages;

  constructor(parts: HubParts) {
    this.#parts = parts;
    const isConnected = (id: string): boolean => this.#sessions.get(id)?.socket !== undefined;
    this.#claims = new IdClaims({...parts, isConnected});
    this.#pending = new PendingMessages(parts.queue, parts.clock, message => this.#expire(message));
  }

  get pending(): PendingMessages {
    return this.#pending;
  }

  /** Whether a client of this broker has this id, connected or within its grace period. */
  holds(id: string): boolean {
    return this.#sessions.has(id);
  }

  /** Gives the socket its id, or tells it that the id is taken. Rejects if the registry fails. */
  async open(socket: Socket, admission: Admission): Promise<void> {
    await this.#claims.take(admission, claim => {
      // The client may have disconnected in the meantime, and another of its sockets may have the id now.
      if (socket.isOpen) this.#give(socket, admission, claim);
    });
  }

  /** The socket of this id is closed. */
  closed(socket: Socket, closing: Closing): void {
    const {id} = socket.who;
    const session = this.#sessions.get(id);
    if (session?.socket !== socket) return;
    this.#hold(session);
    if (closing === 'leaving') this.#pageLeft(session);
    this.#claims.give(id, closing);
  }

  /** The socket was not dead: delivers the messages that were kept in case it was. */
  answered(socket: Socket): void {
    if (this.#sessions.get(socket.who.id)?.socket === socket) this.#deliverPending(socket.who.id);
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
      if (frame.type === 'LEAVE') this.#run(this.#parts.registry.exitAll(id));
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
    else void this.#forward(message, bytes.length);
  }

  /** The page load `session` of this client goes away: tells those at the other ends of its links. */
  async leave(admission: Admission, session: string, farewells: readonly Farewell[]): Promise<void> {
    const {id, owner, rooms} = admission;
    if (!(await this.#parts.registry.leave(id, owner, session))) return;
    for (const farewell of farewells) {
      const message = asMessage(id, farewell);
      if (!this.#mayPass(message, rooms)) continue;
      if (this.#sessions.has(farewell.to)) this.#arrive(message, rooms);
      else void this.#forward(message, sizeOf(message));
    }
  }

  /** Handles an event about an id that is or was on this broker. */
  onRegistryEvent(event: RegistryEvent): void {
    if (event.type === 'released') this.#forget(event.id);
    else if (event.type === 'left') this.#disconnect(event.id);
    else if (event.type === 'claimed') this.#forwardPending(event.id);
    else if (event.type === 'message') this.#arrive(event.message as Routed);
  }

  /** Sends a message from the broker itself to a peer of this broker. */
  sendFromBroker(id: string, payload: {kind: string}): void {
    this.#sessions.get(id)?.send(envelope(payload));
  }

  refuse(session: Session, of: string, code: RefusalCode, room?: string): void {
    this.#parts.onRefused(code, session.socket?.who ?? {id: session.id});
    this.sendFromBroker(session.id, {
      kind: 'refused',
      of,
      ...(room === undefined ? {} : {room}),
      ...describeRefusal(code),
    } as {kind: string});
  }

  close(): void {
    this.#pending.close();
    for (const session of this.#sessions.values()) session.forget();
    this.#sessions.clear();
  }

  /** A peer whose token names rooms exchanges messages only with peers in one of its rooms, in both directions. */
  #mayPass({src, dst}: Routed, roomsOfSrc = this.#roomsOf(src)): boolean {
    if (src === dst || !(roomsOfSrc ?? this.#roomsOf(dst))) return true;
    return this.#parts.registry.sharesRoom(src, dst);
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

  async #forward(message: Routed, size: number): Promise<void> {
    const {registry, onError} = this.#parts;
    const isForwarded = await registry.forward(message).catch(onError);
    // If no broker has the recipient, the message expires and its sender is told.
    if (!isForwarded) this.#keep(message, size);
  }

  #keep(message: Routed, size: number): void {
    // As in PeerServer: a disconnected peer does not need to know that someone left.
    if (message.type === 'LEAVE' || message.type === 'EXPIRE') return;
    if (!this.#pending.keep(message, size)) this.#expire(message);
    const session = this.#sessions.get(message.dst);
    if (session?.leftAt === undefined) return;
    this.#tellLeft(message.src, session, Math.round(this.#parts.clock.now() - session.leftAt));
  }

  /** Delivers a message that its sender's broker has already checked: from another broker, or a pending one. */
  #arrive(message: Routed, roomsOfSrc?: readonly string[]): void {
    const session = this.#sessions.get(message.dst);
    this.#noteRing(message);
    if (!session?.isReachable) this.#keep(message, sizeOf(message));
    else if (this.#mayPass(message, roomsOfSrc) && !session.socket?.isCongested) session.send(message);
    else this.#expire(message);
  }

  #deliverPending(id: string): void {
    for (const message of this.#pending.fetch(id)) this.#arrive(message);
  }

  #forwardPending(id: string): void {
    for (const message of this.#pending.fetch(id)) void this.#forward(message, sizeOf(message));
  }

  #expire({src, dst}: Pick<Routed, 'src' | 'dst'>): void {
    const notice = {type: 'EXPIRE', src: dst, dst: src};
    const sender = this.#sessions.get(src);
    if (sender) sender.send(notice);
    else this.#run(this.#parts.registry.forward(notice));
  }

  /** Runs work that nothing awaits, and reports its failure. */
  #run(work: Promise<unknown>): void {
    work.catch(this.#parts.onError);
  }

  #give(socket: Socket, admission: Admission, claim: Claim): void {
    if (claim === 'taken') {
      socket.send({type: 'ID-TAKEN', payload: {msg: 'ID is taken'}});
      return socket.refuse('id-taken');
    }
    const known = this.#sessions.get(admission.id);
    if (known) {
      const old = known.socket;
      if (!old) known.addressState.heldIds -= 1;
      known.page = known.rings = known.leftAt = undefined;
      known.admission = admission;
      known.socket = socket;
      old?.refuse('replaced');
      known.send({type: 'OPEN'});
    } else {
      const session = new Session(admission, socket);
      this.#sessions.set(session.id, session);
      this.#parts.core.connect(session, {id: session.id, token: admission.owner});
    }
    this.#deliverPending(admission.id);
  }

  /** The client is not connected, but its id is held for it. */
  #hold(session: Session): void {
    session.socket = undefined;
    session.addressState.heldIds += 1;
  }

  /** Drops the socket of a page that went away. The registry has suspended the id. */
  #disconnect(id: string): void {
    const session = this.#sessions.get(id);
    const socket = session?.socket;
    if (!session || !socket) return;
    this.#hold(session);
    this.#pageLeft(session);
    socket.terminate();
  }

  /** The page of this client went away, perhaps without a word: tells those who ring it, or are rung by it. */
  #pageLeft(session: Session): void {
    session.leftAt = this.#parts.clock.now();
    for (const peer of session.rings?.take() ?? []) this.#tellLeft(peer, session);
  }

  /** `ago`: set if the peer has written to a page that had already left by then. */
  #tellLeft(peer: string, {id, page: session}: Session, ago?: number): void {
    const left = {kind: 'left', id, ...(session !== undefined && {session}), ...(ago !== undefined && {ago})};
    if (this.#sessions.has(peer)) this.sendFromBroker(peer, left);
    else this.#run(this.#parts.registry.forward({...envelope(left), dst: peer}));
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

  #forget(id: string): void {
    const session = this.#sessions.get(id);
    if (!session) return;
    this.#sessions.delete(id);
    if (!session.socket) session.addressState.heldIds -= 1;
    session.forget();
    session.socket?.refuse('replaced');
  }
}
