import {Answer} from '../answer.js';
import {CallError} from '../errors.js';
import {randomId} from '../names.js';
import {NOTHING_VOUCHED, type Invitation} from '../signaling/index.js';
import type {EarlyPolicy, EndReason, LinkState, Sending} from '../link/index.js';
import type {ActiveCall, Peers, PeersOptions} from './peers.js';
import type {RemotePeer} from './remote-peer.js';

/** How the ring of a missed call ends. */
const MISSED: ReadonlySet<EndReason> = new Set(['no-answer', 'cancelled']);

/** End reasons that nobody chose. */
const FAILURES: ReadonlySet<EndReason> = new Set([
  'peer-unavailable',
  'connection-failed',
  'connection-lost',
]);

interface DirectCallOptions extends Pick<PeersOptions, 'onChange' | 'onError'> {
  readonly earlyPolicy: (isTrusted: boolean) => Promise<EarlyPolicy>;
  readonly onRinging: (peer: RemotePeer) => void;
  readonly onMissed: (peerId: string, displayName: string) => void;
  readonly onJoined: (room: null) => void;
  readonly end: (reason: EndReason, error?: CallError, text?: string) => void;
}

/** A call between two people, one of whom rings and the other accepts. */
export class DirectCall implements ActiveCall {
  readonly partner: RemotePeer;
  about: ActiveCall['about'];
  /** Outgoing: resolves when it rings there or is accepted. Incoming: resolves when the caller knows that I accepted. */
  readonly answer = new Answer();
  readonly stage = 'in';
  readonly #peers: Peers;
  readonly #options: DirectCallOptions;
  /** Ids of the links that this call has had: a reloaded page continues the last one that it knew. */
  readonly #links = new Set<string>();
  #isJoined = false;

  /** `replaces`: id of the link before a reload, which this call continues. */
  constructor(partner: RemotePeer, peers: Peers, options: DirectCallOptions, replaces?: string) {
    this.partner = partner;
    this.#peers = peers;
    this.about = {replaces};
    if (replaces !== undefined) this.#links.add(replaces);
    this.#options = options;
  }

  /** Id of the link that a reload of this page continues; null before we have both accepted, and for a plain PeerJS page. */
  get continuedLink(): string | null {
    const {link} = this.partner;
    if (this.#isJoined && link) return link.isRtcCall ? link.id : null;
    return this.about.replaces ?? null; // it is being continued, and my partner may not know the new link yet
  }

  /**
   * This page is back from the back/forward cache, where its link ended: prepares to `dial()` again. False if there is
   * nothing to continue.
   */
  comeBack(): boolean {
    if (!this.partner.link) return true; // not dialed yet
    const replaces = this.continuedLink;
    if (replaces === null) return false;
    this.about = {replaces};
    this.#peers.unlink(this.partner);
    return true;
  }

  /** Rings my partner, or continues our call: then nobody has to accept, and nothing rings. */
  dial() {
    const id = `mc_${randomId()}`;
    this.#links.add(id);
    if (this.about.replaces !== undefined) {
      const link = this.#peers.link(this.partner, {id, isRtcCall: true, sending: 'everything'});
      return link.dispatch({type: 'met', isDialer: true});
    }
    this.#peers.link(this.partner, {id, isRtcCall: null, sending: 'nothing'}).dispatch({type: 'dial'});
  }

  /** Starts ringing for my partner's invitation. */
  async ring(invitation: Invitation) {
    const {onRinging, earlyPolicy} = this.#options;
    const isRtcCall = invitation.native !== null;
    this.#links.add(invitation.link);
    const link = this.#peers.link(this.partner, {id: invitation.link, isRtcCall, sending: 'nothing'});
    const {vouched = NOTHING_VOUCHED} = invitation;
    if (!(vouched instanceof Promise)) this.partner.vouched = vouched;
    link.ring(invitation);
    onRinging(this.partner);
    if (vouched instanceof Promise) {
      this.partner.vouched = await vouched;
      this.#options.onChange();
    }
    link.connectEarly(await earlyPolicy(this.partner.vouched.isTrusted));
  }

  accept() {
    this.#join();
    this.partner.link?.dispatch({type: 'accept'});
  }

  decline(text?: string) {
    this.partner.link?.dispatch({type: 'decline', reason: 'declined', text});
  }

  /** Handles another invitation from my partner. False if it starts a new call because this one was lost. */
  onInvite(invitation: Invitation): boolean {
    const {partner} = this;
    const link = partner.link!;
    const {status} = link.state;
    const {native} = invitation;
    const isContinued = native?.replaces !== undefined && this.#links.has(native.replaces);
    this.#links.add(invitation.link);
    // While both continue the call, two offers cross: see below.
    if (isContinued && this.continuedLink !== null && !link.isInviting) {
      this.#peers.replaceLink(partner, invitation, 'everything');
      return true;
    }
    // It comes from a new page: the one that I have a link to is gone.
    if (native && partner.session !== null && native.session !== partner.session) return false;
    if (status === 'dialing' || status === 'connecting') {
      partner.isIn = true;
      link.collide(invitation);
      return true;
    }
    // While the link works, it is a duplicate, or a second call from my partner.
    return status !== 'reconnecting' && status !== 'leaving';
  }

  onLinkState(peer: RemotePeer, state: LinkState, previous: LinkState) {
    const {status} = state;
    this.onView(peer);
    if (previous.status === 'dialing' && (status === 'connecting' || status === 'connected')) {
      this.answer.resolve();
      this.#join();
    }
    if (status === 'connected' && this.about.replaces !== undefined) {
      this.answer.resolve();
      this.#join();
    }
    // A plain PeerJS page sends no confirmation: if it connects, it has my answer.
    if (status === 'connected' && !peer.link?.isRtcCall) this.answer.resolve();
    if (status !== 'ended') return;
    const {reason, text} = state;
    peer.leftFor = reason;
    const error = new CallError(reason, {detail: peer.id});
    if (FAILURES.has(reason)) this.#options.onError(error);
    if (previous.status === 'ringing' && MISSED.has(reason))
      this.#options.onMissed(peer.id, peer.displayName);
    this.#options.end(reason, error, previous.status === 'dialing' ? text : undefined);
  }

  onResponse() {
    this.#options.onChange(); // it rings there
    this.answer.resolve();
  }

  #join() {
    if (!this.#isJoined) this.#options.onJoined(null); // before the partner joins, as on the other side
    this.#isJoined = true;
    this.partner.isIn = true;
  }

  /** In a direct call only accepting counts. */
  onStatus() {}

  onView({link, viewHeight}: RemotePeer) {
    if (link) link.setSending(sendingAt(link.state.status, viewHeight));
  }
}

/** While it rings, the callee sends nothing, and the caller its video at most, if the callee shows it. */
function sendingAt(status: LinkState['status'], viewHeight: number | null): Sending {
  if (status === 'dialing') return viewHeight ? 'preview' : 'nothing';
  return status === 'idle' || status === 'ringing' ? 'nothing' : 'everything';
}
