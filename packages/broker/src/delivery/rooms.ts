/** Handles the messages to the broker itself (hello, enter, update, exit), and notifies the other members. */
import {hostTagOf, isHostKey} from '@rtc-call/engine/names';
import {MAX_WAIT_MS, type AddressState} from '../admission/index.js';
import type {Clock} from '../clock.js';
import type {IceServers} from '../ice.js';
import type {Config} from '../options/index.js';
import {readRoomMessage, type Frame, type Moderate, type RoomMessage} from '../protocol/index.js';
import type {RefusalCode} from '../refusals.js';
import {
  markOf,
  RedisProblem,
  type Entry,
  type MemberChange,
  type RegistryEvent,
  type ReliableRegistry,
} from '../registry/index.js';
import type {Hub} from './hub.js';
import {opens, orderOf} from './moderation.js';
import {RoomViews} from './room-views.js';
import type {Session} from './session.js';

/** How many messages of one client may be queued. */
const MAX_QUEUED_TASKS = 500;

export interface RoomParts {
  readonly registry: ReliableRegistry;
  readonly clock: Clock;
  readonly hub: Pick<Hub, 'sendFromBroker' | 'refuse' | 'holds' | 'isCurrent'>;
  readonly iceServers: (id: string) => IceServers;
  readonly config: Pick<Config, 'auth' | 'graceMs' | 'hosts' | 'knock' | 'limits'>;
  /** Called when the registry fails. */
  readonly onError: (error: unknown) => void;
}

type Enter = Extract<RoomMessage, {kind: 'enter'}>;
type Update = Extract<RoomMessage, {kind: 'update'}>;

export class Rooms {
  readonly #parts: RoomParts;
  readonly #views: RoomViews;

  constructor(parts: RoomParts) {
    this.#parts = parts;
    this.#views = new RoomViews(parts);
  }

  /** How many rooms have a member on this broker. */
  get size(): number {
    return this.#views.size;
  }

  /** Handles one message to the broker, after the earlier messages of the same client. */
  receive(session: Session, frame: Frame): void {
    const {hub, onError} = this.#parts;
    const message = 'payload' in frame && isEnvelope(frame) ? readRoomMessage(frame.payload) : BAD;
    const of = message.kind === 'bad' ? message.of : message.kind;
    if (session.taskCount >= MAX_QUEUED_TASKS)
      return hub.refuse(session, of, 'rate-limited', aboutOf(message));
    session.taskCount += 1;
    // What the page before has sent must not change anything for the next one.
    const {lease} = session;
    const task = (session.lastTask ?? Promise.resolve())
      .then(() => (hub.isCurrent(session, lease) ? this.#handle(session, lease, message) : undefined))
      .catch(error => {
        onError(error);
        const code = error instanceof RedisProblem ? 'registry-unavailable' : 'internal-error';
        if (hub.isCurrent(session, lease)) hub.refuse(session, of, code, aboutOf(message));
      })
      .then(() => {
        session.taskCount -= 1;
        if (session.lastTask === task) session.lastTask = undefined;
      });
    session.lastTask = task;
  }

  onRegistryEvent(event: RegistryEvent): void {
    if ('room' in event) this.#views.onEvent(event);
    else if (event.type === 'released' && !this.#parts.hub.holds(event.id))
      for (const room of event.rooms) this.#views.remove(room, event.id);
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
        const {room} = message;
        const isDone = await registry.update(room, session.id, lease, changeOf(session, message));
        if (!isDone && hub.isCurrent(session, lease)) hub.refuse(session, 'update', 'bad-message', {room});
        return;
      }
      case 'exit':
        return registry.exit(message.room, session.id, lease);
      case 'moderate':
        return this.#moderate(session, lease, message);
      case 'bad':
        return hub.refuse(session, message.of, 'bad-message', aboutOf(message));
    }
  }

  #welcome(session: Session): void {
    const {hub, iceServers, config} = this.#parts;
    const {iceServers: servers, ttl} = iceServers(session.id);
    const welcome = {kind: 'welcome', authenticated: config.auth !== undefined, graceMs: config.graceMs};
    hub.sendFromBroker(session.id, {...welcome, iceServers: servers, iceTtl: ttl});
  }

  async #enter(session: Session, lease: number, message: Enter): Promise<void> {
    const {hub, registry, config} = this.#parts;
    const {room, key} = message;
    const {id, admission} = session;
    const refuse = (code: RefusalCode): void => hub.refuse(session, 'enter', code, {room});
    if (admission.rooms && !admission.rooms.includes(room)) return refuse('room-forbidden');
    const {socket} = session;
    if (!socket) return;
    if (!socket.limits.joins.take()) return refuse('rate-limited');
    if (key !== undefined && !isHostKey(key)) return refuse('bad-host-key');
    const before = this.#views.get(room, id);
    const {addressState} = before ?? socket.limits;
    if (!before && !addressState.mayEnter(room)) return refuse('too-many-rooms-from-address');
    // Other clients at the same address may have entered too many rooms, so this one waits, but never longer than 5 s.
    const wait = socket.limits.addressState.joins.charge(1);
    if (wait > 0) await this.#parts.clock.wait(Math.min(wait, MAX_WAIT_MS));
    if (!hub.isCurrent(session, lease)) return;
    const hasKey = key !== undefined && opens(room, key);
    if (key !== undefined && !hasKey) return refuse('wrong-host-key');

    if (!before && this.#views.knocksFrom(room, addressState) >= config.limits.knocksPerAddress)
      return refuse('too-many-knocks');
    const waiting = this.#views.await(room, id, addressState);
    const entry = this.#entryOf(session, message, socket.limits.addressState, hasKey);
    const view = await registry.enter(room, lease, entry).catch((error: unknown) => {
      if (before && hub.isCurrent(session, lease)) this.#views.settle(room, id, waiting, true);
      else this.#views.remove(room, id, waiting);
      throw error;
    });
    // The client disconnected, or connected to another broker, before the entry was complete.
    if (view === 'stale') return this.#views.remove(room, id, waiting);
    if (typeof view === 'string') {
      if (before && view !== 'removed') this.#views.settle(room, id, waiting, true);
      else this.#views.remove(room, id, waiting);
      if (before && view === 'removed') await registry.exit(room, id, lease);
      return refuse(view);
    }
    this.#views.settle(room, id, waiting);
  }

  #entryOf(
    session: Session,
    {room, name, stage, session: page, text}: Enter,
    address: AddressState,
    hasKey: boolean,
  ): Entry {
    const {auth, hosts, knock} = this.#parts.config;
    const {id, admission} = session;
    const isHost = hasKey || admission.moderator === true;
    // Only where somebody may become a host can anybody be removed.
    const mayHaveDoor = auth !== undefined || hosts === 'first' || hostTagOf(room) !== null;
    // Addresses tell less than tokens: many people may share one.
    const marks = [
      markOf('owner', admission.owner),
      ...(auth ? [] : [markOf('address', `${room}\n${address.key}`)]),
    ];
    // The broker's own wish makes no sense where nobody could ever open.
    const asksAll = knock && mayHaveDoor && (hosts === 'first' ? 'if-hosted' : 'always');
    const mustKnock = admission.knock ? 'always' : asksAll;
    return {
      id,
      name: admission.vouched.name ?? name,
      stage,
      session: page,
      ...(isHost && {moderator: true as const}),
      ...(text && {text}),
      ...(mayHaveDoor && {marks}),
      ...(mustKnock && {mustKnock}),
    };
  }

  async #moderate(session: Session, lease: number, message: Moderate): Promise<void> {
    const {hub, registry} = this.#parts;
    const {room, n} = message;
    const refuse = (code: RefusalCode): void => hub.refuse(session, 'moderate', code, {room, n});
    if (!session.socket?.limits.joins.take()) return refuse('rate-limited');
    const contents = registry.look(room);
    const isIn = contents !== undefined && this.#views.get(room, session.id) !== undefined;
    const order = isIn ? orderOf(contents, session.id, message) : 'not-in-room';
    if (typeof order === 'string') return refuse(order);
    const outcome = await registry.moderate(room, session.id, lease, order);
    if (!hub.isCurrent(session, lease)) return;
    if (outcome === 'stale') return refuse('not-a-host');
    if (outcome === 'absent') return refuse('no-such-member');
    if (outcome === 'room-full') return refuse('room-full');
    hub.sendFromBroker(session.id, {kind: 'moderated', room, n});
  }
}

/** What a client may change of its own entry. */
function changeOf({admission}: Session, {name, stage, text, muted, shareStopped}: Update): MemberChange {
  const clear = [muted === false && 'muted', shareStopped === false && 'shareStopped'] as const;
  const cleared = clear.filter(field => field !== false);
  return {
    ...(name !== undefined && {name: admission.vouched.name ?? name}),
    ...(stage && {stage}),
    ...(text !== undefined && {text}),
    ...(cleared.length > 0 && {clear: cleared}),
  };
}

/** The room and the number of a message, which a refusal repeats. */
const aboutOf = (message: RoomMessage | {readonly kind: 'bad'; readonly n?: number}) => ({
  ...('room' in message && {room: message.room}),
  ...('n' in message && message.n !== undefined && {n: message.n}),
});

const BAD = {kind: 'bad', of: ''} as const;

const isEnvelope = (frame: Frame & {payload?: unknown}): boolean =>
  frame.type === 'OFFER' && frame.payload?.type === 'rtc-call';
