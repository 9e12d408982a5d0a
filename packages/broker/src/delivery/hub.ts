/** Joins sockets to ids and carries messages: to peers through `peer`, to the broker itself to rooms.ts. */
import type {Admission} from '../admission/index.js';
import type {Clock} from '../clock.js';
import {BROKER, envelope, Verbatim, type Frame, type Message, type ReadFrame} from '../protocol/index.js';
import {describeRefusal, type RefusalCode} from '../refusals.js';
import type {Registry, RegistryEvent} from '../registry/index.js';
import {IdClaims, type Claim} from './id-claims.js';
import type {PeerCore} from './peer-core.js';
import {PendingMessages, type PendingLimits} from './pending-messages.js';
import {Session} from './session.js';
import type {Socket, Who} from './socket.js';

export interface HubParts {
  readonly core: PeerCore;
  /** Its methods reject in time when they fail: see guardRegistry. */
  readonly registry: Registry;
  readonly clock: Clock;
  readonly queue: PendingLimits;
  /** Called for each message to the broker itself. */
  readonly onBrokerMessage: (session: Session, frame: Frame) => void;
  /** Called for a message that was not let through. */
  readonly onRefused: (code: RefusalCode, who: Partial<Who>) => void;
  /** Called when the registry fails. */
  readonly onError: (error: unknown) => void;
  /** Runs the handing over of one message. */
  readonly timeRelay: (relay: () => void) => void;
}

/** What the broker adds to each message of a client whose token says `trusted`. */
const TRUSTED = {trusted: true} as const;

type Routed = Message & {readonly src: string; readonly dst: string};

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

  /** Somebody here is connected under this id, or was within the grace. */
  holds(id: string): boolean {
    return this.#sessions.has(id);
  }

  /** Gives the socket its id, or tells it that the id is taken. Rejects when the registry fails. */
  async open(socket: Socket, admission: Admission): Promise<void> {
    await this.#claims.take(admission, claim => {
      // It may have gone meanwhile, and come back on another socket that has the id by now.
      if (socket.isOpen) this.#give(socket, admission, claim);
    });
  }

  /** The socket of this id is gone; `deliberate` when its client said so. */
  closed(socket: Socket, deliberate: boolean): void {
    const {id} = socket.who;
    const session = this.#sessions.get(id);
    if (session?.socket !== socket) return;
    session.socket = undefined;
    session.addressState.heldIds += 1;
    this.#claims.give(id, deliberate);
  }

  /** What waited, in case that the socket was dead, goes to it after all. */
  answered(socket: Socket): void {
    if (this.#sessions.get(socket.who.id)?.socket === socket) this.#deliverPending(socket.who.id);
  }

  receive(socket: Socket, {frame, isVerbatim}: ReadFrame, bytes: Buffer): void {
    // The socket has seen it as a sign of life, which is all that it is.
    if (frame.type === 'HEARTBEAT') return;
    const {id} = socket.who;
    const session = this.#sessions.get(id);
    if (session?.socket !== socket) return;
    if (frame.dst === BROKER) return this.#parts.onBrokerMessage(session, frame);
    if (!frame.dst) {
      // PeerServer would free the id, under a socket that goes on: here whoever leaves so leaves the rooms.
      if (frame.type === 'LEAVE') this.#run(this.#parts.registry.exitAll(id));
      return;
    }
    const {type, dst, payload} = frame;
    const message = {type, src: id, dst, payload, ...(session.admission.trusted && TRUSTED)};
    if (!this.#mayPass(message)) return this.#forbid(session, message);
    const target = this.#sessions.get(dst);
    if (target?.isReachable) {
      // A flood of somebody else's must not get the recipient cut off as a slow reader; their own may.
      if (target !== session && target.socket?.isCongested) return this.#expire(message);
      // `peer` copies four fields of a message: what else is to arrive has to be inside of one.
      const clean = isVerbatim ? bytes : Buffer.from(JSON.stringify(frame));
      const relayed = {...message, payload: new Verbatim(clean, message.trusted ?? false)};
      this.#parts.timeRelay(() => session.relay(relayed));
    } else if (target) this.#keep(message, bytes.length);
    else void this.#forward(message, bytes.length);
  }

  /** What the registry reports about the ids that are or were here. */
  onRegistryEvent(event: RegistryEvent): void {
    if (event.type === 'released') this.#forget(event.id);
    else if (event.type === 'claimed') this.#forwardPending(event.id);
    else if (event.type === 'message') this.#arrive(event.message as Routed);
  }

  /** Sends a message of the broker itself to a peer connected here. */
  tell(id: string, payload: {kind: string}): void {
    this.#sessions.get(id)?.send(envelope(payload));
  }

  refuse(session: Session, of: string, code: RefusalCode, room?: string): void {
    this.#parts.onRefused(code, session.socket?.who ?? {id: session.id});
    this.tell(session.id, {
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

  /** Tokens that name rooms shut their owners in: both ways, nothing passes between people who share none. */
  #mayPass({src, dst}: Routed): boolean {
    const isShutIn = (id: string): boolean => this.#sessions.get(id)?.admission.rooms !== undefined;
    if (src === dst || !(isShutIn(src) || isShutIn(dst))) return true;
    return this.#parts.registry.sharesRoom(src, dst);
  }

  #forbid(session: Session, {type, src, dst, payload}: Routed): void {
    const kind = (payload as {kind?: unknown} | undefined)?.kind;
    this.refuse(session, typeof kind === 'string' ? kind.slice(0, 32) : type, 'recipient-forbidden');
    // What a stock client understands: nobody is there.
    if (type === 'OFFER') session.send({type: 'EXPIRE', src: dst, dst: src});
  }

  async #forward(message: Routed, size: number): Promise<void> {
    const {registry, onError} = this.#parts;
    const isForwarded = await registry.forward(message).catch(onError);
    // Where nobody can tell, its sender hears in time that nobody has it.
    if (!isForwarded) this.#keep(message, size);
  }

  #keep(message: Routed, size: number): void {
    // As in PeerServer: who is not there needs no news of someone leaving.
    if (message.type === 'LEAVE' || message.type === 'EXPIRE') return;
    if (!this.#pending.keep(message, size)) this.#expire(message);
  }

  /** A message that its sender's side has let out already: from another broker, or from the mailroom. */
  #arrive(message: Routed): void {
    const session = this.#sessions.get(message.dst);
    if (!session?.isReachable) this.#keep(message, sizeOf(message));
    else if (this.#mayPass(message) && !session.socket?.isCongested) session.send(message);
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

  /** What nobody waits for: its failure is reported all the same. */
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

  #forget(id: string): void {
    const session = this.#sessions.get(id);
    if (!session) return;
    this.#sessions.delete(id);
    if (!session.socket) session.addressState.heldIds -= 1;
    session.forget();
    session.socket?.refuse('replaced');
  }
}
