/** Handles the messages to the broker itself (hello, enter, update, exit), and notifies the other members. */
import {MAX_WAIT_MS, type AddressState} from '../admission/index.js';
import type {Clock} from '../clock.js';
import type {IceServers} from '../ice.js';
import {readRoomMessage, type Frame, type RoomMessage} from '../protocol/index.js';
import type {RefusalCode} from '../refusals.js';
import type {RegistryEvent, ReliableRegistry, RoomEvent} from '../registry/index.js';
import type {Hub} from './hub.js';
import type {Session} from './session.js';

/** How many messages of one client may be queued. */
const MAX_QUEUED_TASKS = 500;

export interface RoomParts {
  readonly registry: ReliableRegistry;
  readonly clock: Clock;
  readonly hub: Pick<Hub, 'sendFromBroker' | 'refuse' | 'holds' | 'isCurrent'>;
  readonly iceServers: (id: string) => IceServers;
  readonly isAuthenticated: boolean;
  readonly graceMs: number;
  /** Called when the registry fails. */
  readonly onError: (error: unknown) => void;
}

type Enter = Extract<RoomMessage, {kind: 'enter'}>;

/** A room member that is connected to this broker. */
interface LocalMember {
  /** The address whose limit of rooms this membership counts for. */
  readonly addressState: AddressState;
  /** What happened in the room since the entry started; undefined if no entry is in progress. */
  waiting: RoomEvent[] | undefined;
}

export class Rooms {
  readonly #parts: RoomParts;
  /**
   * The members on this broker, by room. While a member is entering, events of the room are queued here, so that the member
   * hears of them after the list of members, unless they are older than the list.
   */
  readonly #localMembers = new Map<string, Map<string, LocalMember>>();

  constructor(parts: RoomParts) {
    this.#parts = parts;
  }

  /** How many rooms have a member on this broker. */
  get size(): number {
    return this.#localMembers.size;
  }

  /** Handles one message to the broker, after the earlier messages of the same client. */
  receive(session: Session, frame: Frame): void {
    const {hub, onError} = this.#parts;
    const message = 'payload' in frame && isEnvelope(frame) ? readRoomMessage(frame.payload) : BAD;
    const of = message.kind === 'bad' ? message.of : message.kind;
    if (session.taskCount >= MAX_QUEUED_TASKS) return hub.refuse(session, of, 'rate-limited');
    session.taskCount += 1;
    // What the page before has sent must not change anything for the next one.
    const {lease} = session;
    const task = (session.lastTask ?? Promise.resolve())
      .then(() => (hub.isCurrent(session, lease) ? this.#handle(session, lease, message) : undefined))
      .catch(error => {
        onError(error);
        if (hub.isCurrent(session, lease))
          hub.refuse(session, of, 'internal-error', 'room' in message ? message.room : undefined);
      })
      .then(() => {
        session.taskCount -= 1;
        if (session.lastTask === task) session.lastTask = undefined;
      });
    session.lastTask = task;
  }

  onRegistryEvent(event: RegistryEvent): void {
    if ('room' in event) {
      if (event.type === 'exited') this.#exited(event);
      this.#notify(event);
    } else if (event.type === 'released' && !this.#parts.hub.holds(event.id)) {
      for (const room of event.rooms) this.#remove(room, event.id);
    }
  }

  async #handle(session: Session, lease: number, message: ReturnType<typeof readRoomMessage>): Promise<void> {
    const {hub, registry} = this.#parts;
    switch (message.kind) {
      case 'hello':
        if (message.session !== undefined) {
          if (hub.isCurrent(session, lease)) session.page = message.session;
          await registry.identify(session.id, lease, message.session);
        }
        return this.#welcome(session);
      case 'enter':
        return this.#enter(session, lease, message);
      case 'update': {
        const {room, name, stage} = message;
        const change = {
          ...(name !== undefined && {name: session.admission.vouched.name ?? name}),
          ...(stage && {stage}),
        };
        const isDone = await registry.update(room, session.id, lease, change);
        if (!isDone && hub.isCurrent(session, lease)) hub.refuse(session, 'update', 'bad-message', room);
        return;
      }
      case 'exit':
        return registry.exit(message.room, session.id, lease);
      case 'bad':
        return hub.refuse(session, message.of, 'bad-message');
    }
  }

  #welcome(session: Session): void {
    const {hub, iceServers, isAuthenticated, graceMs} = this.#parts;
    const ice = iceServers(session.id);
    const welcome = {kind: 'welcome', authenticated: isAuthenticated, graceMs};
    hub.sendFromBroker(session.id, {...welcome, ...asFields(ice)});
  }

  async #enter(session: Session, lease: number, {room, name, stage, session: page}: Enter): Promise<void> {
    const {hub, registry, iceServers} = this.#parts;
    const {id, admission} = session;
    const refuse = (code: RefusalCode): void => hub.refuse(session, 'enter', code, room);
    if (admission.rooms && !admission.rooms.includes(room)) return refuse('room-forbidden');
    const {socket} = session;
    if (!socket) return;
    if (!socket.limits.joins.take()) return refuse('rate-limited');
    const before = this.#localMembers.get(room)?.get(id);
    const {addressState} = before ?? socket.limits;
    if (!before && !addressState.mayEnter(room)) return refuse('too-many-rooms-from-address');
    // Other clients at the same address may have entered too many rooms, so this one waits, but never longer than 5 s.
    const wait = socket.limits.addressState.joins.charge(1);
    if (wait > 0) await this.#parts.clock.wait(Math.min(wait, MAX_WAIT_MS));
    if (!hub.isCurrent(session, lease)) return;

    const waiting = this.#await(room, id, addressState);
    const entry = {id, name: admission.vouched.name ?? name, stage, session: page};
    const asked = {...entry, ...(admission.moderator && {moderator: true as const})};
    const view = await registry.enter(room, lease, asked).catch((error: unknown) => {
      if (before && hub.isCurrent(session, lease)) this.#settle(room, id, waiting);
      else this.#remove(room, id, waiting);
      throw error;
    });
    // The client disconnected, or connected to another broker, before the entry was complete.
    if (view === 'stale') return this.#remove(room, id, waiting);
    if (typeof view === 'string') {
      this.#remove(room, id);
      return refuse(view);
    }
    const members = view.members.filter(member => member.id !== id);
    const seq = view.members.find(member => member.id === id)?.seq;
    if (seq === undefined) return this.#remove(room, id);
    hub.sendFromBroker(id, {kind: 'room', room, seq, members, ...asFields(iceServers(id))} as {
      kind: string;
    });
    this.#settle(room, id, waiting, view.revision);
  }

  #await(room: string, id: string, addressState: AddressState): RoomEvent[] {
    const waiting: RoomEvent[] = [];
    const members = this.#localMembers.get(room) ?? new Map<string, LocalMember>();
    if (!members.has(id)) addressState.entered(room);
    this.#localMembers.set(room, members.set(id, {addressState, waiting}));
    return waiting;
  }

  /** Tells a member what happened after this revision, during its entry. Later events are passed on at once. */
  #settle(room: string, id: string, waiting: RoomEvent[], revision = -1): void {
    const place = this.#localMembers.get(room)?.get(id);
    if (place) place.waiting = undefined;
    for (const event of waiting.splice(0)) {
      if (event.revision <= revision) continue;
      if (event.type === 'exited' && event.id === id) return this.#remove(room, id);
      this.#tell(id, event);
    }
  }

  /** A member has exited, which may have been before the entry that is in progress. */
  #exited(event: RoomEvent & {readonly id: string}): void {
    const {room, id} = event;
    const waiting = this.#localMembers.get(room)?.get(id)?.waiting;
    if (waiting) waiting.push(event);
    else this.#remove(room, id);
  }

  /** With `waiting`, only if the entry that it belongs to is the last one. */
  #remove(room: string, id: string, waiting?: RoomEvent[]): void {
    const members = this.#localMembers.get(room);
    const place = members?.get(id);
    if (!members || !place || (waiting && place.waiting !== waiting)) return;
    place.addressState.exited(room);
    members.delete(id);
    if (members.size === 0) this.#localMembers.delete(room);
  }

  #notify(event: RoomEvent): void {
    const about = event.type === 'exited' ? event.id : event.member.id;
    for (const [id, {waiting}] of this.#localMembers.get(event.room) ?? []) {
      if (id === about) continue;
      if (waiting) waiting.push(event);
      else this.#tell(id, event);
    }
  }

  #tell(id: string, event: RoomEvent): void {
    const {room, type: kind} = event;
    const what =
      event.type === 'exited' ? {room, id: event.id, reason: event.reason} : {room, member: event.member};
    this.#parts.hub.sendFromBroker(id, {kind, ...what});
  }
}

const BAD = {kind: 'bad', of: ''} as const;

const isEnvelope = (frame: Frame & {payload?: unknown}): boolean =>
  frame.type === 'OFFER' && frame.payload?.type === 'rtc-call';

const asFields = ({iceServers, ttl}: IceServers) => ({iceServers, iceTtl: ttl});
