import {toCallError, type CallError} from '../errors.js';
import type {Media, SendingShape, TrackRole} from '../media/index.js';
import type {Invitation, LinkMessage, Signaling} from '../signaling/index.js';
import type {TraceEntry, TraceStep} from '../trace.js';
import type {ControlMessage} from './channel.js';
import {Connection} from './connection.js';
import {step, type LinkEvent, type LinkEffect, type LinkState} from './link-state.js';

/** Messages of the other side that wait for my answer. */
const MAX_WAITING = 128;

/** Whether to connect while it rings: not at all, over a relay (which shows no address), or on any path. */
export type EarlyPolicy = 'never' | 'relay' | 'all';

export interface LinkObserver {
  readonly onState: (state: LinkState, previous: LinkState) => void;
  readonly onChannelOpen: () => void;
  readonly onControl: (message: Exclude<ControlMessage, LinkMessage>) => void;
  /** `signal` is aborted when the connection that brings the track is given up. */
  readonly onTrack: (role: TrackRole, track: MediaStreamTrack, signal: AbortSignal) => void;
  /** A data channel beside the control channel: a file. */
  readonly onDataChannel: (channel: RTCDataChannel) => void;
  /** The peer has what I said: my invitation rings there, or it knows that I have accepted. */
  readonly onResponse: () => void;
  /** The peer turned out to be another `<rtc-call>`. */
  readonly onNative: (about: {readonly session: string; readonly name: string}) => void;
  readonly onError: (error: CallError) => void;
  readonly trace: (step: TraceStep, side?: TraceEntry['side'], detail?: string) => void;
}

export interface LinkOptions {
  /** Names the link on both sides: PeerJS's `connectionId`. */
  readonly id: string;
  readonly peerId: string;
  readonly signaling: Signaling;
  readonly media: Media;
  readonly observer: LinkObserver;
  /** What I say of myself in an invitation. */
  readonly about: () => NonNullable<Invitation['native']>;
  readonly configuration: () => Promise<RTCConfiguration>;
  /** Null while we don't know: I rang a stranger. */
  readonly isNative: boolean | null;
  /** Whether my own tracks may be on their way before anybody accepted. */
  readonly isSending: boolean;
}

/** What joins me to one peer: runs the effects that `step()` asks for, on one connection after the other. */
export class Link {
  readonly peerId: string;
  readonly #options: LinkOptions;
  readonly #observer: LinkObserver;
  #id: string;
  #state: LinkState = {status: 'idle'};
  #isNative: boolean | null;
  #isSending: boolean;
  #connection: Connection | null = null;
  /** Aborted when the connection is given up, also one that is still to be made. */
  #opening = new AbortController();
  /** Their offer, until I answer it. */
  #invitation: Invitation | null = null;
  #hasHeard = false;
  #waiting: LinkMessage[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LinkOptions) {
    this.#id = options.id;
    this.peerId = options.peerId;
    this.#options = options;
    this.#observer = options.observer;
    this.#isNative = options.isNative;
    this.#isSending = options.isSending;
  }

  /** Names the link on both sides: the `connectionId` of the offer that stands. */
  get id(): string {
    return this.#id;
  }

  get state(): LinkState {
    return this.#state;
  }

  get isNative(): boolean {
    return this.#isNative ?? false;
  }

  /** My offer is out and unanswered. */
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
  }

  /** The peer's first offer. */
  ring(invitation: Invitation) {
    this.#takeInvitation(invitation);
    this.dispatch({type: 'invited', isTheirs: true});
    const {session, name} = this.#options.about();
    this.#send({kind: 'ringing', session, name});
    this.#observer.trace('ringing');
  }

  /** Answers while it still rings, with no track of mine in it, if the policy allows it. */
  connectEarly(policy: EarlyPolicy) {
    if (policy === 'never' || !this.isNative || this.#state.status !== 'ringing') return;
    this.#answer(policy === 'relay' ? 'relay' : undefined).catch(this.#onUnusable);
  }

  /** The offer of somebody whom I meet in a room, or who comes back after a reload: nothing to accept. */
  meet(invitation: Invitation) {
    this.#takeInvitation(invitation);
    if (this.#state.status === 'idle') this.dispatch({type: 'met', isDialer: false});
    this.#run({type: 'accept'});
  }

  /**
   * Both invited each other, and one of the two offers stands: the side with the lower id gives way, and every side to
   * a plain page, which can't.
   */
  collide(invitation: Invitation) {
    const isTheirs = !invitation.native || this.#options.signaling.id < this.peerId;
    if (isTheirs) this.#takeInvitation(invitation);
    else this.#becomeNative(invitation.native);
    this.dispatch({type: 'invited', isTheirs});
  }

  /** The broker doesn't find the peer. Whoever has been heard on this link is only away, as the broker may have been. */
  onUnavailable() {
    if (!this.#hasHeard) this.dispatch({type: 'unavailable'});
  }

  /** A message about this link, over whichever way it came. */
  receive(message: LinkMessage) {
    this.#hasHeard = true;
    switch (message.kind) {
      case 'ringing':
        this.#becomeNative(message);
        this.#observer.trace('ringing', 'remote');
        return this.#observer.onResponse();
      case 'accept':
        if (this.#isNative === null) this.#isNative = false;
        this.#observer.trace('accepted', 'remote');
        if (this.isNative) this.#send({kind: 'accepted'});
        return this.dispatch({type: 'accepted'});
      case 'accepted':
        return this.#observer.onResponse();
      case 'bye':
        this.#observer.trace('hang-up', 'remote', message.reason);
        return this.dispatch({type: 'bye', reason: message.reason});
      case 'description':
      case 'candidate':
        if (this.#connection) this.#connection.receive(message);
        else if (this.#waiting.length < MAX_WAITING) this.#waiting.push(message);
    }
  }

  send(message: ControlMessage): boolean {
    return this.#connection?.send(message) ?? false;
  }

  /** Whether my tracks go to this peer: not before I have accepted, nor while one of us is still in the lobby. */
  setSending(isSending: boolean) {
    this.#isSending = isSending;
    this.placeTracks();
  }

  /** Puts my tracks, as they are now, in their places. */
  placeTracks() {
    this.#connection?.placeTracks();
  }

  /** How my audio and video to this peer are encoded. */
  shape(shape: SendingShape) {
    this.#connection?.shape(shape);
  }

  /** A channel of its own beside the control channel. Null while there is no connection. */
  createDataChannel(label: string): RTCDataChannel | null {
    return this.isChannelOpen ? this.#connection!.pc.createDataChannel(label) : null;
  }

  /** The network changed: find out at once. */
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
        return this.#send({kind: 'bye', reason: effect.reason});
      case 'release':
        this.#waiting = [];
        return this.#drop();
    }
  }

  /** No connection can be made here at all: WebRTC is switched off, or an ICE server's URL is wrong. */
  readonly #onUnusable = (cause: unknown) => {
    this.#observer.onError(toCallError(cause, 'invalid-option'));
    this.dispatch({type: 'unusable'});
  };

  #takeInvitation(invitation: Invitation) {
    this.#hasHeard = true;
    this.#invitation = invitation;
    this.#id = invitation.link;
    if (invitation.native) this.#becomeNative(invitation.native);
    else this.#isNative = false;
  }

  #becomeNative(about: {readonly session: string; readonly name: string}) {
    this.#isNative = true;
    this.#observer.onNative(about);
  }

  /** Null when the link has been given up meanwhile. */
  async #open(
    side: 'caller' | 'callee',
    iceTransportPolicy?: RTCIceTransportPolicy,
  ): Promise<Connection | null> {
    const {signal} = (this.#opening = new AbortController());
    const {media, configuration, signaling, about} = this.#options;
    const {trace, onChannelOpen, onControl, onTrack, onDataChannel, onError} = this.#observer;
    const current = await configuration();
    if (signal.aborted) return null;
    this.#connection = new Connection({
      side,
      configuration: {...current, ...(iceTransportPolicy && {iceTransportPolicy})},
      currentConfiguration: configuration,
      media,
      isSending: () => this.#isSending,
      isRtcCall: () => this.isNative,
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

  /** Answers the invitation. Nothing of mine flows before `setSending(true)`. */
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
    if (this.isNative) this.#send({kind: 'accept'});
    if (this.#invitation) return this.#answer();
    this.placeTracks();
    const {signal} = this.#opening;
    const configuration = await this.#options.configuration();
    if (signal.aborted || this.pc?.getConfiguration().iceTransportPolicy !== 'relay') return;
    // Connected over a relay while it rang; now the direct path may be shown.
    if (configuration.iceTransportPolicy !== 'relay') await this.#connection?.allowDirectPath();
  }

  /**
   * Over the channel while the connection is sound, else over the broker. A goodbye goes over both, and so does a
   * description: where packets are lost, the channel needs many seconds for something so long.
   */
  #send(message: LinkMessage) {
    const isSent = this.isNative && this.send(message);
    const isEnough = this.#connection?.isSound && message.kind !== 'bye' && message.kind !== 'description';
    if (isSent && isEnough) return;
    this.#options.signaling.send(this.peerId, this.#id, message, this.isNative);
  }

  #restartIce() {
    if (this.isNative) this.#connection?.restartIce(); // a plain PeerJS page can only wait for ICE itself
  }

  #drop() {
    this.#opening.abort();
    this.#connection?.close();
    this.#connection = null;
  }
}
