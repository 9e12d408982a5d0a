import {CallError} from '../errors.js';
import {LoopbackSignaling} from '../signaling/loopback-signaling.js';
import type {
  EntryChange,
  Member,
  Moderation,
  RoomEntry,
  RoomEvent,
  SignalingHandlers,
} from '../signaling/index.js';

interface Room {
  isLocked: boolean;
  readonly members: Map<string, {readonly member: Member; readonly page: DoorSignaling}>;
  readonly removed: Set<string>;
}

let seq = 0;

/**
 * Loopback signaling whose rooms have a door, as `docs/protocol.md` describes it: the people of one page share `rooms`.
 * Whoever presents a key is a host.
 */
export class DoorSignaling extends LoopbackSignaling {
  readonly #rooms: Map<string, Room>;
  #handlers: SignalingHandlers | null = null;
  /** Everything that this client heard about rooms. */
  readonly heard: RoomEvent[] = [];
  /** If set, orders are not answered. */
  isSlow = false;
  /** If set, this client behaves like a modified one: it ignores what a host does to it. */
  isDeaf = false;

  constructor(id: string, network: string, rooms: Map<string, Room>) {
    super({id, network});
    this.#rooms = rooms;
  }

  override open(handlers: SignalingHandlers) {
    this.#handlers = handlers;
    super.open(handlers);
  }

  override enter(name: string, {key, text, ...entry}: RoomEntry) {
    const room = this.#rooms.get(name) ?? {isLocked: false, members: new Map(), removed: new Set()};
    this.#rooms.set(name, room);
    if (room.removed.has(this.id))
      return this.#hear({kind: 'refused', of: 'enter', room: name, code: 'removed'});
    const before = room.members.get(this.id)?.member;
    const isHost = key !== undefined;
    const knocking = !isHost && (before ? before.knocking : room.isLocked);
    this.#put(name, {
      ...before,
      ...entry,
      id: this.id,
      seq: before?.session === entry.session ? before.seq : ++seq,
      away: false,
      ...(isHost && {host: true, moderator: true}),
      ...(knocking && {knocking, text}),
    });
    this.#introduce(name);
  }

  override update(name: string, change: EntryChange) {
    const before = this.#member(name);
    if (before) this.#put(name, {...before, ...change});
  }

  override exit(name: string) {
    this.#out(name, this.id);
  }

  override moderate(name: string, {n, action, ids}: Moderation) {
    const room = this.#rooms.get(name);
    const refuse = (code: string) => this.#hear({kind: 'refused', of: 'moderate', room: name, n, code});
    if (this.isSlow) return;
    if (!room || !this.#member(name)) return refuse('not-in-room');
    if (!this.#member(name)?.host) return refuse('not-a-host');
    const isKnock = action === 'admit' || action === 'refuse';
    const meant = [...room.members.values()].filter(({member}) => {
      const isMeant = isKnock === (member.knocking === true) && member.id !== this.id;
      return isMeant && (ids?.includes(member.id) ?? (!isKnock || member.stage === 'in'));
    });
    if (ids && meant.length === 0) return refuse('no-such-member');
    if (action === 'lock' || action === 'unlock') this.#lock(name, action === 'lock');
    for (const {member, page} of meant) {
      if (action === 'admit') page.#letIn(name);
      if (action === 'mute') page.#sanction(name, {...member, muted: true});
      if (action === 'stop-share') page.#sanction(name, {...member, shareStopped: true});
      if (action === 'refuse') page.#out(name, member.id, 'refused');
      if (action === 'end') page.#out(name, member.id, 'ended');
      if (action !== 'remove') continue;
      room.removed.add(member.id);
      page.#out(name, member.id, 'removed');
    }
    if (action === 'end') this.#out(name, this.id, 'ended');
    this.#hear({kind: 'moderated', room: name, n});
  }

  override close() {
    for (const name of this.#rooms.keys()) this.exit(name);
    this.#handlers = null;
    super.close();
  }

  /** The socket is lost; the entries are kept for a while. */
  drop() {
    this.isOpen = false;
    this.#handlers?.onLost(new CallError('broker-unreachable'));
  }

  /** The socket is open again. */
  reopen() {
    this.isOpen = true;
    this.#handlers?.onOpen();
  }

  #member(name: string): Member | undefined {
    return this.#rooms.get(name)?.members.get(this.id)?.member;
  }

  #hear(event: RoomEvent) {
    queueMicrotask(() => {
      if (!this.isOpen || (this.isDeaf && event.kind === 'self')) return;
      this.heard.push(event);
      this.#handlers?.onRoom(event);
    });
  }

  #introduce(name: string) {
    const {isLocked, members} = this.#rooms.get(name)!;
    const self = this.#member(name)!;
    if (self.knocking) return this.#hear({kind: 'knocking', room: name});
    const others = [...members.values()]
      .map(({member}) => member)
      .filter(({id, knocking}) => id !== this.id && (self.host || !knocking));
    this.#hear({kind: 'room', room: name, seq: self.seq, members: others, self, isLocked});
  }

  #letIn(name: string) {
    this.#put(name, {...this.#member(name)!, knocking: undefined, text: undefined});
    this.#introduce(name);
  }

  #sanction(name: string, member: Member) {
    this.#put(name, member);
    this.#hear({kind: 'self', room: name, member});
  }

  #lock(name: string, isLocked: boolean) {
    const room = this.#rooms.get(name)!;
    room.isLocked = isLocked;
    for (const {member, page} of room.members.values()) {
      if (isLocked && member.stage === 'lobby' && !member.host && !member.knocking) {
        page.#put(name, {...member, knocking: true});
        page.#introduce(name);
      } else if (!member.knocking) page.#hear({kind: 'door', room: name, isLocked});
    }
  }

  #put(name: string, member: Member) {
    const {members} = this.#rooms.get(name)!;
    const before = members.get(this.id)?.member;
    members.set(this.id, {member, page: this});
    this.#tell(name, before, member);
  }

  #out(name: string, id: string, reason?: 'removed' | 'refused' | 'ended') {
    const room = this.#rooms.get(name);
    const before = room?.members.get(id)?.member;
    if (!room || !before) return;
    room.members.delete(id);
    if (reason) this.#hear({kind: 'out', room: name, reason});
    this.#tell(name, before, undefined, reason && 'host');
    if (room.members.size === 0) return void this.#rooms.delete(name);
    // The last host has gone: the door opens.
    const all = [...room.members.values()];
    if (!before.host || all.some(({member}) => member.host)) return;
    this.#lock(name, false);
    for (const {member, page} of all) if (member.knocking) page.#letIn(name);
  }

  /** Tells the others, as far as each may know. */
  #tell(name: string, before: Member | undefined, member: Member | undefined, by?: 'host') {
    for (const [id, {member: viewer, page}] of this.#rooms.get(name)!.members) {
      if (id === this.id || viewer.knocking) continue;
      const sees = (seen?: Member) => seen !== undefined && (viewer.host || !seen.knocking);
      if (member && sees(member))
        page.#hear({kind: sees(before) ? 'updated' : 'entered', room: name, member});
      else if (sees(before)) page.#hear({kind: 'exited', room: name, id: this.id, reason: 'left', by});
    }
  }
}
