import {Answer} from '../answer.js';
import {CallError} from '../errors.js';
import {RoomDoor, type Door, type Sanction} from './door.js';
import {randomId} from '../names.js';
import {CALL_PROBLEMS, type ErrorCode} from '../problems.js';
import type {Invitation, LinkMessage, ModerationAction, RoomEvent, Stage} from '../signaling/index.js';
import type {EndReason, LinkState, Sending} from '../link/index.js';
import type {ActiveCall, Peers, PeersOptions} from './peers.js';
import {HeldInvitations} from './held-invitations.js';
import type {RemotePeer} from './remote-peer.js';
import {Roster, type RoomMember} from './roster.js';

/** How long to wait before redialing a peer that is still in the room, in ms; the last one repeats. */
const REDIAL_MS = [500, 2_000, 5_000];
/** How long to wait before trying to enter the room again, in ms. */
const REENTER_MS = 2_000;
/** Why I am no member any more, by the broker's word for it. */
const OUT = {removed: 'removed', refused: 'not-admitted', ended: 'ended-by-host'} as const;

interface RoomOptions extends Pick<
  PeersOptions,
  'session' | 'name' | 'signaling' | 'trace' | 'onChange' | 'onError'
> {
  /** The host key that I enter with. */
  readonly hostKey: () => string | undefined;
  /** A host has turned something of mine off. `isNews`: I knew that it was on. */
  readonly onSanction: (what: Sanction, isNews: boolean) => void;
  readonly onJoined: (room: string) => void;
  readonly end: (reason: EndReason, error?: CallError) => void;
}

/** The room or lobby that I am in. Everyone in it has a link to everyone else, and nobody has to accept. */
export class Room implements ActiveCall {
  readonly name: string;
  readonly about: ActiveCall['about'];
  /** Resolves when I have joined, not just entered the lobby. */
  readonly answer = new Answer();
  stage: Stage = 'lobby';
  /** What I say if I have to knock. */
  #text: string | undefined;
  /** The broker has sent the list of members since it was last connected. */
  #hasMembers = false;
  #isJoined = false;
  readonly #peers: Peers;
  readonly #options: RoomOptions;
  readonly #roster = new Roster();
  readonly #door = new RoomDoor();
  /** Invitations whose senders the broker has not announced yet. */
  readonly #early = new HeldInvitations();
  #reenterTimer: ReturnType<typeof setTimeout> | undefined;

  get members(): readonly RoomMember[] {
    return this.#roster.list;
  }

  /** Null until the broker has answered. */
  get door(): Door | null {
    return this.#door.snapshot;
  }

  /** I ask to be let in. */
  get isKnocking(): boolean {
    return this.stage === 'in' && this.#door.isKnocking;
  }

  get text(): string | undefined {
    return this.#text;
  }

  get isMutedByHost(): boolean {
    return this.#door.isMuted;
  }

  constructor(name: string, peers: Peers, options: RoomOptions) {
    this.name = name;
    this.about = {room: name};
    this.#peers = peers;
    this.#options = options;
  }

  /** Enters the room or its lobby, or moves from the lobby into the room. `text`: what I say if I have to knock. */
  enter(stage: Stage, isNew: boolean, text = this.#text) {
    const signaling = this.#options.signaling();
    this.stage = stage;
    this.#text = text;
    if (signaling?.isOpen) {
      if (isNew) this.onOpen();
      else signaling.update(this.name, {stage, ...(text !== undefined && {text})});
    }
    this.#peers.sendStatus();
    this.#dialMembers();
    this.#join();
    this.#options.onChange();
  }

  /** `error`: why what I have ordered comes to nothing. */
  exit(error: CallError) {
    clearTimeout(this.#reenterTimer);
    this.#door.close(error);
    this.#options.signaling()?.exit(this.name);
  }

  /** The broker is connected, for the first time or again. */
  onOpen() {
    const {name, session, signaling, hostKey} = this.#options;
    const [key, text] = [hostKey(), this.#text];
    this.#hasMembers = false;
    this.#options.trace.add('room-requested', null);
    signaling()?.enter(this.name, {
      name: name(),
      stage: this.stage,
      session: session(),
      ...(key && {key}),
      ...(text && {text}),
    });
  }

  /** Orders something as a host; settles with the broker's answer. */
  moderate(action: ModerationAction, ids?: readonly string[]): Promise<void> {
    return this.#door.order(this.#options.signaling(), this.name, action, ids);
  }

  /** I have turned on again what a host may have turned off. */
  lift(what: Sanction) {
    if (!this.#door.lift(what)) return;
    this.#options.signaling()?.update(this.name, {[what]: false});
    this.#options.onChange();
  }

  /** This page is back from the back/forward cache, where it had no links. The broker says who is still there. */
  comeBack() {
    for (const peer of this.#peers.all) this.#peers.unlink(peer);
  }

  /** Handles an event from the broker about this room or another one. */
  onEvent(event: RoomEvent) {
    if (event.kind === 'refused') return this.#onRefused(event);
    if (event.room !== this.name) return;
    if (event.kind === 'moderated') return this.#door.settle(event.n);
    if (event.kind === 'out') {
      const isMine = event.reason === 'ended' && this.#door.settleEnd();
      return this.#options.end(isMine ? 'hung-up' : OUT[event.reason]);
    }
    const peers = this.#peers;
    const isKnown = this.door !== null;
    const sanctions = this.#door.apply(event);
    if (event.kind === 'knocking') this.#stepOut();
    if (event.kind === 'room') {
      this.#hasMembers = true;
      this.#options.trace.add('members-received', null, 'remote');
    }
    for (const id of this.#roster.apply(event)) {
      const member = this.#roster.get(id);
      const peer = member ? peers.add(id, member.name) : peers.get(id);
      if (!peer) continue;
      // The peer reloaded, so this link is dead: the side that dials will dial again.
      if (member && peer.session !== null && peer.session !== member.session) peers.unlink(peer);
      peer.member = member;
      if (member) peer.session = member.session;
      else if (event.kind === 'exited' && event.reason === 'left')
        peers.remove(peer, event.by ? 'removed' : 'peer-hung-up');
      // Somebody in the lobby is outside now.
      else if (event.kind === 'updated') peers.remove(peer, 'peer-hung-up');
      else if (!this.#mayBeThere(peer, event.kind)) peers.remove(peer, 'connection-lost');
    }
    this.#dialMembers();
    for (const {from, invitation, messages} of this.#early.take(id => this.#roster.get(id) !== null)) {
      this.onInvite(from, invitation);
      for (const message of messages) peers.receive(from, invitation.link, message);
    }
    this.#join();
    for (const what of sanctions) this.#options.onSanction(what, isKnown);
    this.#options.onChange();
  }

  /** I am outside the door, perhaps after I was in the lobby: nobody there has a link to me any more. */
  #stepOut() {
    this.#hasMembers = false;
    this.#early.take();
    for (const peer of this.#peers.all) {
      peer.member = null;
      peer.leftFor ??= 'hung-up';
      peer.link?.dispatch({type: 'hang-up'});
      this.#peers.remove(peer, 'hung-up');
    }
  }

  /** Accepts an invitation from a member of this room, or keeps it until the broker announces the member. */
  onInvite(from: string, invitation: Invitation) {
    const {room, session, name} = invitation.native!;
    if (room !== this.name) return;
    if (!this.#roster.get(from)) return this.#early.hold(from, invitation);
    const peer = this.#peers.add(from, name || from);
    const {link} = peer;
    // A reloaded page doesn't know my offer.
    if (link?.isInviting && peer.session === session) link.collide(invitation);
    else this.#peers.replaceLink(peer, invitation, this.#sendingTo(peer));
  }

  /** Keeps messages that follow a waiting invitation. */
  onMessage(from: string, linkId: string, message: LinkMessage) {
    this.#early.receive(from, linkId, message);
  }

  onLinkState(peer: RemotePeer, state: LinkState) {
    if (state.status === 'connected') this.#join();
    if (state.status !== 'ended') return;
    if (state.reason === 'peer-hung-up' || !peer.member) this.#peers.remove(peer, state.reason);
    // The peer is still in the room.
    else peer.waitBeforeRetry(REDIAL_MS, () => this.#dialMembers());
  }

  /** A status may arrive before the broker's event. */
  onStatus(peer: RemotePeer) {
    if (peer.status?.stage === 'in') peer.isIn = true;
    peer.link?.setSending(this.#sendingTo(peer));
  }

  /** Nobody has to accept in a room. */
  onResponse() {}

  /** The next reading of the uplink takes it into account. */
  onView() {}

  /**
   * Reports that I have joined: once the broker has sent the member list or, while it is unreachable, if I already have
   * a working link in this room.
   */
  #join() {
    const isAdmitted = (this.#hasMembers && this.#options.signaling()?.isOpen) || this.#hasWorkingLink;
    if (this.#isJoined || this.stage !== 'in' || !isAdmitted) return;
    this.#isJoined = true;
    this.#options.onJoined(this.name);
    this.answer.resolve();
  }

  /**
   * Whether a peer that the broker doesn't know may still be there. If the broker lost its connection to the peer, only
   * a working link shows that it is. A list of members without the peer shows less: after a restart, the broker knows
   * only who has come back already. The peer is there for as long as the link tries.
   */
  #mayBeThere({link}: RemotePeer, news: RoomEvent['kind']): boolean {
    const status = link?.state.status ?? 'ended';
    return news === 'exited' ? status === 'connected' : status !== 'ended';
  }

  get #hasWorkingLink(): boolean {
    return this.#peers.all.some(({link}) => link?.state.status === 'connected');
  }

  #onRefused({of, room, code, hint, n}: Extract<RoomEvent, {kind: 'refused'}>) {
    if (room !== undefined && room !== this.name) return;
    const isKnown = Object.hasOwn(CALL_PROBLEMS, code);
    const error = new CallError(isKnown ? (code as ErrorCode) : 'broker-refused', {detail: hint ?? code});
    if (of === 'moderate') return this.#door.settle(n, error);
    this.#options.trace.add('room-refused', null, 'remote', error.code);
    // Connected calls continue without the broker, and keep trying to enter again.
    const isRemoved = code === 'removed';
    const isPassing = code === 'rate-limited' || code === 'registry-unavailable';
    const isFinal = of === 'enter' && (isRemoved || (!this.#hasWorkingLink && !isPassing));
    if (isFinal) this.#options.end(isRemoved ? 'removed' : 'connection-failed', error);
    this.#options.onError(error);
    if (of !== 'enter' || isFinal) return;
    clearTimeout(this.#reenterTimer);
    this.#reenterTimer = setTimeout(() => this.onOpen(), REENTER_MS);
  }

  /** Dials the members that it is my turn to dial, and starts or stops sending to the others. */
  #dialMembers() {
    if (!this.#options.signaling()) return; // until the broker is connected again
    for (const peer of this.#peers.all) {
      const {member, link} = peer;
      if (!member) continue;
      if (member.stage === 'in') peer.isIn = true;
      const sending = this.#sendingTo(peer);
      link?.setSending(sending);
      const isWanted = this.stage === 'in' || member.stage === 'in';
      if (link || !isWanted || !this.#roster.isDialer(member) || member.away || peer.isWaiting) continue;
      this.#peers
        .link(peer, {id: randomId(), isRtcCall: true, sending})
        .dispatch({type: 'met', isDialer: true});
    }
  }

  /** My tracks are sent once both the peer and I have joined. */
  #sendingTo(peer: RemotePeer): Sending {
    return this.stage === 'in' && peer.isIn ? 'everything' : 'nothing';
  }
}
