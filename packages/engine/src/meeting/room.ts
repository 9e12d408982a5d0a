import {Answer} from '../answer.js';
import {CallError} from '../errors.js';
import {randomId, type Invitation, type LinkMessage, type RoomEvent, type Stage} from '../signaling/index.js';
import type {EndReason, LinkState} from '../link/index.js';
import type {Occasion, Peers, PeersOptions} from './peers.js';
import type {RemotePeer} from './remote-peer.js';
import {Roster} from './roster.js';

/** How long to wait before a lost link to somebody who is still in the room is dialled again, in ms. */
const REDIAL_MS = [500, 2_000, 5_000];
/** Invitations that wait for the broker's word on who sends them. */
const MAX_EARLY = 64;
/** What came after such an invitation and waits with it. */
const MAX_EARLY_MESSAGES = 32;
/** How long to wait before a room is entered again that could not be just now, in ms. */
const REENTER_MS = 2_000;
/** What the broker may say no with, and the person in the call can understand. */
const REFUSALS = ['room-full', 'room-forbidden', 'rate-limited', 'rooms-unsupported'] as const;

interface RoomOptions extends Pick<PeersOptions, 'session' | 'name' | 'signaling' | 'onChange' | 'onError'> {
  readonly onJoined: (room: string) => void;
  readonly end: (reason: EndReason, error?: CallError) => void;
}

/** A room that I am in, or in whose lobby: everyone in it is linked to everyone else, and nobody has to accept. */
export class Room implements Occasion {
  readonly name: string;
  readonly about: Occasion['about'];
  /** The broker has let me in, to stay. */
  readonly answer = new Answer();
  stage: Stage = 'lobby';
  /** The broker has told me who is here, since it was connected last. */
  #isKnown = false;
  #isJoined = false;
  readonly #peers: Peers;
  readonly #options: RoomOptions;
  readonly #roster = new Roster();
  readonly #early = new Map<string, {readonly invitation: Invitation; readonly messages: LinkMessage[]}>();
  #reenterTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(name: string, peers: Peers, options: RoomOptions) {
    this.name = name;
    this.about = {room: name};
    this.#peers = peers;
    this.#options = options;
  }

  /** Takes a place, or moves on from the lobby. */
  enter(stage: Stage, isNew: boolean) {
    const signaling = this.#options.signaling();
    this.stage = stage;
    if (signaling?.isOpen) {
      if (isNew) this.onOpen();
      else signaling.update(this.name, {stage});
    }
    this.#peers.sendStatus();
    this.#meet();
    this.#join();
    this.#options.onChange();
  }

  exit() {
    clearTimeout(this.#reenterTimer);
    this.#options.signaling()?.exit(this.name);
  }

  /** The broker is connected, for the first time or again. */
  onOpen() {
    const {name, session, signaling} = this.#options;
    this.#isKnown = false;
    signaling()?.enter(this.name, {name: name(), stage: this.stage, session});
  }

  /** The broker says something of this room or of another one. */
  onEvent(event: RoomEvent) {
    if (event.kind === 'refused') return this.#onRefused(event);
    if (event.room !== this.name) return;
    const peers = this.#peers;
    if (event.kind === 'room') this.#isKnown = true;
    for (const id of this.#roster.apply(event)) {
      const member = this.#roster.get(id);
      const peer = member ? peers.add(id, member.name) : peers.get(id);
      if (!peer) continue;
      // Its page is new, so the link leads nowhere: whoever dials, dials again.
      if (member && peer.session !== null && peer.session !== member.session) peers.unlink(peer);
      peer.member = member;
      if (member) peer.session = member.session;
      else if (event.kind === 'exited' && event.reason === 'left') peers.remove(peer, 'peer-hung-up');
      // The broker has lost sight of it; while its link holds, so do we.
      else if (peer.link?.state.status !== 'connected') peers.remove(peer, 'connection-lost');
    }
    this.#meet();
    for (const [from, {invitation, messages}] of this.#early) {
      if (!this.#roster.get(from)) continue;
      this.#early.delete(from);
      this.onInvite(from, invitation);
      for (const message of messages) peers.receive(from, invitation.link, message);
    }
    this.#join();
    this.#options.onChange();
  }

  /** From somebody in a room: welcome if it is mine and the broker says that they are in it. */
  onInvite(from: string, invitation: Invitation) {
    const {room, session, name} = invitation.native!;
    if (room !== this.name) return;
    if (!this.#roster.get(from)) {
      const [oldest = ''] = this.#early.keys();
      if (this.#early.size >= MAX_EARLY) this.#early.delete(oldest);
      this.#early.set(from, {invitation, messages: []});
      return;
    }
    const peer = this.#peers.add(from, name || from);
    const {link} = peer;
    // A reloaded page knows nothing of my offer.
    if (link?.isInviting && peer.session === session) link.collide(invitation);
    else this.#peers.replaceLink(peer, invitation, this.#isSendingTo(peer));
  }

  /** Keeps what follows an invitation that waits. */
  onMessage(from: string, linkId: string, message: LinkMessage) {
    const early = this.#early.get(from);
    if (early?.invitation.link === linkId && early.messages.length < MAX_EARLY_MESSAGES) {
      early.messages.push(message);
    }
  }

  onLinkState(peer: RemotePeer, state: LinkState) {
    if (state.status === 'connected') this.#join();
    if (state.status !== 'ended') return;
    if (state.reason === 'peer-hung-up' || !peer.member) this.#peers.remove(peer, state.reason);
    // Still in the room: meet again.
    else peer.waitBeforeRetry(REDIAL_MS, () => this.#meet());
  }

  /** Faster than the broker's word. */
  onStatus(peer: RemotePeer) {
    if (peer.status?.stage === 'in') peer.isIn = true;
    peer.link?.setSending(this.#isSendingTo(peer));
  }

  /** Nobody has to accept in a room. */
  onResponse() {}

  /**
   * I have asked to be in, and the broker has answered: with the list of who is here or, while it is away just now, by
   * having brought somebody and me together before.
   */
  #join() {
    const isAdmitted = (this.#isKnown && this.#options.signaling()?.isOpen) || this.#isLive;
    if (this.#isJoined || this.stage !== 'in' || !isAdmitted) return;
    this.#isJoined = true;
    this.#options.onJoined(this.name);
    this.answer.resolve();
  }

  get #isLive(): boolean {
    return this.#peers.all.some(({link}) => link?.state.status === 'connected');
  }

  #onRefused({of, room, code, hint}: Extract<RoomEvent, {kind: 'refused'}>) {
    if (room !== undefined && room !== this.name) return;
    const known = REFUSALS.find(refusal => refusal === code);
    const error = new CallError(known ?? 'broker-refused', {detail: hint ?? code});
    // Calls go on without the broker; the way back in is tried again.
    const isFinal = of === 'enter' && !this.#isLive && code !== 'rate-limited';
    if (isFinal) this.#options.end('connection-failed', error);
    this.#options.onError(error);
    if (of !== 'enter' || isFinal) return;
    clearTimeout(this.#reenterTimer);
    this.#reenterTimer = setTimeout(() => this.onOpen(), REENTER_MS);
  }

  /** Links me to everyone in the room who is mine to dial. */
  #meet() {
    for (const peer of this.#peers.all) {
      const {member, link} = peer;
      if (!member) continue;
      if (member.stage === 'in') peer.isIn = true;
      const isSending = this.#isSendingTo(peer);
      link?.setSending(isSending);
      const isWanted = this.stage === 'in' || member.stage === 'in';
      if (link || !isWanted || !this.#roster.isDialer(member) || member.away || peer.isWaiting) continue;
      this.#peers
        .link(peer, {id: randomId(), isRtcCall: true, isSending})
        .dispatch({type: 'met', isDialer: true});
    }
  }

  /** My tracks go to whoever is in, once I am. */
  #isSendingTo(peer: RemotePeer): boolean {
    return this.stage === 'in' && peer.isIn;
  }
}
