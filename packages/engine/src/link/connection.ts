import type {Media, SendingShape, TrackRole} from '../media/index.js';
import type {LinkMessage} from '../signaling/index.js';
import type {TraceEntry, TraceStep} from '../trace.js';
import {ControlChannel, type ControlMessage} from './channel.js';
import {Health} from './health.js';
import {IceRestarts} from './ice-restarts.js';
import {traceIce} from './ice-trace.js';
import {KeyFrames} from './key-frames.js';
import type {LinkEvent} from './link-state.js';
import {Negotiation, type CandidateMessage, type DescriptionMessage} from './negotiation.js';
import {Transceivers, type Sending} from './transceivers.js';

export interface ConnectionOptions {
  /** The caller makes the first offer, and yields if both sides offer at once. */
  readonly side: 'caller' | 'callee';
  readonly configuration: RTCConfiguration;
  /** The current configuration, for an ICE restart: the first one's credentials may have expired. */
  readonly currentConfiguration: () => Promise<RTCConfiguration>;
  readonly media: Media;
  readonly sending: () => Sending;
  /** False for a plain PeerJS page, and while unknown. */
  readonly isRtcCall: () => boolean;
  readonly trace: (step: TraceStep, side?: TraceEntry['side'], detail?: string) => void;
  /** Sends the first offer. */
  readonly invite: (sdp: string) => void;
  readonly send: (message: DescriptionMessage | CandidateMessage) => void;
  readonly onEvent: (event: LinkEvent) => void;
  readonly onChannelOpen: () => void;
  readonly onMessage: (message: LinkMessage) => void;
  readonly onControl: (message: Exclude<ControlMessage, LinkMessage>) => void;
  /** `signal` is aborted when the connection is closed. */
  readonly onTrack: (role: TrackRole, track: MediaStreamTrack, signal: AbortSignal) => void;
  readonly onDataChannel: (channel: RTCDataChannel) => void;
  /** The peer sent a message that can't be applied. */
  readonly onBadMessage: (cause: unknown) => void;
  /** The configuration can't be used. */
  readonly onUnusable: (cause: unknown) => void;
}

/** One RTCPeerConnection, and everything that is created and closed with it. */
export class Connection {
  readonly pc: RTCPeerConnection;
  readonly #options: ConnectionOptions;
  readonly #life = new AbortController();
  readonly #transceivers: Transceivers;
  readonly #negotiation: Negotiation;
  readonly #restarts: IceRestarts;
  readonly #keyFrames: KeyFrames;
  #channel: ControlChannel | null = null;
  #health: Health | null = null;

  /** Throws if WebRTC is disabled or an ICE server's URL is invalid. */
  constructor(options: ConnectionOptions) {
    this.#options = options;
    const {side, configuration, currentConfiguration, media, sending, isRtcCall, trace} = options;
    const {signal} = this.#life;
    const pc = (this.pc = new RTCPeerConnection({bundlePolicy: 'max-bundle', ...configuration}));
    traceIce(pc, trace, signal);
    this.#listen();
    const canAddScreen = () => this.isChannelOpen;
    const transceivers = new Transceivers({pc, media, sending, isRtcCall, canAddScreen});
    this.#transceivers = transceivers;
    // In Chromium 156 a callee that rolls back its first offer no longer sends or renders frames, although the
    // statistics count them as decoded.
    const isPolite = side === 'caller';
    let isInvited = !isPolite;
    this.#negotiation = new Negotiation({
      pc,
      signal,
      isPolite,
      canRenegotiate: isRtcCall,
      tracks: () => transceivers.labels(),
      onTracks: labels => transceivers.setRemoteLabels(labels),
      onOffer: () => transceivers.adopt(),
      onError: options.onBadMessage,
      trace,
      send: message => {
        if (isInvited || message.kind === 'candidate') return options.send(message);
        isInvited = true;
        options.invite(message.description.sdp);
      },
    });
    this.#restarts = new IceRestarts({
      pc,
      negotiation: this.#negotiation,
      isPolite,
      signal,
      configuration: currentConfiguration,
      trace,
      onError: options.onUnusable,
    });
    this.#keyFrames = new KeyFrames({pc, signal, onFrame: () => this.send({kind: 'picture'})});
    if (!isPolite) return;
    // A stock PeerJS page expects this order: the channel whose closing means hang-up, then audio and video.
    this.#useChannel(pc.createDataChannel('rtc-call'));
    transceivers.create();
  }

  /** My first offer has been sent and not been answered. */
  get isInviting(): boolean {
    return this.pc.signalingState === 'have-local-offer' && !this.pc.remoteDescription;
  }

  /** Sends the first offer again, if it has not been answered. A peer that has it ignores it. */
  inviteAgain() {
    const sdp = this.pc.localDescription?.sdp;
    if (this.isInviting && sdp !== undefined) this.#options.invite(sdp);
  }

  get isChannelOpen(): boolean {
    return this.#channel?.isOpen ?? false;
  }

  /** Packets pass in both directions, as far as we know. */
  get isHealthy(): boolean {
    return this.pc.connectionState === 'connected' && !this.#health?.isSilent;
  }

  receive(message: DescriptionMessage | CandidateMessage) {
    void this.#negotiation.receive(message);
  }

  /** Sends over the control channel. False if it is not open or its buffer is full. */
  send(message: ControlMessage): boolean {
    return this.#channel?.send(message) ?? false;
  }

  updateTracks() {
    this.#transceivers.update();
  }

  /** Sets how my audio and video to this peer are encoded. */
  shape({audio, video}: SendingShape) {
    this.#negotiation.setAudio(audio);
    this.#transceivers.shape(video);
  }

  /** Treats the connection as silent until something arrives, because the network changed. */
  suspect() {
    this.#health?.suspect();
  }

  restartIce() {
    this.#restarts.start();
  }

  stopRestarts() {
    this.#restarts.stop();
  }

  requestKeyFrame() {
    void this.#keyFrames.start();
  }

  /** Lets a relay-only connection use a direct path, which reveals my address. */
  async allowDirectPath() {
    this.pc.setConfiguration({...this.pc.getConfiguration(), iceTransportPolicy: 'all'});
    await this.#negotiation.restartIce();
  }

  /** Says goodbye over the control channel and closes at once: this page goes away. */
  leave() {
    this.send({kind: 'bye', reason: 'leaving'});
    this.#stop();
    this.pc.close();
  }

  /** Closes after the last messages have been sent. */
  close() {
    this.#stop();
    this.#transceivers.clear();
    const closed = this.#channel?.close() ?? Promise.resolve();
    void closed.then(() => this.pc.close());
  }

  #stop() {
    this.#life.abort();
    this.#health?.stop();
    this.#restarts.stop();
    this.#keyFrames.stop();
  }

  #listen() {
    const {pc} = this;
    const {signal} = this.#life;
    const {trace, onEvent, onTrack, onDataChannel} = this.#options;
    const listen = <K extends keyof RTCPeerConnectionEventMap>(
      type: K,
      listener: (event: RTCPeerConnectionEventMap[K]) => void,
    ) => pc.addEventListener(type, listener as EventListener, {signal});
    listen('connectionstatechange', () => {
      if (pc.connectionState === 'connected') this.#onUp();
      else if (pc.connectionState === 'disconnected') onEvent({type: 'stalled'});
      else if (pc.connectionState === 'failed') onEvent({type: 'failed'});
    });
    listen('track', ({track, transceiver}) => {
      const role = this.#transceivers.roleOf(transceiver);
      trace('stream-received', 'remote', role.startsWith('screen') ? role : track.kind);
      onTrack(role, track, signal);
    });
    listen('datachannel', ({channel}) => {
      if (this.#channel) onDataChannel(channel);
      else this.#useChannel(channel);
    });
  }

  #onUp() {
    const {isRtcCall, onEvent} = this.#options;
    this.#health ??= new Health({
      pc: this.pc,
      ping: () => isRtcCall() && this.send({kind: 'ping'}),
      isRtcCall,
      onSilence: () => onEvent({type: 'stalled'}),
      // While ICE has no path, `connectionstatechange` reports the recovery.
      onRecovery: () => this.pc.connectionState === 'connected' && onEvent({type: 'up'}),
    });
    this.#health.onActivity();
    this.#restarts.stop();
    onEvent({type: 'up'});
  }

  #useChannel(channel: RTCDataChannel) {
    const {isRtcCall, trace, onChannelOpen, onEvent} = this.#options;
    this.#channel = new ControlChannel(
      channel,
      {
        onOpen: () => {
          trace('channel-open');
          if (!isRtcCall()) return;
          this.updateTracks();
          onChannelOpen();
        },
        onMessage: message => this.#receive(message),
        onMalformed: () => this.#health?.onActivity(),
        // A plain PeerJS page hangs up by closing the channel. Another <rtc-call> sends `bye`; without one it may return.
        onClose: () => onEvent(isRtcCall() ? {type: 'stalled'} : {type: 'bye', reason: 'hung-up'}),
      },
      this.#life.signal,
    );
  }

  #receive(message: ControlMessage) {
    this.#health?.onActivity();
    switch (message.kind) {
      case 'ping':
        return;
      case 'picture':
        return this.#keyFrames.onRemoteFrame();
      case 'ringing':
      case 'description':
      case 'candidate':
      case 'accept':
      case 'accepted':
      case 'bye':
        return this.#options.onMessage(message);
      default:
        this.#options.onControl(message);
    }
  }
}
