import type {Answer} from '../answer.js';
import {DirectCall} from './direct-call.js';
import {CallError} from '../errors.js';
import type {EarlyPolicy, EndReason} from '../link/index.js';
import {Peers, type PeersOptions} from './peers.js';
import type {RemotePeer} from './remote-peer.js';
import {HeldInvitations} from './held-invitations.js';
import type {Sanction} from './door.js';
import {Room} from './room.js';
import type {RoomMember} from './roster.js';
import type {ByeReason, Farewell, Invitation, LinkMessage, Stage} from '../signaling/index.js';

interface MeetingOptions extends PeersOptions {
  readonly earlyPolicy: (isTrusted: boolean) => Promise<EarlyPolicy>;
  /** The host key for rooms. */
  readonly hostKey: () => string | undefined;
  /** A host has turned something of mine off. `isNews`: I knew that it was on. */
  readonly onSanction: (what: Sanction, isNews: boolean) => void;
  readonly onRinging: (peer: RemotePeer) => void;
  /** Nobody answered a call to me, or I was in another one. */
  readonly onMissed: (peerId: string, displayName: string) => void;
  readonly onJoined: (room: string | null) => void;
  /** The call is over and everything is released. */
  readonly onEnded: (reason: EndReason, error: CallError, wasJoined: boolean) => void;
}

/** What a host decided also ends a lobby. */
const BY_HOST: ReadonlySet<EndReason> = new Set(['removed', 'not-admitted', 'ended-by-host']);

const NOBODY: readonly RoomMember[] = [];

/** Where I am: in a room, in a direct call, in a preview on my own, or in none of them. */
export class Meeting {
  readonly peers: Peers;
  readonly #options: MeetingOptions & {
    readonly end: (reason: EndReason, error?: CallError, text?: string) => void;
  };
  #room: Room | null = null;
  #direct: DirectCall | null = null;
  /** A preview is open; if a direct call ends before it connects, the preview continues. */
  #isPreviewing = false;
  #isJoined = false;
  #endReason: EndReason | null = null;
  #endText: string | null = null;
  /** Calls that came while my partner's page was gone: it may come back, or not. */
  readonly #held = new HeldInvitations();

  constructor(options: MeetingOptions) {
    this.#options = {
      ...options,
      onJoined: name => {
        this.#isJoined = true;
        options.onJoined(name);
      },
      end: (reason, error, text) => this.end(reason, error, text),
    };
    this.peers = new Peers(options, () => this.#activeCall);
  }

  /** `lobby` in a preview or a lobby, `in` in a room; null otherwise, also in a direct call. */
  get stage(): Stage | null {
    if (this.#direct) return null;
    return this.#isPreviewing ? 'lobby' : (this.#room?.stage ?? null);
  }
  get room(): Room | null {
    return this.#room;
  }
  /** The other person in a direct call; null otherwise. */
  get partner(): RemotePeer | null {
    return this.#direct?.partner ?? null;
  }
  /** The broker has let me into the room, or the direct call was accepted. */
  get isJoined(): boolean {
    return this.#isJoined;
  }
  /** Why the last call ended, until the next one begins. */
  get endReason(): EndReason | null {
    return this.#endReason;
  }

  /** What the callee said when it declined the last call. */
  get endText(): string | null {
    return this.#endText;
  }

  /** Everyone else in the room and in its lobby; a new array on each change. */
  get members(): readonly RoomMember[] {
    return this.#room?.members ?? NOBODY;
  }

  /** Everyone who has joined, and is not ringing, in the lobby or gone. */
  get visible(): readonly RemotePeer[] {
    if (this.#activeCall?.stage !== 'in') return [];
    return this.peers.all.filter(peer => peer.isIn && peer.leftFor === null);
  }

  /** The direct call that goes on even if this page is reloaded: the other person's id, and the id of the link. */
  get continuation(): {readonly id: string; readonly link: string} | null {
    const {partner, continuedLink: link} = this.#direct ?? {};
    return partner && link ? {id: partner.id, link} : null;
  }

  get #activeCall(): Room | DirectCall | null {
    return this.#room ?? this.#direct;
  }

  /**
   * Enters the room or its lobby, or moves from the lobby into the room; without a name, opens a preview. Returns an
   * answer that settles when I have joined. `text`: what I say if I have to knock.
   */
  enter(stage: Stage, name: string | null, text?: string): Answer | null {
    if (this.#direct) throw new CallError('wrong-state', {detail: 'hang up first'});
    if (this.#room && this.#room.name !== name) this.end('hung-up');
    this.#endReason = this.#endText = null;
    this.#isPreviewing = name === null;
    if (name === null) {
      this.#options.onChange();
      return null;
    }
    const isNew = !this.#room;
    const room = (this.#room ??= new Room(name, this.peers, this.#options));
    // Nobody moves from a room back to its lobby: preview() may run after a join() that was faster.
    if (room.stage === 'lobby' || stage === 'in') room.enter(stage, isNew, text);
    return room.answer;
  }

  /** Prepares an outgoing call, so that it is shown before the broker is connected. */
  prepareCall(peerId: string, replaces?: string): DirectCall {
    if (this.#activeCall) throw new CallError('wrong-state', {detail: 'hang up first'});
    this.#isPreviewing = false;
    const call = this.#begin(peerId, peerId, replaces);
    this.#options.onChange();
    return call;
  }

  /** The incoming call. Throws if there is none. */
  get ringing(): DirectCall {
    const direct = this.#direct;
    if (direct?.partner.link?.state.status === 'ringing') return direct;
    throw new CallError('wrong-state', {detail: 'no incoming call'});
  }

  rename(name: string) {
    if (this.#room) this.#options.signaling()?.update(this.#room.name, {name});
    this.peers.sendStatus();
  }

  onInvite(from: string, invitation: Invitation) {
    const {native, link} = invitation;
    const known = this.peers.get(from)?.link;
    if (known?.id === link) return; // a duplicate
    if (native?.room !== undefined) return this.#room?.onInvite(from, invitation);
    if (known && from === this.#direct?.partner.id) {
      if (this.#direct.onInvite(invitation)) return this.#refuseHeld();
      this.end(known.state.status === 'ringing' ? 'cancelled' : 'connection-lost');
    }
    if (this.partner?.link?.state.status === 'leaving') return this.#held.hold(from, invitation);
    if (this.#activeCall) return this.#refuseBusy(from, invitation);
    // It continues a call that I have ended in the meantime: don't ring.
    if (native?.replaces !== undefined) return this.#refuse(from, invitation, 'hung-up');
    void this.#begin(from, native?.name || from).ring(invitation);
  }

  onMessage(from: string, linkId: string, message: LinkMessage) {
    this.#held.receive(from, linkId, message);
    this.#room?.onMessage(from, linkId, message);
    this.peers.receive(from, linkId, message);
  }

  /** The broker lost a page, perhaps `ago` ms ago, that may have said nothing itself. */
  onLeft(from: string, session: string | undefined, ago?: number) {
    const peer = this.peers.get(from);
    // It is about an older page, if somebody else's words about a newer one were faster.
    if (session !== undefined && peer?.session && peer.session !== session) return;
    peer?.link?.onLeft(ago);
  }

  hangUp() {
    const link = this.partner?.link;
    // The link decides what this means: an unanswered call is cancelled or declined, a running one hung up.
    if (link) link.dispatch({type: 'hang-up'});
    else this.end('hung-up');
  }

  /** Hangs up, and answers nobody any more. */
  leave() {
    this.#refuseHeld();
    this.hangUp();
  }

  /** The goodbyes for the broker to deliver when this page goes away. */
  get farewells(): readonly Farewell[] {
    return this.peers.all.flatMap(({link}) => link?.farewell ?? []);
  }

  /** This page goes away: says so over the control channels and closes every connection. */
  leavePage() {
    for (const {link} of this.peers.all) link?.leavePage();
  }

  /** This page is back from the back/forward cache. Returns the direct call that has to be dialed again. */
  comeBack(): DirectCall | null {
    const direct = this.#direct;
    this.#room?.comeBack();
    if (!direct || direct.comeBack()) return direct;
    this.end(this.#isJoined ? 'connection-lost' : 'cancelled');
    return null;
  }

  /** Ends everything. Promises that wait for an answer reject with `error`. */
  end(reason: EndReason, error = new CallError(reason), text: string | null = null) {
    const activeCall = this.#activeCall;
    if (!activeCall && !this.#isPreviewing) return;
    const room = this.#room;
    const wasJoined = this.#isJoined;
    this.#endReason = activeCall?.stage === 'in' || BY_HOST.has(reason) ? reason : null;
    this.#endText = text;
    this.#isPreviewing &&= this.#direct !== null && !wasJoined;
    this.#isJoined = false;
    this.#room = this.#direct = null;
    this.peers.hangUp(reason);
    room?.exit(error);
    this.#options.onChange();
    this.peers.clear();
    activeCall?.answer.reject(error);
    this.#options.onEnded(reason, error, wasJoined);
    for (const {from, invitation, messages} of this.#held.take()) {
      this.onInvite(from, invitation);
      for (const message of messages) this.onMessage(from, invitation.link, message);
    }
  }

  #refuseHeld() {
    for (const {from, invitation} of this.#held.take()) this.#refuseBusy(from, invitation);
  }

  #refuseBusy(from: string, invitation: Invitation) {
    const {native, vouched} = invitation;
    this.#refuse(from, invitation, 'busy');
    // What continues a call after a reload is no new call.
    if (native?.replaces !== undefined) return;
    const verified = vouched instanceof Promise ? null : vouched?.name;
    this.#options.onMissed(from, verified ?? (native?.name || from));
  }

  #begin(peerId: string, name: string, replaces?: string): DirectCall {
    this.#endReason = this.#endText = null;
    this.#direct = new DirectCall(this.peers.add(peerId, name), this.peers, this.#options, replaces);
    return this.#direct;
  }

  #refuse(to: string, {link, native}: Invitation, reason: ByeReason) {
    this.#options.trace.add('hang-up', to, 'local', reason);
    this.#options.signaling()?.send(to, link, {kind: 'bye', reason}, native !== null);
  }
}
