/** Handles the messages to the broker itself (hello, enter, update, exit), and notifies the other members. */
import {MAX_WAIT_MS, type AddressState} from '../admission/index.js';
import type {Clock} from '../clock.js';
import type {IceServers} from '../ice.js';
import {readRoomMessage, type Frame, type RoomMessage} from '../protocol/index.js';
import type {RefusalCode} from '../refusals.js';
import type {Registry, RegistryEvent} from '../registry/index.js';
import type {Hub} from './hub.js';
import type {Session} from './session.js';

/** How many messages of one client may be queued. */
const MAX_QUEUED_TASKS = 500;

export interface RoomParts {
  readonly registry: Registry;
  readonly clock: Clock;
  readonly hub: Pick<Hub, 'sendFromBroker' | 'refuse'>;
  readonly iceServers: (id: string) => IceServers;
  readonly isAuthenticated: boolean;
  readonly graceMs: number;
  /** Called when the registry fails. */
  readonly onError: (error: unknown) => void;
}

type Notice = {readonly kind: 'entered' | 'updated' | 'exited'; readonly room: string};
type Enter = Extract<RoomMessage, {kind: 'enter'}>;

/** A room member that is connected to this broker. */
interface LocalMember {
  /** The address whose limit of rooms this membership counts for. */
  readonly addressState: AddressState;
  /** The notices since the entry started; undefined if no entry is in progress. */
  waiting: Notice[] | undefined;
}

export class Rooms {
  readonly #parts: RoomParts;
  /**
   * The members on this broker, by room. While a member is entering, notices about the room are queued here, so that the
   * member receives them after the list of members that they change.
   */
  readonly #localMembers = new Map<string, Map<string, LocalMember>>();

  constructor(parts: RoomParts) {
    this.#parts = parts;
  }

  /** Handles one message to the broker, after the earlier messages of the same client. */
  receive(session: Session, frame: Frame): void {
    const {hub, onError} = this.#parts;
    const message = 'payload' in frame && isEnvelope(frame) ? readRoomMessage(frame.payload) : BAD;
    const of = message.kind === 'bad' ? message.of : message.kind;
    if (session.taskCount >= MAX_QUEUED_TASKS) return hub.refuse(session, of, 'rate-limited');
    session.taskCount += 1;
    const task = (session.lastTask ?? Promise.resolve())
      .then(() => this.#handle(session, message))
      .catch(error => {
        onError(error);
        hub.refuse(session, of, 'internal-error', 'room' in message ? message.room : undefined);
      })
      .then(() => {
        session.taskCount -= 1;
        if (session.lastTask === task) session.lastTask = undefined;
      });
    session.lastTask = task;
  }

  onRegistryEvent(event: RegistryEvent): void {
    if (event.type === 'entered' || event.type === 'updated') {
      this.#notify(event.member.id, {kind: event.type, room: event.room, member: event.member} as Notice);
    } else if (event.type === 'exited') {
      this.#remove(event.room, event.id);
      const {room, id, reason} = event;
      this.#notify(event.id, {kind: 'exited', room, id, reason} as Notice);
    }
  }

  async #handle(session: Session, message: ReturnType<typeof readRoomMessage>): Promise<void> {
    const {hub, registry} = this.#parts;
    switch (message.kind) {
      case 'hello':
        if (message.session !== undefined) {
          session.page = message.session;
          await registry.identify(session.id, message.session);
        }
        return this.#welcome(session);
      case 'enter':
        return this.#enter(session, message);
      case 'update': {
        const {room, name, stage} = message;
        const change = {
          ...(name !== undefined && {name: session.admission.vouched.name ?? name}),
          ...(stage && {stage}),
        };
        if (!(await registry.update(room, session.id, change)))
          hub.refuse(session, 'update', 'bad-message', room);
        return;
      }
      case 'exit':
        return registry.exit(message.room, session.id);
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

  async #enter(session: Session, {room, name, stage, session: page}: Enter): Promise<void> {
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

    const waiting = this.#await(room, id, addressState);
    const entry = {id, name: admission.vouched.name ?? name, stage, session: page};
    const entering = registry.enter(room, {...entry, ...(admission.moderator && {moderator: true})});
    const members = await entering.catch((error: unknown) => {
      if (before) this.#settle(room, id, waiting);
      else this.#remove(room, id);
      throw error;
    });
    if (typeof members === 'string') {
      this.#remove(room, id);
      return refuse(members);
    }
    const others = members.filter(member => member.id !== id);
    const seq = members.find(member => member.id === id)?.seq;
    // The client disconnected, or connected to another broker, before the entry was complete.
    if (seq === undefined) return this.#remove(room, id);
    hub.sendFromBroker(id, {kind: 'room', room, seq, members: others, ...asFields(iceServers(id))} as {
      kind: string;
    });
    this.#settle(room, id, waiting);
  }

  #await(room: string, id: string, addressState: AddressState): Notice[] {
    const waiting: Notice[] = [];
    const members = this.#localMembers.get(room) ?? new Map<string, LocalMember>();
    if (!members.has(id)) addressState.entered(room);
    this.#localMembers.set(room, members.set(id, {addressState, waiting}));
    return waiting;
  }

  /** Sends the notices that were queued during the entry. Later notices are sent at once. */
  #settle(room: string, id: string, waiting: Notice[]): void {
    for (const notice of waiting.splice(0)) this.#parts.hub.sendFromBroker(id, notice);
    const place = this.#localMembers.get(room)?.get(id);
    if (place) place.waiting = undefined;
  }

  #remove(room: string, id: string): void {
    const members = this.#localMembers.get(room);
    const place = members?.get(id);
    if (!members || !place) return;
    place.addressState.exited(room);
    members.delete(id);
    if (members.size === 0) this.#localMembers.delete(room);
  }

  #notify(about: string, notice: Notice): void {
    for (const [id, {waiting}] of this.#localMembers.get(notice.room) ?? []) {
      if (id === about) continue;
      if (waiting) waiting.push(notice);
      else this.#parts.hub.sendFromBroker(id, notice);
    }
  }
}

const BAD = {kind: 'bad', of: ''} as const;

const isEnvelope = (frame: Frame & {payload?: unknown}): boolean =>
  frame.type === 'OFFER' && frame.payload?.type === 'rtc-call';

const asFields = ({iceServers, ttl}: IceServers) => ({iceServers, iceTtl: ttl});
