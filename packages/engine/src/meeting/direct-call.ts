import {Answer} from '../answer.js';
import {CallError} from '../errors.js';
import {randomId, type Invitation} from '../signaling/index.js';
import type {EarlyPolicy, EndReason, LinkState} from '../link/index.js';
import type {Occasion, Peers, PeersOptions} from './peers.js';
import type {RemotePeer} from './remote-peer.js';

/** The ends that are nobody's wish. */
const FAILURES: ReadonlySet<EndReason> = new Set([
  'peer-unavailable',
  'connection-failed',
  'connection-lost',
]);

interface DirectCallOptions extends Pick<PeersOptions, 'onError'> {
  readonly earlyPolicy: (invitation: Invitation) => Promise<EarlyPolicy>;
  readonly onRinging: (peer: RemotePeer) => void;
  readonly onJoined: (room: null) => void;
  readonly end: (reason: EndReason, error?: CallError) => void;
}

/** Whom I ring or who rings me, and the call that comes of it: one of the two has to accept. */
export class DirectCall implements Occasion {
  readonly partner: RemotePeer;
  readonly about: Occasion['about'];
  /** Where I ring: it rings there, or was accepted at once. Where I am rung: the caller knows that I have accepted. */
  readonly answer = new Answer();
  readonly stage = 'in';
  readonly #peers: Peers;
  readonly #options: DirectCallOptions;

  /** `replaces` names the link of before a reload, which this one continues. */
  constructor(partner: RemotePeer, peers: Peers, options: DirectCallOptions, replaces?: string) {
    this.partner = partner;
    this.#peers = peers;
    this.about = {replaces};
    this.#options = options;
  }

  /** Rings my partner. I may be seen at once. */
  dial() {
    const id = `mc_${randomId()}`;
    this.#peers.link(this.partner, {id, isRtcCall: null, isSending: true}).dispatch({type: 'dial'});
  }

  /** My partner rings me. I am seen when I accept. */
  async ring(invitation: Invitation) {
    const {onRinging, earlyPolicy} = this.#options;
    const isRtcCall = invitation.native !== null;
    const link = this.#peers.link(this.partner, {id: invitation.link, isRtcCall, isSending: false});
    link.ring(invitation);
    onRinging(this.partner);
    link.connectEarly(await earlyPolicy(invitation));
  }

  accept() {
    const {link} = this.partner;
    link?.setSending(true);
    this.#options.onJoined(null); // before anybody is seen, as on the other side
    this.partner.isIn = true;
    link?.dispatch({type: 'accept'});
  }

  decline() {
    this.partner.link?.dispatch({type: 'decline', reason: 'declined'});
  }

  /** Another invitation of my partner. False if it begins a new call, since this one is lost. */
  onInvite(invitation: Invitation): boolean {
    const {partner} = this;
    const link = partner.link!;
    const {status} = link.state;
    const isTalking = status === 'connected' || status === 'reconnecting';
    if (isTalking && invitation.native?.replaces === link.id)
      this.#peers.replaceLink(partner, invitation, true);
    else if (status === 'dialing' || status === 'connecting') {
      partner.isIn = true;
      link.collide(invitation);
    } else return status !== 'reconnecting'; // a second copy, or a second call of the one I talk to
    return true;
  }

  onLinkState(peer: RemotePeer, state: LinkState, previous: LinkState) {
    const {status} = state;
    if (previous.status === 'dialing' && (status === 'connecting' || status === 'connected')) {
      peer.isIn = true;
      this.answer.resolve();
      this.#options.onJoined(null);
    }
    // A plain PeerJS page has no word for it: that it connects shows that it has my answer.
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

  /** It is accepting that counts, and nothing else. */
  onStatus() {}
}
