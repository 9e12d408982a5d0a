import type {Body} from './channel.js';
import {CallError, type ErrorCode} from './errors.js';
import {randomId} from './identity.js';
import {Link, type EarlyPolicy} from './link.js';
import type {LinkState} from './link-state.js';
import type {Media, TrackRole} from './media.js';
import type {EndReason} from './participant.js';
import {RemotePeer} from './remote-peer.js';
import {Roster} from './roster.js';
import {
  REFUSALS,
  type ByeReason,
  type Invitation,
  type LinkMessage,
  type RoomEvent,
  type Signaling,
  type Stage,
} from './signaling.js';
import type {Trace} from './trace.js';

/** How long to wait before a lost link to somebody who is still in the room is dialled again, in ms. */
const REDIAL_MS = [500, 2_000, 5_000];
/** Invitations that wait for the broker's word on who sends them. */
const MAX_EARLY = 64;
/** What came after such an invitation and waits with it. */
const MAX_EARLY_MESSAGES = 32;
/** How long to wait before a room is entered again that could not be just now, in ms. */
const REENTER_MS = 2_000;

interface MeetingOptions {
  /** New with each page load. */
  readonly session: string;
  readonly name: () => string;
  readonly media: Media;
  readonly trace: Trace;
  readonly signaling: () => Signaling | null;
  readonly configuration: () => Promise<RTCConfiguration>;
  readonly earlyPolicy: () => Promise<EarlyPolicy>;
  /** Something changed: read everything again. */
  readonly onChange: () => void;
  readonly onJoined: (room: string | null) => void;
  /** It is over, and everything of it released. */
  readonly onEnded: (reason: EndReason, wasJoined: boolean) => void;
  readonly onRinging: (peer: RemotePeer) => void;
  /** `signal` is aborted when the connection that brings the track is given up. */
  readonly onTrack: (peer: RemotePeer, role: TrackRole, track: MediaStreamTrack, signal: AbortSignal) => void;
  readonly onBody: (peer: RemotePeer, body: Body) => void;
  readonly onChannelOpen: (peer: RemotePeer) => void;
  readonly onDataChannel: (peer: RemotePeer, channel: RTCDataChannel) => void;
  readonly onError: (error: CallError) => void;
}

/**
 * Whom I am with, or about to be: everyone of a room, or the one whom I ring or who rings me. Both are a map of
 * peers with a link each; they differ only in who invites whom, and in that a ring has to be accepted.
 */
export class Meeting {
  readonly #options: MeetingOptions;
  readonly #peers = new Map<string, RemotePeer>();
  readonly #roster = new Roster();
  readonly #early = new Map<string, {readonly invitation: Invitation; readonly messages: LinkMessage[]}>();
  #stage: Stage | null = null;
  #room: string | null = null;
  /** The one of a ring, and of the call that comes of it; null in rooms. */
  #partner: RemotePeer | null = null;
  /** The link of before a reload, which the ring continues. */
  #replaces: string | undefined;
  #endReason: EndReason | null = null;
  #reenterTimer: ReturnType<typeof setTimeout> | undefined;
  /** There was a preview before it rang; a ring that comes to nothing goes back to it. */
  #wasPreviewing = false;
  /** I was in, so that there is something to have left. */
  #isJoined = false;

  constructor(options: MeetingOptions) {
    this.#options = options;
  }

  /** `lobby` or `in`, alone or in a room; null outside, and in a ring. */
  get stage() {
    return this.#stage;
  }
  get room() {
    return this.#room;
  }
  get partner() {
    return this.#partner;
  }
  /** How the last one ended, until the next one begins. */
  get endReason() {
    return this.#endReason;
  }
  peer(id: string): RemotePeer | undefined {
    return this.#peers.get(id);
  }

  /** Everyone who is in, as opposed to ringing, looking in from the lobby, or gone. */
  get visible(): readonly RemotePeer[] {
    return [...this.#peers.values()].filter(peer => {
      if (peer.leftFor !== null || !peer.isIn) return false;
      return peer === this.#partner ? peer.link !== null && !isRinging(peer.link) : this.#stage === 'in';
    });
  }

  // ── rooms ──

  /** Takes a place in the room, or moves on from its lobby. */
  enter(stage: Stage, room: string | null) {
    if (this.#partner) throw new CallError('wrong-state', {detail: 'hang up first'});
    if (this.#room !== null && this.#room !== room) this.end('hung-up');
    const isKnown = this.#room !== null;
    this.#stage = stage;
    this.#room = room;
    this.#endReason = null;
    const signaling = this.#options.signaling();
    if (room !== null && signaling?.isOpen) {
      if (isKnown) signaling.update(room, {stage});
      else this.onOpen();
    }
    this.sendStatus();
    this.#meet();
    this.#options.onChange();
    if (stage === 'in') this.#join(room);
  }

  /** The broker is connected, for the first time or again. */
  onOpen() {
    if (this.#room === null || !this.#stage) return;
    const {name, session} = this.#options;
    this.#options.signaling()?.enter(this.#room, {name: name(), stage: this.#stage, session});
  }

  onRoom(event: RoomEvent) {
    if (event.kind === 'refused') return this.#onRefused(event);
    if (event.room !== this.#room) return;
    for (const id of this.#roster.apply(event)) {
      const member = this.#roster.get(id);
      const peer = member ? this.#add(id, member.name) : this.#peers.get(id);
      if (!peer) continue;
      // Its page is new, so the link leads nowhere: whoever dials, dials again.
      if (member && peer.session !== null && peer.session !== member.session) this.#unlink(peer);
      peer.member = member;
      if (member) peer.session = member.session;
      else if (event.kind === 'exited' && event.reason === 'left') this.#remove(peer, 'peer-hung-up');
      // The broker has lost sight of it; while its link holds, so do we.
      else if (peer.link?.state.status !== 'connected') this.#remove(peer, 'connection-lost');
    }
    this.#meet();
    for (const [from, {invitation, messages}] of this.#early) {
      if (!this.#roster.get(from)) continue;
      this.#early.delete(from);
      this.onInvite(from, invitation);
      for (const message of messages) this.onMessage(from, invitation.link, message);
    }
    this.#options.onChange();
  }

  #onRefused({of, room, code, hint}: Extract<RoomEvent, {kind: 'refused'}>) {
    if (this.#room === null || (room !== undefined && room !== this.#room)) return;
    const known: ErrorCode = code === 'rooms-unsupported' ? code : (REFUSALS[code] ?? 'broker-refused');
    this.#options.onError(new CallError(known, {detail: hint ?? code}));
    if (of !== 'enter') return;
    // Calls go on without the broker; the way back in is tried again.
    const isLive = [...this.#peers.values()].some(({link}) => link?.state.status === 'connected');
    if (!isLive && code !== 'rate-limited') return this.end('connection-failed');
    clearTimeout(this.#reenterTimer);
    this.#reenterTimer = setTimeout(() => this.onOpen(), REENTER_MS);
  }

  /** Links me to everyone in the room who is mine to dial. */
  #meet() {
    if (!this.#stage || this.#room === null) return;
    for (const peer of this.#peers.values()) {
      const {member, link} = peer;
      if (!member) continue;
      if (member.stage === 'in') peer.isIn = true;
      link?.setSending(this.#isSendingTo(peer));
      const isWanted = this.#stage === 'in' || member.stage === 'in';
      if (link || !isWanted || !this.#roster.isDialer(member) || member.away || peer.isWaiting) continue;
      this.#link(peer, randomId(), true).dispatch({type: 'met', isDialer: true});
    }
  }

  /** My tracks go to whom I ring, and in a room to whoever is in, once I am. */
  #isSendingTo(peer: RemotePeer): boolean {
    return this.#room === null || (this.#stage === 'in' && peer.isIn);
  }

  #join(room: string | null) {
    this.#isJoined = true;
    this.#options.onJoined(room);
  }

  // ── rings ──

  /** Whom I am going to ring, shown before the broker is connected. */
  expect(peerId: string, replaces?: string): RemotePeer {
    if (this.#partner || this.#room !== null) throw new CallError('wrong-state', {detail: 'hang up first'});
    this.#stage = null;
    this.#endReason = null;
    this.#replaces = replaces;
    this.#partner = this.#add(peerId, peerId);
    this.#options.onChange();
    return this.#partner;
  }

  dial(peer: RemotePeer) {
    if (peer === this.#partner) this.#link(peer, `mc_${randomId()}`, null).dispatch({type: 'dial'});
  }

  accept() {
    const {peer, link} = this.#ringing();
    peer.isIn = true;
    link.setSending(true);
    this.#join(null); // before anybody is seen, as on the other side
    link.dispatch({type: 'accept'});
  }

  decline() {
    this.#ringing().link.dispatch({type: 'decline', reason: 'declined'});
  }

  #ringing(): {readonly peer: RemotePeer; readonly link: Link} {
    const peer = this.#partner;
    if (peer?.link?.state.status !== 'ringing') throw new CallError('wrong-state', {detail: 'nobody rings'});
    return {peer, link: peer.link};
  }

  onInvite(from: string, invitation: Invitation) {
    const {native} = invitation;
    const peer = this.#peers.get(from);
    const link = peer?.link;
    if (link?.id === invitation.link) return; // it came twice
    if (native?.room !== undefined) return this.#onRoommate(from, invitation);
    if (peer && link && peer === this.#partner) {
      const {status} = link.state;
      const isTalking = status === 'connected' || status === 'reconnecting';
      if (isTalking && native?.replaces === link.id) return this.#replaceLink(peer, invitation);
      if (status === 'dialing' || status === 'connecting') {
        peer.isIn = true;
        // Both rang each other: the polite side gives way, and every side to a plain page, which can't.
        return link.collide(invitation, !native || this.#isPoliteTo(from));
      }
      if (status !== 'reconnecting') return; // a second copy, or a second call of the one I talk to
      this.end('connection-lost');
    }
    if (this.#partner || this.#room !== null) return this.#refuse(from, invitation, 'busy');
    // It goes on with a call that I have ended meanwhile: no reason to ring.
    if (native?.replaces !== undefined) return this.#refuse(from, invitation, 'hung-up');
    void this.#ring(from, invitation);
  }

  async #ring(from: string, invitation: Invitation) {
    const caller = this.#add(from, invitation.native?.name || from);
    this.#wasPreviewing = this.#stage === 'lobby';
    this.#stage = null;
    this.#endReason = null;
    this.#partner = caller;
    const link = this.#link(caller, invitation.link, invitation.native !== null);
    link.ring(invitation);
    this.#options.onRinging(caller);
    link.connectEarly(await this.#options.earlyPolicy());
  }

  #refuse(to: string, {link, native}: Invitation, reason: ByeReason) {
    this.#options.trace.add('hang-up', to, 'local', reason);
    this.#options.signaling()?.send(to, link, {kind: 'bye', reason}, native !== null);
  }

  /** From somebody in a room: welcome if it is mine and the broker says that they are in it. */
  #onRoommate(from: string, invitation: Invitation) {
    const {room, session, name} = invitation.native!;
    if (room !== this.#room) return;
    if (!this.#roster.get(from)) {
      const [oldest] = this.#early.keys();
      if (this.#early.size >= MAX_EARLY && oldest !== undefined) this.#early.delete(oldest);
      this.#early.set(from, {invitation, messages: []});
      return;
    }
    const peer = this.#add(from, name || from);
    // Both dialled at once, and one of the two offers stands. A reloaded page knows nothing of mine.
    const isCollision = peer.link?.isInviting && peer.session === session;
    if (isCollision) peer.link!.collide(invitation, this.#isPoliteTo(from));
    else this.#replaceLink(peer, invitation);
  }

  #isPoliteTo(peerId: string): boolean {
    return (this.#options.signaling()?.id ?? '') < peerId;
  }

  // ── links ──

  onMessage(from: string, linkId: string, message: LinkMessage) {
    const link = this.#peers.get(from)?.link;
    const early = this.#early.get(from);
    if (early?.invitation.link === linkId && early.messages.length < MAX_EARLY_MESSAGES) {
      early.messages.push(message);
    }
    if (!link || (link.id !== linkId && linkId !== '')) return;
    // A goodbye without a link's name is a plain PeerJS page's: all is over between us.
    if (linkId === '' && link.isNative && link.state.status !== 'ringing') return;
    link.receive(message);
  }

  onUnavailable(peerId: string) {
    this.#peers.get(peerId)?.link?.onUnavailable();
  }

  /** My tracks changed. */
  placeTracks() {
    for (const {link} of this.#peers.values()) link?.placeTracks();
    this.sendStatus();
  }

  /** Tells everyone what I give and who I am. */
  sendStatus() {
    for (const peer of this.#peers.values()) this.tell(peer);
  }

  /** The same for one. */
  tell(peer: RemotePeer) {
    const isVideoPaused = peer.isMyVideoPaused && {isVideoPaused: true};
    peer.link?.send({...this.#status(), ...isVideoPaused});
  }

  rename(name: string) {
    if (this.#room !== null) this.#options.signaling()?.update(this.#room, {name});
    this.sendStatus();
  }

  checkNetwork() {
    for (const {link} of this.#peers.values()) link?.checkNetwork();
  }

  #add(id: string, name: string): RemotePeer {
    let peer = this.#peers.get(id);
    if (!peer) this.#peers.set(id, (peer = new RemotePeer(id, name, this.#options.onChange)));
    return peer;
  }

  #remove(peer: RemotePeer, reason: EndReason) {
    peer.leftFor ??= reason;
    this.#unlink(peer);
    this.#options.onChange();
    peer.release();
    this.#peers.delete(peer.id);
  }

  #link(peer: RemotePeer, id: string, isNative: boolean | null): Link {
    const {media, session, name, configuration, trace} = this.#options;
    const link: Link = new Link({
      id,
      peerId: peer.id,
      signaling: this.#options.signaling()!,
      media,
      isNative,
      // Whoever rings may be seen at once; who is rung accepts first.
      isSending: this.#room !== null ? this.#isSendingTo(peer) : isNative === null,
      about: () => ({
        session,
        name: name(),
        ...(this.#room !== null && {room: this.#room}),
        ...(this.#replaces !== undefined && {replaces: this.#replaces}),
      }),
      configuration,
      observer: {
        onState: (state, previous) => peer.link === link && this.#onLinkState(peer, state, previous),
        onChannelOpen: () => {
          this.tell(peer);
          peer.onChannelOpen(link);
          this.#options.onChannelOpen(peer);
        },
        onControl: message => {
          const body = peer.receive(message);
          if (body && peer.isIn) this.#options.onBody(peer, body);
          if (message.kind === 'status') this.#onStatus(peer);
        },
        onTrack: (role, track, signal) => {
          peer.setTrack(role, track);
          this.#options.onTrack(peer, role, track, signal);
        },
        onDataChannel: channel => this.#options.onDataChannel(peer, channel),
        onNative: about => {
          peer.session = about.session;
          peer.name = about.name || peer.name;
        },
        onError: this.#options.onError,
        trace: (step, side, detail) => trace.add(step, peer.id, side, detail),
      },
    });
    peer.link = link;
    return link;
  }

  /** A new link to the same person in place of the old one: nobody leaves, nobody joins. */
  #replaceLink(peer: RemotePeer, invitation: Invitation) {
    this.#unlink(peer);
    peer.leftFor = null;
    const link = this.#link(peer, invitation.link, true);
    link.setSending(this.#isSendingTo(peer));
    link.meet(invitation);
    this.#options.onChange();
  }

  /** Takes the link away without a goodbye. */
  #unlink(peer: RemotePeer) {
    const {link} = peer;
    peer.link = null;
    peer.status = null;
    peer.outbox.close();
    link?.dispatch({type: 'bye', reason: 'replaced'});
  }

  #onLinkState(peer: RemotePeer, state: LinkState, previous: LinkState) {
    if (previous.status === 'dialing' && (state.status === 'connecting' || state.status === 'connected')) {
      peer.isIn = true;
      this.#join(null);
    }
    if (state.status === 'connected') peer.hasConnected();
    if (state.status === 'ended') this.#onLinkEnded(peer, state.reason);
    this.#options.onChange();
  }

  #onLinkEnded(peer: RemotePeer, reason: EndReason) {
    peer.link = null;
    peer.outbox.close();
    if (peer === this.#partner) {
      peer.leftFor = reason;
      const failure = FAILURES[reason];
      if (failure) this.#options.onError(new CallError(failure, {detail: peer.id}));
      return this.end(reason);
    }
    if (reason === 'peer-hung-up' || !peer.member) return this.#remove(peer, reason);
    // Still in the room: meet again.
    if (this.#room !== null) peer.waitBeforeRetry(REDIAL_MS, () => this.#meet());
  }

  #onStatus(peer: RemotePeer) {
    // Faster than the broker's word. In a ring it is accepting that counts, and nothing else.
    if (peer !== this.#partner) {
      if (peer.status?.stage === 'in') peer.isIn = true;
      peer.link?.setSending(this.#isSendingTo(peer));
    }
    this.#options.onChange();
  }

  #status() {
    const {name, session, media} = this.#options;
    return {
      kind: 'status',
      name: name(),
      session,
      stage: this.#stage ?? 'in',
      microphone: !media.device('microphone').isMuted,
      camera: !media.device('camera').isMuted,
      screen: media.screen !== null,
    } as const;
  }

  // ── the end ──

  hangUp() {
    // A link knows what its end means: a ring is cancelled or declined, a call hung up.
    if (this.#partner?.link) this.#partner.link.dispatch({type: 'hang-up'});
    else this.end('hung-up');
  }

  end(reason: EndReason) {
    if (!this.#stage && !this.#partner) return;
    const wasJoined = this.#isJoined;
    const room = this.#room;
    const isOnlyARing = this.#partner !== null && !wasJoined;
    this.#endReason = wasJoined || isOnlyARing ? reason : null;
    this.#partner = null;
    this.#isJoined = false;
    clearTimeout(this.#reenterTimer);
    this.#stage = isOnlyARing && this.#wasPreviewing ? 'lobby' : null;
    this.#wasPreviewing = false;
    this.#room = null;
    this.#replaces = undefined;
    this.#roster.clear();
    this.#early.clear();
    for (const peer of this.#peers.values()) {
      peer.leftFor ??= reason;
      peer.link?.dispatch({type: 'hang-up'});
    }
    if (room !== null) this.#options.signaling()?.exit(room);
    this.#options.onChange();
    for (const peer of this.#peers.values()) peer.release();
    this.#peers.clear();
    this.#options.onEnded(reason, wasJoined);
  }
}

/** The ends that are nobody's wish. */
const FAILURES: Readonly<Partial<Record<EndReason, ErrorCode>>> = {
  'peer-unavailable': 'peer-unavailable',
  'connection-failed': 'connection-failed',
  'connection-lost': 'connection-lost',
};

function isRinging(link: Link): boolean {
  const {status} = link.state;
  return status === 'idle' || status === 'dialing' || status === 'ringing';
}
