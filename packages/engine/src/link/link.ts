import {ControlChannel, type ControlMessage} from './channel.js';
import {toCallError, type CallError} from '../errors.js';
import {Health} from './health.js';
import {IceRestarts} from './ice-restarts.js';
import {KeyFrames} from './key-frames.js';
import {step, type LinkEvent, type LinkEffect, type LinkState} from './link-state.js';
import {
  preferCodecs,
  setSending,
  shapeVideo,
  startSmall,
  type Media,
  type SendingShape,
  type TrackRole,
} from '../media/index.js';
import {Negotiation, type DescriptionMessage} from './negotiation.js';
import type {Invitation, LinkMessage, Signaling} from '../signaling/index.js';
import type {TraceEntry, TraceStep} from '../trace.js';

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

/** What joins me to one peer: runs the effects that `step()` asks for, and turns what the browser says into events. */
export class Link {
  readonly peerId: string;
  readonly #options: LinkOptions;
  readonly #observer: LinkObserver;
  #id: string;
  /** Aborted when the connection is given up, for another one or for good. */
  #connected = new AbortController();
  #state: LinkState = {status: 'idle'};
  #isNative: boolean | null;
  #isSending: boolean;
  #pc: RTCPeerConnection | null = null;
  #negotiation: Negotiation | null = null;
  #restarts: IceRestarts | null = null;
  #keyFrames: KeyFrames | null = null;
  #channel: ControlChannel | null = null;
  #health: Health | null = null;
  /** Their offer, until I answer it. */
  #invitation: Invitation | null = null;
  #hasHeard = false;
  #waiting: LinkMessage[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #senders = new Map<TrackRole, RTCRtpTransceiver>();
  /** `mid` → part, for the tracks that are no microphone and camera. */
  #theirTracks: NonNullable<DescriptionMessage['tracks']> = {};

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
    return this.#pc?.signalingState === 'have-local-offer' && !this.#pc.remoteDescription;
  }

  get pc(): RTCPeerConnection | null {
    return this.#pc;
  }

  get isChannelOpen(): boolean {
    return this.#channel?.isOpen ?? false;
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
        if (this.#negotiation) void this.#negotiation.receive(message);
        else if (this.#waiting.length < MAX_WAITING) this.#waiting.push(message);
    }
  }

  send(message: ControlMessage): boolean {
    return this.#channel?.send(message) ?? false;
  }

  /** Whether my tracks go to this peer: not before I have accepted, nor while one of us is still in the lobby. */
  setSending(isSending: boolean) {
    this.#isSending = isSending;
    this.placeTracks();
  }

  /** Puts my tracks, as they are now, in their places. Only a screen needs a negotiation. */
  placeTracks() {
    const {media} = this.#options;
    if (!this.#pc || this.#connected.signal.aborted) return;
    const screen = media.track('screen');
    // A plain PeerJS page can't be told of a second video: the screen takes the camera's place.
    const camera = (!this.isNative && screen) || media.track('camera');
    setSending(this.#senders.get('microphone'), this.#isSending ? media.track('microphone') : null);
    setSending(this.#senders.get('camera'), this.#isSending ? camera : null);
    if (!this.isNative) return;
    for (const role of ['screen', 'screen-audio'] as const) {
      const track = this.#isSending ? media.track(role) : null;
      if (track && !this.#senders.has(role) && this.isChannelOpen) {
        const transceiver = this.#pc.addTransceiver(track.kind, {direction: 'sendonly'});
        this.#senders.set(role, transceiver);
      }
      setSending(this.#senders.get(role), track);
    }
  }

  /** How my sound and my pictures to this peer are encoded. */
  shape({audio, video}: SendingShape) {
    this.#negotiation?.setAudio(audio);
    for (const {sender} of this.#senders.values()) void shapeVideo(sender, video);
  }

  /** A channel of its own beside the control channel. Null while there is no connection. */
  createDataChannel(label: string): RTCDataChannel | null {
    return this.isChannelOpen ? this.#pc!.createDataChannel(label) : null;
  }

  /** The network changed: find out at once. */
  checkNetwork() {
    if (this.#state.status === 'connected') this.#health?.suspect();
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
        return void this.#keyFrames?.start();
      case 'start-timer':
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.dispatch({type: 'timed-out'}), effect.ms);
        return;
      case 'stop-timer':
        clearTimeout(this.#timer);
        return this.#restarts?.stop();
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

  async #open(side: 'caller' | 'callee', iceTransportPolicy?: RTCIceTransportPolicy) {
    this.#connected = new AbortController();
    const {signal} = this.#connected;
    const {configuration} = this.#options;
    const {trace} = this.#observer;
    const current = await configuration();
    if (signal.aborted) return;
    const pc = new RTCPeerConnection({
      bundlePolicy: 'max-bundle',
      ...current,
      ...(iceTransportPolicy && {iceTransportPolicy}),
    });
    this.#pc = pc;
    trace('connection-created');
    this.#listen(pc, signal);
    // In Chromium 156 a callee that takes back its first offer gets no more pictures and sends none, though
    // statistics say that they are decoded.
    const isPolite = side === 'caller';
    let isInvited = !isPolite;
    const negotiation = new Negotiation({
      pc,
      signal,
      isPolite,
      canRenegotiate: () => this.isNative,
      tracks: () => this.#labelTracks(),
      onTracks: tracks => (this.#theirTracks = tracks),
      onOffer: () => this.#adoptTransceivers(pc),
      onError: error => this.#observer.onError(toCallError(error, 'bad-message')),
      trace,
      send: message => {
        if (isInvited || message.kind === 'candidate') return this.#send(message);
        isInvited = true;
        const {sdp} = message.description;
        this.#options.signaling.invite(this.peerId, {link: this.#id, sdp, native: this.#options.about()});
      },
    });
    this.#negotiation = negotiation;
    const onError = this.#onUnusable;
    this.#restarts = new IceRestarts({pc, negotiation, isPolite, signal, configuration, trace, onError});
    this.#keyFrames = new KeyFrames({pc, signal, onPicture: () => this.send({kind: 'picture'})});
    if (!isPolite) return;
    // The order that a stock PeerJS page expects: the channel whose closing is the hang-up, then sound and picture.
    this.#useChannel(pc.createDataChannel('rtc-call'), signal);
    const stream = new MediaStream();
    for (const role of ['microphone', 'camera'] as const) {
      const kind = role === 'microphone' ? 'audio' : 'video';
      const transceiver = pc.addTransceiver(kind, {direction: 'sendrecv', streams: [stream]});
      if (role === 'camera') {
        preferCodecs(transceiver);
        startSmall(transceiver);
      }
      this.#senders.set(role, transceiver);
    }
    this.placeTracks();
  }

  /** Answers the invitation. Nothing of mine flows before `setSending(true)`. */
  async #answer(iceTransportPolicy?: RTCIceTransportPolicy) {
    if (!this.#invitation) return;
    const {sdp} = this.#invitation;
    this.#invitation = null;
    await this.#open('callee', iceTransportPolicy);
    const negotiation = this.#negotiation;
    if (!negotiation || this.#connected.signal.aborted) return;
    void negotiation.receive({kind: 'description', description: {type: 'offer', sdp}, n: 1});
    for (const message of this.#waiting.splice(0)) this.receive(message);
  }

  async #accept() {
    this.#observer.trace('accepted');
    if (this.isNative) this.#send({kind: 'accept'});
    if (this.#invitation) return this.#answer();
    this.placeTracks();
    const configuration = await this.#options.configuration();
    if (this.#connected.signal.aborted || this.#pc?.getConfiguration().iceTransportPolicy !== 'relay') return;
    if (configuration.iceTransportPolicy === 'relay') return;
    // Connected over a relay while it rang; now the direct path may be shown.
    this.#pc.setConfiguration({...this.#pc.getConfiguration(), iceTransportPolicy: 'all'});
    await this.#negotiation?.restartIce();
  }

  /** The places of their offer become mine too: the first sound and the first picture are two-way. */
  #adoptTransceivers(pc: RTCPeerConnection) {
    const stream = new MediaStream();
    for (const transceiver of pc.getTransceivers()) {
      if (transceiver.mid && this.#theirTracks[transceiver.mid]) continue;
      const role = transceiver.receiver.track.kind === 'audio' ? 'microphone' : 'camera';
      if (this.#senders.has(role)) continue;
      this.#senders.set(role, transceiver);
      transceiver.direction = 'sendrecv';
      transceiver.sender.setStreams(stream);
      if (role === 'camera') startSmall(transceiver);
    }
    this.placeTracks();
  }

  #labelTracks(): DescriptionMessage['tracks'] {
    const tracks: NonNullable<DescriptionMessage['tracks']> = {};
    for (const role of ['screen', 'screen-audio'] as const) {
      const mid = this.#senders.get(role)?.mid;
      if (mid) tracks[mid] = role;
    }
    return tracks;
  }

  #listen(pc: RTCPeerConnection, signal: AbortSignal) {
    const {trace} = this.#observer;
    const listen = <K extends keyof RTCPeerConnectionEventMap>(
      type: K,
      listener: (event: RTCPeerConnectionEventMap[K]) => void,
    ) => pc.addEventListener(type, listener as EventListener, {signal});
    listen('iceconnectionstatechange', () => trace('ice-state', 'local', pc.iceConnectionState));
    listen('connectionstatechange', () => {
      trace('dtls-state', 'local', pc.connectionState);
      if (pc.connectionState === 'connected') this.#onUp(pc);
      else if (pc.connectionState === 'disconnected') this.dispatch({type: 'stalled'});
      else if (pc.connectionState === 'failed') this.dispatch({type: 'failed'});
    });
    listen('track', ({track, transceiver}) => {
      const label = transceiver.mid ? this.#theirTracks[transceiver.mid] : undefined;
      trace('stream-received', 'remote', label ?? track.kind);
      this.#observer.onTrack(label ?? (track.kind === 'audio' ? 'microphone' : 'camera'), track, signal);
    });
    listen('datachannel', ({channel}) => {
      if (!this.#channel) this.#useChannel(channel, signal);
      else this.#observer.onDataChannel(channel);
    });
  }

  #onUp(pc: RTCPeerConnection) {
    this.#health ??= new Health({
      pc,
      ping: () => this.isNative && this.send({kind: 'ping'}),
      isNative: () => this.isNative,
      onSilence: () => this.dispatch({type: 'stalled'}),
      // While ICE itself has no path, it is for ICE to say when it has one.
      onSound: () => pc.connectionState === 'connected' && this.dispatch({type: 'up'}),
    });
    this.#health.heard();
    this.#restarts?.stop();
    this.dispatch({type: 'up'});
  }

  #useChannel(channel: RTCDataChannel, signal: AbortSignal) {
    this.#channel = new ControlChannel(
      channel,
      {
        onOpen: () => {
          this.#observer.trace('channel-open');
          if (!this.isNative) return;
          this.placeTracks();
          this.#observer.onChannelOpen();
        },
        onMessage: message => this.#receiveControl(message),
        onMalformed: () => this.#health?.heard(),
        // A plain PeerJS page hangs up so. Another <rtc-call> says goodbye; without one it may come back.
        onClose: () => this.dispatch(this.isNative ? {type: 'stalled'} : {type: 'bye', reason: 'hung-up'}),
      },
      signal,
    );
  }

  #receiveControl(message: ControlMessage) {
    this.#health?.heard();
    switch (message.kind) {
      case 'ping':
        return;
      case 'picture':
        return this.#keyFrames?.onSeen();
      case 'ringing':
      case 'description':
      case 'candidate':
      case 'accept':
      case 'accepted':
      case 'bye':
        return this.receive(message);
      default:
        this.#observer.onControl(message);
    }
  }

  /**
   * Over the channel while the link is sound, else over the broker. A goodbye goes over both, and so does a
   * description: where packets are lost, the channel needs many seconds for something so long.
   */
  #send(message: LinkMessage) {
    const isSound = this.#pc?.connectionState === 'connected' && !this.#health?.isSilent;
    const isSent = this.isNative && this.send(message);
    if (isSent && isSound && message.kind !== 'bye' && message.kind !== 'description') return;
    this.#options.signaling.send(this.peerId, this.#id, message, this.isNative);
  }

  #restartIce() {
    if (this.isNative) this.#restarts?.start(); // a plain PeerJS page can only wait for ICE itself
  }

  /** Gives the connection up. What was said last still leaves. */
  #drop() {
    this.#connected.abort();
    this.#health?.stop();
    this.#restarts?.stop();
    this.#keyFrames?.stop();
    const pc = this.#pc;
    for (const transceiver of this.#senders.values()) setSending(transceiver, null);
    const closed = this.#channel?.close() ?? Promise.resolve();
    void closed.then(() => pc?.close());
    this.#pc = this.#negotiation = this.#restarts = this.#keyFrames = this.#channel = this.#health = null;
    this.#senders.clear();
    this.#theirTracks = {};
  }
}
