import type {Answer} from '../answer.js';
import {
  Link,
  MAX_HAND_MS,
  type Body,
  type EndReason,
  type LinkOptions,
  type LinkState,
  type Sending,
} from '../link/index.js';
import type {CallError} from '../errors.js';
import type {Media, TrackRole} from '../media/index.js';
import {RemotePeer} from './remote-peer.js';
import type {Invitation, LinkMessage, Signaling, Stage} from '../signaling/index.js';
import type {Trace} from '../trace.js';

/** The call that I am in, a room or a direct call. It decides what happens to the peers and their links. */
export interface ActiveCall {
  /** My stage, as sent to the others. */
  readonly stage: Stage;
  /** The fields that an invitation adds for this call. */
  readonly about: Pick<NonNullable<Invitation['native']>, 'room' | 'replaces'>;
  /** Settles when the broker or the other side has responded to my request; rejects with the reason of a failure. */
  readonly answer: Answer;
  onLinkState(peer: RemotePeer, state: LinkState, previous: LinkState): void;
  /** The peer confirmed my message: my invitation is ringing there, or it knows that I accepted. */
  onResponse(peer: RemotePeer): void;
  /** The peer sent a new status. */
  onStatus(peer: RemotePeer): void;
  /** The peer changed the height at which it shows my camera. */
  onView(peer: RemotePeer): void;
}

export interface PeersOptions {
  /** New with each page load, and after a return from the back/forward cache. */
  readonly session: () => string;
  readonly name: () => string;
  /** When I raised my hand, in ms since the epoch; null while I have not. */
  readonly handRaisedAt: () => number | null;
  readonly media: Media;
  readonly isSavingData: () => boolean;
  readonly trace: Trace;
  readonly signaling: () => Signaling | null;
  readonly configuration: () => Promise<RTCConfiguration>;
  /** Something changed: all state has to be read again. */
  readonly onChange: () => void;
  /** `signal` is aborted when the track's connection is closed. */
  readonly onTrack: (peer: RemotePeer, role: TrackRole, track: MediaStreamTrack, signal: AbortSignal) => void;
  readonly onBody: (peer: RemotePeer, body: Body) => void;
  readonly onReaction: (peer: RemotePeer, emoji: string) => void;
  readonly onVerify: (peer: RemotePeer, body: unknown) => void;
  readonly onChannelOpen: (peer: RemotePeer) => void;
  readonly onDataChannel: (peer: RemotePeer, channel: RTCDataChannel) => void;
  readonly onError: (error: CallError) => void;
}

/** Everyone I am in a call with, or connecting to, and a link to each. */
export class Peers {
  readonly #options: PeersOptions;
  /** Null when the call is over: links that end after that are ignored. */
  readonly #activeCall: () => ActiveCall | null;
  readonly #peers = new Map<string, RemotePeer>();

  constructor(options: PeersOptions, activeCall: () => ActiveCall | null) {
    this.#options = options;
    this.#activeCall = activeCall;
  }

  get all(): readonly RemotePeer[] {
    return [...this.#peers.values()];
  }

  get(id: string): RemotePeer | undefined {
    return this.#peers.get(id);
  }

  /** Returns the peer with this id, creating it if needed. */
  add(id: string, name: string): RemotePeer {
    let peer = this.#peers.get(id);
    if (peer) return peer;
    const {onChange, isSavingData} = this.#options;
    this.#peers.set(id, (peer = new RemotePeer(id, name, onChange, isSavingData)));
    return peer;
  }

  /** Tells all peers again how large I show them. */
  updateViews() {
    for (const peer of this.all) peer.sendView();
  }

  remove(peer: RemotePeer, reason: EndReason) {
    peer.leftFor ??= reason;
    this.unlink(peer);
    this.#options.onChange();
    peer.release();
    this.#peers.delete(peer.id);
  }

  link(peer: RemotePeer, part: Pick<LinkOptions, 'id' | 'isRtcCall' | 'sending'>): Link {
    const {media, session, name, signaling, configuration, trace, onError} = this.#options;
    const {onChange, onTrack, onBody, onReaction, onVerify, onChannelOpen, onDataChannel} = this.#options;
    const link: Link = new Link({
      ...part,
      peerId: peer.id,
      signaling: signaling()!,
      media,
      about: () => ({session: session(), name: name(), ...this.#activeCall()?.about}),
      configuration,
      observer: {
        onState: (state, previous) => peer.link === link && this.#onLinkState(peer, state, previous),
        onChannelOpen: () => {
          this.tell(peer);
          peer.onChannelOpen(link);
          onChannelOpen(peer);
          onChange();
        },
        onControl: message => {
          const body = peer.receive(message);
          if (body && peer.isIn) onBody(peer, body);
          if (message.kind === 'reaction' && peer.isIn) onReaction(peer, message.emoji);
          if (message.kind === 'verify') onVerify(peer, message.body);
          if (message.kind === 'status') this.#activeCall()?.onStatus(peer);
          else if (message.kind === 'view') this.#activeCall()?.onView(peer);
          else return;
          onChange();
        },
        onTrack: (role, track, signal) => {
          peer.setTrack(role, track);
          onTrack(peer, role, track, signal);
        },
        onDataChannel: channel => onDataChannel(peer, channel),
        onResponse: () => peer.link === link && this.#activeCall()?.onResponse(peer),
        onRtcCallDetected: about => {
          peer.session = about.session;
          peer.name = about.name || peer.name;
        },
        onError,
        trace: (step, side, detail) => trace.add(step, peer.id, side, detail),
      },
    });
    peer.link = link;
    return link;
  }

  /** Replaces the link to a peer. For the page, nobody leaves or joins. */
  replaceLink(peer: RemotePeer, invitation: Invitation, sending: Sending) {
    this.unlink(peer);
    peer.leftFor = null;
    this.link(peer, {id: invitation.link, isRtcCall: true, sending}).meet(invitation);
    this.#options.onChange();
  }

  /** Drops the link without sending a goodbye. */
  unlink(peer: RemotePeer) {
    const {link} = peer;
    peer.link = null;
    peer.status = null;
    peer.outbox.close();
    link?.dispatch({type: 'bye', reason: 'replaced'});
  }

  receive(from: string, linkId: string, message: LinkMessage) {
    const link = this.#peers.get(from)?.link;
    if (!link || (link.id !== linkId && linkId !== '')) return;
    // A goodbye without a link id comes from a plain PeerJS page, and ends its link.
    if (linkId === '' && link.isRtcCall && link.state.status !== 'ringing') return;
    link.receive(message);
  }

  /** Sends my current tracks to everyone. */
  updateTracks() {
    for (const {link} of this.all) link?.updateTracks();
    this.sendStatus();
  }

  /** Sends my status to everyone. */
  sendStatus() {
    for (const peer of this.all) this.tell(peer);
  }

  /** Sends my status to one peer. */
  tell(peer: RemotePeer) {
    const {name, session, media, handRaisedAt} = this.#options;
    const raisedAt = handRaisedAt();
    peer.link?.send({
      kind: 'status',
      name: name(),
      session: session(),
      stage: this.#activeCall()?.stage ?? 'in',
      microphone: !media.device('microphone').isMuted,
      camera: !media.device('camera').isMuted,
      screen: media.screen !== null,
      ...(peer.isMyVideoPaused && {isVideoPaused: true}),
      ...(raisedAt !== null && {handRaisedFor: clamp(Date.now() - raisedAt)}),
    });
  }

  checkNetwork() {
    for (const {link} of this.all) link?.checkNetwork();
  }

  hangUp(reason: EndReason) {
    // Set all reasons first: the first link to end makes the page read the list of participants.
    for (const peer of this.all) peer.leftFor ??= reason;
    for (const {link} of this.all) link?.dispatch({type: 'hang-up'});
  }

  clear() {
    for (const peer of this.all) peer.release();
    this.#peers.clear();
  }

  #onLinkState(peer: RemotePeer, state: LinkState, previous: LinkState) {
    if (state.status === 'connected') peer.hasConnected();
    if (state.status === 'ended') {
      peer.link = null;
      peer.outbox.close();
    }
    this.#activeCall()?.onLinkState(peer, state, previous);
    this.#options.onChange();
  }
}

/** The clock of a computer may be set while a hand is raised. */
const clamp = (ms: number) => Math.min(Math.max(Math.round(ms), 0), MAX_HAND_MS);
