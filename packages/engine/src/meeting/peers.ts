import type {Answer} from '../answer.js';
import {Link, type Body, type EndReason, type LinkOptions, type LinkState} from '../link/index.js';
import type {CallError} from '../errors.js';
import type {Media, TrackRole} from '../media/index.js';
import {RemotePeer} from './remote-peer.js';
import type {Invitation, LinkMessage, Signaling, Stage} from '../signaling/index.js';
import type {Trace} from '../trace.js';

/** What brings people together, a room or a ring: it decides what becomes of them and of their links. */
export interface Occasion {
  /** Where I am, as the others are told. */
  readonly stage: Stage;
  /** What an invitation says of it. */
  readonly about: Pick<NonNullable<Invitation['native']>, 'room' | 'replaces'>;
  /** Settles when the other party has responded to what I asked for, with the reason where it came to nothing. */
  readonly answer: Answer;
  onLinkState(peer: RemotePeer, state: LinkState, previous: LinkState): void;
  /** The peer has what I said: my invitation rings there, or it knows that I have accepted. */
  onResponse(peer: RemotePeer): void;
  /** The peer said something new of itself. */
  onStatus(peer: RemotePeer): void;
}

export interface PeersOptions {
  /** New with each page load. */
  readonly session: string;
  readonly name: () => string;
  readonly media: Media;
  readonly trace: Trace;
  readonly signaling: () => Signaling | null;
  readonly configuration: () => Promise<RTCConfiguration>;
  /** Something changed: read everything again. */
  readonly onChange: () => void;
  /** `signal` is aborted when the connection that brings the track is given up. */
  readonly onTrack: (peer: RemotePeer, role: TrackRole, track: MediaStreamTrack, signal: AbortSignal) => void;
  readonly onBody: (peer: RemotePeer, body: Body) => void;
  readonly onChannelOpen: (peer: RemotePeer) => void;
  readonly onDataChannel: (peer: RemotePeer, channel: RTCDataChannel) => void;
  readonly onError: (error: CallError) => void;
}

/** Everyone whom I am with, or about to be, and a link to each. */
export class Peers {
  readonly #options: PeersOptions;
  /** Null when it is over: what still ends then concerns nobody. */
  readonly #occasion: () => Occasion | null;
  readonly #peers = new Map<string, RemotePeer>();

  constructor(options: PeersOptions, occasion: () => Occasion | null) {
    this.#options = options;
    this.#occasion = occasion;
  }

  get all(): readonly RemotePeer[] {
    return [...this.#peers.values()];
  }

  get(id: string): RemotePeer | undefined {
    return this.#peers.get(id);
  }

  /** The peer of this id, new if it is not known yet. */
  add(id: string, name: string): RemotePeer {
    let peer = this.#peers.get(id);
    if (!peer) this.#peers.set(id, (peer = new RemotePeer(id, name, this.#options.onChange)));
    return peer;
  }

  remove(peer: RemotePeer, reason: EndReason) {
    peer.leftFor ??= reason;
    this.unlink(peer);
    this.#options.onChange();
    peer.release();
    this.#peers.delete(peer.id);
  }

  link(peer: RemotePeer, part: Pick<LinkOptions, 'id' | 'isRtcCall' | 'isSending'>): Link {
    const {media, session, name, signaling, configuration, trace, onError} = this.#options;
    const {onChange, onTrack, onBody, onChannelOpen, onDataChannel} = this.#options;
    const link: Link = new Link({
      ...part,
      peerId: peer.id,
      signaling: signaling()!,
      media,
      about: () => ({session, name: name(), ...this.#occasion()?.about}),
      configuration,
      observer: {
        onState: (state, previous) => peer.link === link && this.#onLinkState(peer, state, previous),
        onChannelOpen: () => {
          this.tell(peer);
          peer.onChannelOpen(link);
          onChannelOpen(peer);
        },
        onControl: message => {
          const body = peer.receive(message);
          if (body && peer.isIn) onBody(peer, body);
          if (message.kind !== 'status') return;
          this.#occasion()?.onStatus(peer);
          onChange();
        },
        onTrack: (role, track, signal) => {
          peer.setTrack(role, track);
          onTrack(peer, role, track, signal);
        },
        onDataChannel: channel => onDataChannel(peer, channel),
        onResponse: () => peer.link === link && this.#occasion()?.onResponse(peer),
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

  /** A new link to the same person in place of the old one: nobody leaves, nobody joins. */
  replaceLink(peer: RemotePeer, invitation: Invitation, isSending: boolean) {
    this.unlink(peer);
    peer.leftFor = null;
    this.link(peer, {id: invitation.link, isRtcCall: true, isSending}).meet(invitation);
    this.#options.onChange();
  }

  /** Takes the link away without a goodbye. */
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
    // A goodbye without a link's name is a plain PeerJS page's: all is over between us.
    if (linkId === '' && link.isRtcCall && link.state.status !== 'ringing') return;
    link.receive(message);
  }

  /** My tracks changed. */
  placeTracks() {
    for (const {link} of this.all) link?.placeTracks();
    this.sendStatus();
  }

  /** Tells everyone what I give and who I am. */
  sendStatus() {
    for (const peer of this.all) this.tell(peer);
  }

  /** The same for one. */
  tell(peer: RemotePeer) {
    const {name, session, media} = this.#options;
    peer.link?.send({
      kind: 'status',
      name: name(),
      session,
      stage: this.#occasion()?.stage ?? 'in',
      microphone: !media.device('microphone').isMuted,
      camera: !media.device('camera').isMuted,
      screen: media.screen !== null,
      ...(peer.isMyVideoPaused && {isVideoPaused: true}),
    });
  }

  checkNetwork() {
    for (const {link} of this.all) link?.checkNetwork();
  }

  hangUp(reason: EndReason) {
    // All of them first: who listens hears of everybody's leaving at the first end.
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
    this.#occasion()?.onLinkState(peer, state, previous);
    this.#options.onChange();
  }
}
