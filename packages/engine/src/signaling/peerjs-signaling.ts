import type {CallError} from '../errors.js';
import {isDisplayName} from '../names.js';
import {sendGoodbye} from './goodbye.js';
import {IceServers} from './ice-servers.js';
import type {Identity} from './identity.js';
import {BROKER_ID, isBrokerMessage, isLinkMessage, isPeerServerFrame, readIntroduction} from './messages.js';
import type {BrokerMessage, PeerServerFrame} from './messages.js';
import {envelope, invitationFrame, plainFrame, type OutgoingFrame} from './peerjs-frames.js';
import {PeerJsSocket} from './peerjs-socket.js';
import type {LinkMessage} from './messages.js';
import {NOTHING_VOUCHED, type Farewell, type Invitation, type RoomEntry} from './signaling.js';
import type {EntryChange, Moderation, Signaling, SignalingHandlers, Vouched} from './signaling.js';

/** How many frames are queued while offline: an offer, an answer and some candidates for each of a few peers. */
const MAX_QUEUED = 200;

interface PeerJsSignalingOptions {
  /** URL of the broker's prefix, absolute. */
  readonly broker: URL;
  readonly identity: Identity;
  /** New with each page load. */
  readonly session: string;
  /** An access token, which replaces the identity's secret, if the broker requires one. */
  readonly token?: () => string | undefined;
}

/** Signaling over a PeerJS broker, ours or a stock PeerServer. */
export class PeerJsSignaling implements Signaling {
  readonly id: string;
  readonly #closed = new AbortController();
  readonly #iceServers: IceServers;
  readonly #socket: PeerJsSocket;
  readonly #goodbye: (farewells: readonly Farewell[]) => void;
  readonly #session: string;
  #handlers: SignalingHandlers | null = null;
  #queue: OutgoingFrame[] = [];
  /** The broker requires tokens from everyone, so what it says of them can be relied on. Null until it has told. */
  #checksTokens: boolean | null = null;
  /** Called when that is known. */
  #onChecksTokens: (() => void)[] = [];

  constructor({broker, identity, session, token}: PeerJsSignalingOptions) {
    this.id = identity.id;
    this.#session = session;
    this.#goodbye = farewells =>
      sendGoodbye(broker, {id: identity.id, token: token?.() ?? identity.secret, session, farewells});
    this.#iceServers = new IceServers({broker, id: identity.id, token, signal: this.#closed.signal});
    this.#socket = new PeerJsSocket({
      broker,
      identity,
      token,
      onOpen: () => this.#onOpen(),
      onLost: (...loss) => this.#onLost(...loss),
      onFatal: error => this.#giveUp(error),
      onFrame: frame => this.#receive(frame),
    });
  }

  get isOpen(): boolean {
    return this.#socket.isOpen;
  }

  open(handlers: SignalingHandlers) {
    this.#handlers = handlers;
    void this.#iceServers.get();
    void this.#iceServers.isOurs().then(isOurs => isOurs || this.#learn(false));
    this.#socket.connect();
  }

  iceServers(): Promise<RTCIceServer[]> {
    return this.#iceServers.get();
  }

  invite(to: string, invitation: Invitation) {
    this.#send(invitationFrame(to, invitation));
  }

  send(to: string, link: string, message: LinkMessage, isRtcCall: boolean) {
    const frame = isRtcCall ? envelope(to, {...message, link}) : plainFrame(to, link, message);
    if (frame) this.#send(frame);
  }

  enter(room: string, entry: RoomEntry) {
    this.#send(envelope(BROKER_ID, {kind: 'enter', room, ...entry}));
  }

  update(room: string, change: EntryChange) {
    this.#send(envelope(BROKER_ID, {kind: 'update', room, ...change}));
  }

  exit(room: string) {
    this.#send(envelope(BROKER_ID, {kind: 'exit', room}));
  }

  moderate(room: string, order: Moderation) {
    this.#send(envelope(BROKER_ID, {kind: 'moderate', room, ...order}));
  }

  probe() {
    this.#socket.probe();
  }

  leave(farewells: readonly Farewell[]) {
    for (const {to, link, isRtcCall} of farewells)
      if (this.isOpen) this.send(to, link, {kind: 'bye', reason: 'leaving'}, isRtcCall);
    if (this.#iceServers.isSurelyOurs) this.#goodbye(farewells);
    this.#socket.leave();
    this.close();
  }

  close() {
    this.#closed.abort();
    this.#handlers = null;
    this.#queue = [];
    this.#socket.close();
  }

  #send(frame: OutgoingFrame) {
    if (this.isOpen) this.#socket.send(frame);
    else if (frame.dst !== BROKER_ID) {
      // Keep the newest frames: an offer voids earlier ones.
      if (this.#queue.length >= MAX_QUEUED) this.#queue.shift();
      this.#queue.push(frame);
    }
  }

  #onOpen() {
    this.#iceServers.retry(); // the request may have failed while the broker was away
    this.#send(envelope(BROKER_ID, {kind: 'hello', session: this.#session}));
    this.#handlers?.onOpen();
    for (const frame of this.#queue.splice(0)) this.#send(frame);
  }

  #onLost(error: CallError, hasBeenOpen: boolean) {
    this.#handlers?.onLost(error);
    void this.#iceServers.readRefusal(error).then(refusal => {
      if (!refusal || this.isOpen) return;
      // A token that expires during a call doesn't end the call, since it can be renewed.
      if (hasBeenOpen) this.#handlers?.onLost(refusal);
      else this.#giveUp(refusal);
    });
  }

  #giveUp(error: CallError) {
    const handlers = this.#handlers;
    this.close();
    handlers?.onFatal(error);
  }

  #receive(frame: unknown) {
    if (!isPeerServerFrame(frame) || !this.#handlers) return;
    const {src} = frame;
    switch (frame.type) {
      case 'OFFER':
        return this.#receiveOffer(frame);
      case 'ANSWER': {
        const {connectionId: link, sdp: description} = frame.payload;
        this.#handlers.onMessage(src, link, {kind: 'description', description, n: 1});
        return this.#handlers.onMessage(src, link, {kind: 'accept'});
      }
      case 'CANDIDATE': {
        const {connectionId: link, candidate} = frame.payload;
        return this.#handlers.onMessage(src, link, {kind: 'candidate', candidate});
      }
      case 'LEAVE':
        return this.#handlers.onMessage(src, '', {kind: 'bye', reason: 'hung-up'});
      case 'EXPIRE':
        if (src !== BROKER_ID) return this.#handlers.onUnavailable(src);
        return this.#handlers.onRoom({kind: 'refused', of: 'enter', code: 'rooms-unsupported'});
    }
  }

  #receiveOffer({src, payload, trusted, name}: Extract<PeerServerFrame, {type: 'OFFER'}>) {
    if (payload.type === 'rtc-call') return this.#receiveEnvelope(src, payload);
    if (src === BROKER_ID) return; // the broker never calls
    const {connectionId: link, sdp, metadata} = payload;
    const vouched = this.#vouched({isTrusted: trusted === true, name: (isDisplayName(name) && name) || null});
    this.#handlers?.onInvite(src, {link, sdp: sdp.sdp, vouched, native: readIntroduction(metadata)});
  }

  /** A call may have waited for me, and then arrives before the broker's welcome. */
  #vouched(said: Vouched): Vouched | Promise<Vouched> {
    const believe = () => (this.#checksTokens ? said : NOTHING_VOUCHED);
    const isKnown = this.#checksTokens !== null || (!said.isTrusted && said.name === null);
    if (isKnown) return believe();
    return new Promise(resolve => this.#onChecksTokens.push(() => resolve(believe())));
  }

  #learn(checksTokens: boolean) {
    this.#checksTokens = checksTokens;
    for (const tell of this.#onChecksTokens.splice(0)) tell();
  }

  #receiveEnvelope(src: string, payload: {readonly kind: string; readonly link?: string}) {
    if (src === BROKER_ID) {
      void this.#iceServers
        .isOurs()
        .then(is => is && isBrokerMessage(payload) && this.#receiveFromBroker(payload));
    } else if (payload.kind === 'echo') {
      if (src === this.id) this.#socket.onEcho();
    } else {
      const {link} = payload;
      if (link && isLinkMessage(payload)) this.#handlers?.onMessage(src, link, payload);
    }
  }

  #receiveFromBroker(message: BrokerMessage) {
    switch (message.kind) {
      case 'welcome':
        this.#learn(message.authenticated);
        if (message.iceServers) this.#iceServers.keep(message.iceServers, message.iceTtl);
        return;
      case 'left':
        return this.#handlers?.onLeft(message.id, message.session, message.ago);
      case 'drain':
        return this.#socket.retryWithin(message.spreadMs);
      default:
        this.#handlers?.onRoom(message);
    }
  }
}
