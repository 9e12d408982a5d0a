/** The broker's own end of the envelope: hello, enter, update, exit, and who hears of it. */
import type {Frame} from './frames.js';
import type {Hub} from './hub.js';
import type {IceServers} from './ice.js';
import type {RefusalCode} from './refusals.js';
import type {Registry, RegistryEvent} from './registry.js';
import {readRoomMessage, type RoomMessage} from './room-messages.js';
import type {Session} from './session.js';

export interface RoomParts {
  readonly registry: Registry;
  readonly hub: Pick<Hub, 'tell' | 'refuse'>;
  readonly iceServers: (id: string) => IceServers;
  readonly isAuthenticated: boolean;
  readonly graceMs: number;
  /** Called when the registry fails. */
  readonly onError: (error: unknown) => void;
}

type Notice = {readonly kind: 'entered' | 'updated' | 'exited'; readonly room: string};
type Enter = Extract<RoomMessage, {kind: 'enter'}>;

export class Rooms {
  readonly #parts: RoomParts;
  /**
   * Who is connected here, by room. While someone's entry is under way, what happens in the room waits here, so
   * that it reaches them after the list that it changes.
   */
  readonly #here = new Map<string, Map<string, {waiting: Notice[] | undefined}>>();

  constructor(parts: RoomParts) {
    this.#parts = parts;
  }

  /** Handles one message to the broker, after those that this client sent before. */
  receive(session: Session, frame: Frame): void {
    const turn = (session.turn ?? Promise.resolve())
      .then(() => this.#handle(session, frame))
      .catch(error => {
        this.#parts.onError(error);
        this.#parts.hub.refuse(session, '', 'internal-error');
      })
      .then(() => {
        if (session.turn === turn) session.turn = undefined;
      });
    session.turn = turn;
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

  async #handle(session: Session, frame: Frame): Promise<void> {
    const {hub, registry} = this.#parts;
    const message = 'payload' in frame && isEnvelope(frame) ? readRoomMessage(frame.payload) : BAD;
    switch (message.kind) {
      case 'hello':
        return this.#welcome(session);
      case 'enter':
        return this.#enter(session, message);
      case 'update': {
        const {room, name, stage} = message;
        const change = {
          ...(name !== undefined && {name: session.admission.name ?? name}),
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
    hub.tell(session.id, {...welcome, ...asFields(ice)});
  }

  async #enter(session: Session, {room, name, stage, session: page}: Enter): Promise<void> {
    const {hub, registry, iceServers} = this.#parts;
    const {id, admission} = session;
    const refuse = (code: RefusalCode): void => hub.refuse(session, 'enter', code, room);
    if (admission.rooms && !admission.rooms.includes(room)) return refuse('room-forbidden');
    if (!takesJoin(session)) return refuse('rate-limited');

    const waiting = this.#await(room, id);
    const entry = {id, name: admission.name ?? name, stage, session: page};
    const entering = registry.enter(room, {...entry, ...(admission.moderator && {moderator: true})});
    const members = await entering.catch((error: unknown) => {
      this.#remove(room, id);
      throw error;
    });
    if (typeof members === 'string') {
      this.#remove(room, id);
      return refuse(members);
    }
    const others = members.filter(member => member.id !== id);
    const seq = members.find(member => member.id === id)?.seq;
    // Gone, or connected to another broker, before it was done: who is not in a room hears nothing of it.
    if (seq === undefined) return this.#remove(room, id);
    hub.tell(id, {kind: 'room', room, seq, members: others, ...asFields(iceServers(id))} as {kind: string});
    for (const notice of waiting.splice(0)) hub.tell(id, notice);
    const place = this.#here.get(room)?.get(id);
    if (place) place.waiting = undefined;
  }

  #await(room: string, id: string): Notice[] {
    const waiting: Notice[] = [];
    const members = this.#here.get(room) ?? new Map<string, {waiting: Notice[] | undefined}>();
    this.#here.set(room, members.set(id, {waiting}));
    return waiting;
  }

  #remove(room: string, id: string): void {
    const members = this.#here.get(room);
    members?.delete(id);
    if (members?.size === 0) this.#here.delete(room);
  }

  #notify(about: string, notice: Notice): void {
    for (const [id, {waiting}] of this.#here.get(notice.room) ?? []) {
      if (id === about) continue;
      if (waiting) waiting.push(notice);
      else this.#parts.hub.tell(id, notice);
    }
  }
}

const BAD = {kind: 'bad', of: ''} as const;

const isEnvelope = (frame: Frame & {payload?: unknown}): boolean =>
  frame.type === 'OFFER' && frame.payload?.type === 'rtc-call';

/** Whether this socket, and its address, may enter another room now. */
function takesJoin({socket}: Session): boolean {
  if (!socket) return true;
  const {joins, addressJoins} = socket.limits;
  return joins.take() && addressJoins.take();
}

const asFields = ({iceServers, ttl}: IceServers) => ({iceServers, iceTtl: ttl});
