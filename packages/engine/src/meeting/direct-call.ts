import {Answer} from '../answer.js';
import {CallError} from '../errors.js';
import {randomId} from '../names.js';
import {NOTHING_VOUCHED, type Invitation} from '../signaling/index.js';
import type {EarlyPolicy, EndReason, LinkState, Sending} from '../link/index.js';
import type {ActiveCall, Peers, PeersOptions} from './peers.js';
import type {RemotePeer} from './remote-peer.js';

/** End reasons that nobody chose. */
const FAILURES: ReadonlySet<EndReason> = new Set([
  'peer-unavailable',
  'connection-failed',
  'connection-lost',
]);

interface DirectCallOptions extends Pick<PeersOptions, 'onChange' | 'onError'> {
  readonly earlyPolicy: (isTrusted: boolean) => Promise<EarlyPolicy>;
  readonly onRinging: (peer: RemotePeer) => void;
  readonly onJoined: (room: null) => void;
  readonly end: (reason: EndReason, error?: CallError) => void;
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

  /** `replaces`: id of the link before a reload, which this call continues. */
  constructor(partner: RemotePeer, peers: Peers, options: DirectCallOptions, replaces?: string) {
    this.partner = partner;
    this.#peers = peers;
    this.about = {replaces};
    this.#options = options;
  }

  /** We have both accepted, and my partner's page understands that a link continues after a reload. */
  get canContinue(): boolean {
    const {link, isIn} = this.partner;
    return isIn && link !== null && link.isRtcCall && link.state.status !== 'dialing';
  }

  /**
   * This page is back from the back/forward cache, where its link ended: prepares to `dial()` again. False if there is
   * nothing to continue.
   */
  comeBack(): boolean {
    const {link} = this.partner;
    if (!link) return true; // not dialed yet
    if (!this.canContinue) return false;
    this.about = {replaces: link.id};
    this.#peers.unlink(this.partner);
    return true;
  }

  /** Rings my partner. */
  dial() {
    const id = `mc_${randomId()}`;
    this.#peers.link(this.partner, {id, isRtcCall: null, sending: 'nothing'}).dispatch({type: 'dial'});
  }

  /** Starts ringing for my partner's invitation. */
  async ring(invitation: Invitation) {
    const {onRinging, earlyPolicy} = this.#options;
    const isRtcCall = invitation.native !== null;
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
    this.#options.onJoined(null); // before the partner joins, as on the other side
    this.partner.isIn = true;
    this.partner.link?.dispatch({type: 'accept'});
  }

  decline() {
    this.partner.link?.dispatch({type: 'decline', reason: 'declined'});
  }

  /** Handles another invitation from my partner. False if it starts a new call because this one was lost. */
  onInvite(invitation: Invitation): boolean {
    const {partner} = this;
    const link = partner.link!;
    const {status} = link.state;
    const {native} = invitation;
    if (this.canContinue && native?.replaces === link.id) {
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
      const isNew = !peer.isIn; // not after a return from the back/forward cache
      peer.isIn = true;
      this.answer.resolve();
      if (isNew) this.#options.onJoined(null);
    }
    // A plain PeerJS page sends no confirmation: if it connects, it has my answer.
    if (status === 'connected' && !peer.link?.isRtcCall) this.answer.resolve();
    if (status !== 'ended') return;
    const {reason} = state;
    peer.leftFor = reason;
    const error = new CallError(reason, {detail: peer.id});
    if (FAILURES.has(reason)) this.#options.onError(error);
    this.#options.end(reason, error);
  }

  onResponse() {
    this.answer.resolve();
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
