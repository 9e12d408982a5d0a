import {toCallError, type CallError} from '../errors.js';
import type {Media, SendingShape, TrackRole} from '../media/index.js';
import type {Farewell, Invitation, LinkMessage, Signaling} from '../signaling/index.js';
import type {TraceEntry, TraceStep} from '../trace.js';
import type {ControlMessage} from './channel.js';
import {Connection} from './connection.js';
import type {Sending} from './transceivers.js';
import type {Verification} from './verification.js';
import {step, type EndReason, type LinkEvent, type LinkEffect, type LinkState} from './link-state.js';

/** How many of the peer's messages are queued until I answer its offer. */
const MAX_WAITING = 128;

/** The kind that browsers make by default. */
const CERTIFICATE: EcKeyGenParams = {name: 'ECDSA', namedCurve: 'P-256'};

/** The reasons that nobody has chosen: a goodbye explains the others. */
const FAILURES = new Set<EndReason>([
  'peer-unavailable',
  'no-answer',
  'connection-failed',
  'connection-lost',
]);

/** Whether to connect while ringing: never, over a relay only (which hides my address), or on any path. */
export type EarlyPolicy = 'never' | 'relay' | 'all';

export interface LinkObserver {
  readonly onState: (state: LinkState, previous: LinkState) => void;
  readonly onChannelOpen: () => void;
  readonly onControl: (message: Exclude<ControlMessage, LinkMessage>) => void;
  /** `signal` is aborted when the track's connection is closed. */
  readonly onTrack: (role: TrackRole, track: MediaStreamTrack, signal: AbortSignal) => void;
  /** A data channel other than the control channel: it carries a file. */
  readonly onDataChannel: (channel: RTCDataChannel) => void;
  /** The peer confirmed my message: my invitation is ringing there, or it knows that I accepted. */
  readonly onResponse: () => void;
  /** The peer is another `<rtc-call>`. */
  readonly onRtcCallDetected: (about: {readonly session: string; readonly name: string}) => void;
  readonly onError: (error: CallError) => void;
  readonly trace: (step: TraceStep, side?: TraceEntry['side'], detail?: string) => void;
}

export interface LinkOptions {
  /** Identifies the link on both sides: PeerJS's `connectionId`. */
  readonly id: string;
  readonly peerId: string;
  readonly signaling: Signaling;
  readonly media: Media;
  readonly observer: LinkObserver;
  /** How I introduce myself in an invitation. */
  readonly about: () => NonNullable<Invitation['native']>;
  readonly configuration: () => Promise<RTCConfiguration>;
  /** False for a plain PeerJS page; null while unknown, after ringing a new peer. */
  readonly isRtcCall: boolean | null;
  /** What to send from the start. */
  readonly sending: Sending;
}

/** My link to one peer. Runs the effects that `step()` returns, over one or more successive connections. */
export class Link {
  readonly peerId: string;
  /** Set by verification/. A new link, to whomever, is not verified. */
  verification: Verification | null = null;
  readonly #options: LinkOptions;
  readonly #observer: LinkObserver;
  #id: string;
  #state: LinkState = {status: 'idle'};
  #isRtcCall: boolean | null;
  #sending: Sending;
  #connection: Connection | null = null;
  /** Aborted when the connection is dropped, even before it exists. */
  #opening = new AbortController();
  /** The peer's offer, until I answer it. */
  #invitation: Invitation | null = null;
  #hasReceived = false;
  #waiting: LinkMessage[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LinkOptions) {
    this.#id = options.id;
    this.peerId = options.peerId;
    this.#options = options;
    this.#observer = options.observer;
    this.#isRtcCall = options.isRtcCall;
    this.#sending = options.sending;
  }

  /** Identifies the link on both sides: the `connectionId` of the offer in use. */
  get id(): string {
    return this.#id;
  }

  get state(): LinkState {
    return this.#state;
  }

  get isRtcCall(): boolean {
    return this.#isRtcCall ?? false;
  }

  /** My first offer has been sent and not been answered. */
  get isInviting(): boolean {
    return this.#connection?.isInviting ?? false;
  }

  get pc(): RTCPeerConnection | null {
    return this.#connection?.pc ?? null;
  }

  get isChannelOpen(): boolean {
    return this.#connection?.isChannelOpen ?? false;
  }

  dispatch(event: LinkEvent) {
    const previous = this.#state;
    const [next, effects] = step(previous, event);
    this.#state = next;
    if (next.status !== previous.status) this.#observer.onState(next, previous);
    for (const effect of effects) this.#run(effect);
    if (next.status === 'ended' && next !== previous && FAILURES.has(next.reason))
      this.#observer.trace('failed', 'local', next.reason);
  }

  /** Starts ringing for the peer's first offer. */
  ring(invitation: Invitation) {
    this.#takeInvitation(invitation);
    this.dispatch({type: 'invited', isTheirs: true});
    const {session, name} = this.#options.about();
    this.#send({kind: 'ringing', session, name});
    this.#observer.trace('ringing');
  }

  /** Answers while still ringing, without sending my tracks, if the policy allows it. */
  connectEarly(policy: EarlyPolicy) {
    if (policy === 'never' || !this.isRtcCall || this.#state.status !== 'ringing') return;
    this.#answer(policy === 'relay' ? 'relay' : undefined).catch(this.#onUnusable);
  }

  /** Answers an offer that nobody has to accept: from a peer in my room, or one that reloaded. */
  meet(invitation: Invitation) {
    this.#takeInvitation(invitation);
    if (this.#state.status === 'idle') this.dispatch({type: 'met', isDialer: false});
    this.#run({type: 'accept'});
  }

  /**
   * Chooses between two crossing invitations: the side with the lower id yields. We always yield to a plain PeerJS
   * page, which can't.
   */
  collide(invitation: Invitation) {
    const isTheirs = !invitation.native || this.#options.signaling.id < this.peerId;
    if (isTheirs) this.#takeInvitation(invitation);
    else {
      this.#setRtcCall(invitation.native);
      // My offer may have gone to a page that is no longer there.
      this.#connection?.inviteAgain();
    }
    this.dispatch({type: 'invited', isTheirs});
  }

  /** The broker can't reach the peer. A peer that has sent something on this link may only be away for a while. */
  onUnavailable() {
    if (!this.#hasReceived || this.#state.status === 'reconnecting') this.dispatch({type: 'unavailable'});
  }

  /**
   * The broker says that the peer's page went away, or was already gone when I wrote to it. That ends a ring, unless the
   * ring is to wait for the page after a reload; and a link on which nothing arrives. One that works needs no broker.
   */
  onLeft(ago: number | undefined) {
    const {status} = this.#state;
    const isRinging = status === 'dialing' || status === 'ringing';
    if (ago === undefined ? !isRinging : status !== 'reconnecting') return;
    this.#observer.trace('hang-up', 'remote', 'leaving');
    this.dispatch({type: 'bye', reason: 'leaving', ago});
  }

  /** Handles a message about this link, from the control channel or the broker. */
  receive(message: LinkMessage) {
    this.#hasReceived = true;
    switch (message.kind) {
      case 'ringing':
        this.#setRtcCall(message);
        this.#observer.trace('ringing', 'remote');
        return this.#observer.onResponse();
      case 'accept':
        if (this.#isRtcCall === null) this.#isRtcCall = false;
        this.#observer.trace('accepted', 'remote');
        if (this.isRtcCall) this.#send({kind: 'accepted'});
        return this.dispatch({type: 'accepted'});
      case 'accepted':
        return this.#observer.onResponse();
      case 'bye':
        this.#observer.trace('hang-up', 'remote', message.reason);
        return this.dispatch({type: 'bye', reason: message.reason, text: message.text});
      case 'description':
      case 'candidate':
        if (this.#connection) this.#connection.receive(message);
        else if (this.#waiting.length < MAX_WAITING) this.#waiting.push(message);
    }
  }

  send(message: ControlMessage): boolean {
    return this.#connection?.send(message) ?? false;
  }

  /** Sets which of my tracks to send: all of them once I have accepted and nobody is in the lobby. */
  setSending(sending: Sending) {
    if (this.#sending === sending) return;
    this.#sending = sending;
    this.updateTracks();
  }

  /** Assigns my current tracks to their transceivers. */
  updateTracks() {
    this.#connection?.updateTracks();
  }

  /** Sets how my audio and video to this peer are encoded. */
  shape(shape: SendingShape) {
    this.#connection?.shape(shape);
  }

  /** Creates a data channel beside the control channel. Null while there is no connection. */
  createDataChannel(label: string): RTCDataChannel | null {
    return this.isChannelOpen ? this.#connection!.pc.createDataChannel(label) : null;
  }

  /** The goodbye for the broker to deliver when this page goes away; null if the peer need not know. */
  get farewell(): Farewell | null {
    const {status} = this.#state;
    if (status === 'idle' || status === 'leaving' || status === 'ended') return null;
    return {to: this.peerId, link: this.#id, isRtcCall: this.isRtcCall};
  }

  /**
   * This page goes away: tells the peer over the control channel and closes the connection at once, since nothing runs
   * later. The state stays as it is: it is what a page restored from the back/forward cache continues from.
   */
  leavePage() {
    clearTimeout(this.#timer);
    this.#opening.abort();
    this.#connection?.leave();
    this.#connection = null;
  }

  /** Checks the connection at once, because the network changed. */
  checkNetwork() {
    if (this.#state.status === 'connected') this.#connection?.suspect();
    else if (this.#state.status === 'reconnecting') this.#restartIce();
  }

  #run(effect: LinkEffect) {
    switch (effect.type) {
      case 'invite':
        return void this.#open('caller').catch(this.#onUnusable);
      case 'yield':
        return this.#drop();
      case 'accept':
        return void this.#accept().catch(this.#onUnusable);
      case 'restart-ice':
        this.#observer.trace('stalled');
        return this.#restartIce();
      case 'request-key-frame':
        this.#observer.trace('recovered');
        return this.#connection?.requestKeyFrame();
      case 'start-timer':
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.dispatch({type: 'timed-out'}), effect.ms);
        return;
      case 'stop-timer':
        clearTimeout(this.#timer);
        return this.#connection?.stopRestarts();
      case 'send-bye':
        this.#observer.trace('hang-up', 'local', effect.reason);
        return this.#send({kind: 'bye', reason: effect.reason, ...(effect.text && {text: effect.text})});
      case 'release':
        this.#waiting = [];
        return this.#drop();
    }
  }

  /** No connection can be created: WebRTC is disabled, or an ICE server's URL is invalid. */
  readonly #onUnusable = (cause: unknown) => {
    this.#observer.onError(toCallError(cause, 'invalid-option'));
    this.dispatch({type: 'unusable'});
  };

  #takeInvitation(invitation: Invitation) {
    this.#hasReceived = true;
    this.#invitation = invitation;
    this.#id = invitation.link;
    if (invitation.native) this.#setRtcCall(invitation.native);
    else this.#isRtcCall = false;
  }

  #setRtcCall(about: {readonly session: string; readonly name: string}) {
    this.#isRtcCall = true;
    this.#observer.onRtcCallDetected(about);
  }

  /** Null if the connection was dropped in the meantime. */
  async #open(
    side: 'caller' | 'callee',
    iceTransportPolicy?: RTCIceTransportPolicy,
  ): Promise<Connection | null> {
    const {signal} = (this.#opening = new AbortController());
    const {media, configuration, signaling, about} = this.#options;
    const {trace, onChannelOpen, onControl, onTrack, onDataChannel, onError} = this.#observer;
    // Of a certificate that the browser makes by itself, not every browser tells the fingerprint.
    const [current, certificate] = await Promise.all([
      configuration(),
      RTCPeerConnection.generateCertificate(CERTIFICATE),
    ]);
    if (signal.aborted) return null;
    this.#connection = new Connection({
      side,
      configuration: {
        ...current,
        certificates: [certificate],
        ...(iceTransportPolicy && {iceTransportPolicy}),
      },
      currentConfiguration: configuration,
      media,
      sending: () => this.#sending,
      isRtcCall: () => this.isRtcCall,
      trace,
      invite: sdp => signaling.invite(this.peerId, {link: this.#id, sdp, native: about()}),
      send: message => this.#send(message),
      onEvent: event => this.dispatch(event),
      onChannelOpen,
      onMessage: message => this.receive(message),
      onControl,
      onTrack,
      onDataChannel,
      onBadMessage: cause => onError(toCallError(cause, 'bad-message')),
      onUnusable: this.#onUnusable,
    });
    return this.#connection;
  }

  /** Answers the invitation. My tracks are sent only after `setSending()`. */
  async #answer(iceTransportPolicy?: RTCIceTransportPolicy) {
    if (!this.#invitation) return;
    const {sdp} = this.#invitation;
    this.#invitation = null;
    const connection = await this.#open('callee', iceTransportPolicy);
    if (!connection) return;
    connection.receive({kind: 'description', description: {type: 'offer', sdp}, n: 1});
    for (const message of this.#waiting.splice(0)) this.receive(message);
  }

  async #accept() {
    this.#observer.trace('accepted');
    if (this.isRtcCall) this.#send({kind: 'accept'});
    if (this.#invitation) return this.#answer();
    this.updateTracks();
    const {signal} = this.#opening;
    const configuration = await this.#options.configuration();
    if (signal.aborted || this.pc?.getConfiguration().iceTransportPolicy !== 'relay') return;
    // The link connected over a relay while ringing. After accepting it may reveal my address.
    if (configuration.iceTransportPolicy !== 'relay') await this.#connection?.allowDirectPath();
  }

  /**
   * Sends over the control channel while the connection is healthy, otherwise over the broker. Goodbyes and descriptions
   * go over both: with packet loss, the channel takes many seconds to deliver a long message.
   */
  #send(message: LinkMessage) {
    const isSent = this.isRtcCall && this.send(message);
    const isEnough = this.#connection?.isHealthy && message.kind !== 'bye' && message.kind !== 'description';
    if (isSent && isEnough) return;
    this.#options.signaling.send(this.peerId, this.#id, message, this.isRtcCall);
  }

  #restartIce() {
    if (this.isRtcCall) this.#connection?.restartIce(); // a plain PeerJS page can't take another offer
  }

  #drop() {
    this.#opening.abort();
    this.#connection?.close();
    this.#connection = null;
  }
}
