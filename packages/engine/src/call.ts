import type {Body, ControlMessage, Status} from './channel.js';
import {CallError, toCallError, type ErrorCode} from './errors.js';
import * as events from './events.js';
import type {FileTransfer} from './file-transfer.js';
import {FileTransfers} from './file-transfers.js';
import {onFirstFrame} from './first-frame.js';
import {
  IdClaim,
  getIdentity,
  randomId,
  recallResumption,
  rememberResumption,
  type Resumption,
} from './identity.js';
import {Link, type EarlyPolicy} from './link.js';
import type {LinkState} from './link-state.js';
import {Media, type AudioProcessing} from './media.js';
import {Messages} from './messages.js';
import {Monitor} from './monitor.js';
import type {CallStatus, ChatMessage, EndReason, LocalParticipant, Participant} from './participant.js';
import {RemotePeer} from './remote-peer.js';
import {Roster} from './roster.js';
import {
  isPeerId,
  isRoomName,
  REFUSALS,
  type Invitation,
  type LinkMessage,
  type RoomEvent,
  type Signaling,
} from './signaling.js';
import type {ParticipantStats} from './stats.js';
import {Trace, type TraceEntry} from './trace.js';

export interface CallOptions {
  /** URL of the broker's prefix, e.g. `https://calls.example.com/rtc`. Default: `/rtc` on the page's origin. */
  readonly broker?: string;
  /** Access token (a JWT), where the broker asks for one. */
  readonly token?: string;
  /** My address. Default: a random one, kept for the life of the tab. */
  readonly peerId?: string;
  /** What others see. */
  readonly displayName?: string;
  /** Replaces what the broker says. */
  readonly iceServers?: readonly RTCIceServer[];
  /** Never reveal an address: TURN only. */
  readonly relayOnly?: boolean;
  /** Start with the microphone on. Default true. */
  readonly audio?: boolean;
  /** Start with the camera on. Default true. */
  readonly video?: boolean;
  /** Echo cancellation, noise suppression and gain; the browser's defaults where left out. */
  readonly audioProcessing?: AudioProcessing;
  /**
   * Whether to connect to a caller while it still rings, so that accepting takes no time. To connect is to show
   * one's address. `auto`: only to callers whom the broker has authenticated, or else over a relay, which shows
   * none. `always` suits brokers that only friends can reach. Default `auto`.
   */
  readonly connectBeforeAccept?: 'auto' | 'always' | 'never';
  /** Another way of signaling than a PeerJS broker. */
  readonly signaling?: Signaling;
}

/** Who rings, or is rung. */
export interface Ring {
  readonly peerId: string;
  readonly displayName: string;
}

/** A call without a UI. Methods throw, or reject with, nothing but {@link CallError}. */
export interface Call extends events.TypedEventTarget<events.CallEventMap> {
  readonly state: CallStatus;
  /** Why the last call ended; null unless `state` is `ended`. */
  readonly endReason: EndReason | null;
  /** Everyone who is in, without me; a new array on each change. */
  readonly participants: readonly Participant[];
  readonly local: LocalParticipant;
  readonly incoming: Ring | null;
  readonly outgoing: Ring | null;
  readonly room: string | null;
  readonly activeSpeaker: Participant | null;
  /** The chat so far, mine included. */
  readonly messages: readonly ChatMessage[];
  readonly transfers: readonly FileTransfer[];
  /** What really happened, oldest first. */
  readonly trace: readonly TraceEntry[];
  /** What is wrong at the moment and is being mended, such as a broker that can't be reached. */
  readonly error: CallError | null;
  /** The broker is connected. */
  readonly isOnline: boolean;
  /** Changes options; those of a connection take effect with the next one. */
  configure(options: Partial<CallOptions>): void;
  /** Connects to the broker, so that I can be rung. */
  open(): Promise<void>;
  /** Shows me the preview; for a room also connects to who is there, with the media off. */
  preview(room?: string): Promise<void>;
  /** Comes back to where this tab was before a reload of less than 20 s ago; false if it was nowhere. */
  resume(room?: string): Promise<boolean>;
  join(room: string): Promise<void>;
  call(peerId: string): Promise<void>;
  accept(): Promise<void>;
  decline(): void;
  /** Ends what goes on, and stays reachable. */
  hangUp(): void;
  /** Ends what goes on and releases everything. */
  leave(): void;
  toggleMicrophone(on?: boolean): Promise<void>;
  toggleCamera(on?: boolean): Promise<void>;
  toggleScreenshare(on?: boolean): Promise<void>;
  setCameraDevice(deviceId: string): Promise<void>;
  setMicrophoneDevice(deviceId: string): Promise<void>;
  /** The page applies it: `video.setSinkId(call.local.speakerId)`. */
  setSpeakerDevice(deviceId: string): Promise<void>;
  /** To everyone, or to one. At most 16,000 characters. */
  sendChatMessage(text: string, to?: string): ChatMessage;
  /** Any JSON value of at most 16,000 characters, to everyone or to one. */
  sendAppMessage(data: unknown, to?: string): void;
  /** Offers a file to everyone, or to one. */
  sendFile(file: File, to?: string): readonly FileTransfer[];
  acceptFile(id: string): void;
  cancelFile(id: string): void;
  getStats(): Promise<readonly ParticipantStats[]>;
}

export function createCall(options: CallOptions = {}): Call {
  return new CallSession(options);
}

/** How long to wait before a lost link to somebody who is still in the room is dialled again, in ms. */
const REDIAL_MS = [500, 2_000, 5_000];

type Stage = 'none' | 'lobby' | 'in';

const CallTarget = EventTarget as new () => events.TypedEventTarget<events.CallEventMap>;

class CallSession extends CallTarget implements Call {
  #options: CallOptions;
  /** New with each page load. */
  readonly #session = randomId();
  readonly #trace = new Trace(entry => this.dispatchEvent(new events.TraceEvent({entry})));
  readonly #media: Media;
  readonly #messages: Messages;
  readonly #files: FileTransfers;
  readonly #monitor: Monitor;
  readonly #peers = new Map<string, RemotePeer>();
  readonly #roster = new Roster();
  readonly #claim = new IdClaim();
  #signaling: Signaling | null = null;
  #connecting: Promise<Signaling> | null = null;
  /** Aborted by `leave()`. */
  #life = new AbortController();
  #stage: Stage = 'none';
  #room: string | null = null;
  /** Whom I ring or who rings me, and later whom I talk to, outside of rooms. */
  #partner: RemotePeer | null = null;
  /** Invitations to my room from people whom the broker has not announced yet. */
  readonly #early = new Map<string, Invitation>();
  #endReason: EndReason | null = null;
  #error: CallError | null = null;
  #isOnline = false;
  #state: CallStatus = 'idle';
  #participants: readonly Participant[] = [];
  #activeSpeaker: Participant | null = null;

  constructor(options: CallOptions) {
    super();
    this.#options = options;
    this.#media = new Media(
      {
        microphone: options.audio ?? true,
        camera: options.video ?? true,
        audioProcessing: options.audioProcessing,
      },
      {
        onChange: () => this.#onMediaChange(),
        onDeviceError: (device, error) => this.dispatchEvent(new events.DeviceErrorEvent({device, error})),
        onCaptured: role => this.#trace.add('media-captured', null, 'local', role),
      },
    );
    this.#messages = new Messages({
      recipients: to => this.#recipients(to),
      me: () => ({id: this.#signaling?.id ?? '', name: this.#options.displayName ?? ''}),
      onChat: message => this.dispatchEvent(new events.ChatMessageEvent({message})),
      onApp: (from, data) => this.dispatchEvent(new events.AppMessageEvent({from, data})),
    });
    this.#files = new FileTransfers({
      recipients: to => this.#recipients(to),
      onChange: transfer => this.dispatchEvent(new events.FileEvent({transfer})),
    });
    this.#monitor = new Monitor({
      peers: () => this.#visiblePeers(),
      media: this.#media,
      onChange: () => this.#update(),
      onSpeaker: peer => {
        this.#activeSpeaker = peer?.toParticipant() ?? null;
        this.dispatchEvent(new events.ActiveSpeakerChangeEvent({participant: this.#activeSpeaker}));
      },
      onQuality: peer => {
        const participant = peer.toParticipant();
        this.dispatchEvent(new events.NetworkQualityChangeEvent({participant, quality: participant.quality}));
      },
    });
  }

  get state() {
    return this.#state;
  }
  get endReason() {
    return this.#state === 'ended' ? this.#endReason : null;
  }
  get participants() {
    return this.#participants;
  }
  get room() {
    return this.#room;
  }
  get activeSpeaker() {
    return this.#activeSpeaker;
  }
  get messages() {
    return this.#messages.all;
  }
  get transfers() {
    return this.#files.all;
  }
  get trace() {
    return this.#trace.entries;
  }
  get error() {
    return this.#error;
  }
  get isOnline() {
    return this.#isOnline;
  }
  get incoming() {
    return this.#ring('ringing');
  }
  get outgoing() {
    return this.#ring('dialing');
  }

  get local(): LocalParticipant {
    return {
      id: this.#signaling?.id ?? null,
      displayName: this.#options.displayName ?? '',
      stream: this.#media.stream,
      screen: this.#media.screen,
      microphone: this.#media.device('microphone'),
      camera: this.#media.device('camera'),
      isSpeaking: this.#monitor.isSpeaking,
      devices: this.#media.devices,
      speakerId: this.#media.speakerId,
    };
  }

  configure(options: Partial<CallOptions>) {
    this.#options = {...this.#options, ...options};
    const {audio, video, audioProcessing} = this.#options;
    if (this.#stage === 'none' && !this.#partner) {
      this.#media.configure({microphone: audio ?? true, camera: video ?? true, audioProcessing});
    }
    if (options.displayName !== undefined) {
      if (this.#room) this.#signaling?.update(this.#room, {name: options.displayName});
      this.#sendStatus();
    }
    this.dispatchEvent(new events.LocalUpdatedEvent());
  }

  async open() {
    await this.#connect();
  }

  async preview(room?: string) {
    await this.#enter('lobby', room ?? null);
  }

  async join(room: string) {
    await this.#enter('in', room);
  }

  async resume(room?: string): Promise<boolean> {
    const resumption = recallResumption(this.#brokerKey());
    rememberResumption(this.#brokerKey(), null);
    if (!resumption || (room !== undefined && resumption.room !== room)) return false;
    const {microphone, camera, peer} = resumption;
    this.#media.configure({
      microphone: microphone.isOn,
      camera: camera.isOn,
      microphoneId: microphone.deviceId,
      cameraId: camera.deviceId,
    });
    if (resumption.room !== undefined) await this.join(resumption.room);
    else if (peer) await this.#dial(peer.id, peer.link);
    else return false;
    return true;
  }

  async call(peerId: string) {
    await this.#dial(peerId);
  }

  async accept() {
    const link = this.#partner?.link;
    if (link?.state.status !== 'ringing') throw new CallError('wrong-state', {detail: 'nobody rings'});
    this.#partner!.isIn = true;
    link.setSending(true);
    link.dispatch({type: 'accept'});
    this.dispatchEvent(new events.JoinedEvent({room: null}));
    await this.#media.start();
  }

  decline() {
    const link = this.#partner?.link;
    if (link?.state.status !== 'ringing') throw new CallError('wrong-state', {detail: 'nobody rings'});
    link.dispatch({type: 'decline', reason: 'declined'});
  }

  hangUp() {
    // The link knows what its end means: a ring is cancelled or declined, a call hung up.
    if (this.#partner?.link) this.#partner.link.dispatch({type: 'hang-up'});
    else this.#end('hung-up');
  }

  leave() {
    this.hangUp();
    this.#life.abort();
    this.#life = new AbortController();
    this.#signaling?.close();
    this.#signaling = null;
    this.#connecting = null;
    this.#claim.release();
    this.#isOnline = false;
    this.#error = null;
    rememberResumption(this.#brokerKey(), null);
    this.#update();
  }

  async toggleMicrophone(on?: boolean) {
    await this.#media.toggleMicrophone(on);
  }
  async toggleCamera(on?: boolean) {
    await this.#media.toggleCamera(on);
  }
  async toggleScreenshare(on?: boolean) {
    await this.#media.toggleScreenshare(on);
  }
  async setCameraDevice(deviceId: string) {
    await this.#media.setDevice('camera', deviceId);
  }
  async setMicrophoneDevice(deviceId: string) {
    await this.#media.setDevice('microphone', deviceId);
  }
  // eslint-disable-next-line @typescript-eslint/require-await -- the contract's device setters are all asynchronous
  async setSpeakerDevice(deviceId: string) {
    this.#media.setSpeaker(deviceId);
  }

  sendChatMessage(text: string, to?: string) {
    return this.#messages.sendChat(text, to);
  }
  sendAppMessage(data: unknown, to?: string) {
    this.#messages.sendApp(data, to);
  }
  sendFile(file: File, to?: string) {
    return this.#files.offer(file, to);
  }
  acceptFile(id: string) {
    this.#files.accept(id);
  }
  cancelFile(id: string) {
    this.#files.cancel(id);
  }

  getStats() {
    return this.#monitor.getStats();
  }

  // ── the broker ──

  #connect(): Promise<Signaling> {
    this.#connecting ??= this.#openSignaling(this.#life.signal).catch((error: unknown) => {
      this.#connecting = null;
      throw error;
    });
    return this.#connecting;
  }

  /** Resolves once the connection is being made: what is sent before it is open waits. */
  async #openSignaling(life: AbortSignal): Promise<Signaling> {
    const {peerId} = this.#options;
    if (peerId !== undefined && !isPeerId(peerId))
      throw this.#report(new CallError('invalid-id', {detail: peerId}));
    const signaling = this.#options.signaling ?? (await this.#createPeerJsSignaling());
    if (life.aborted) {
      signaling.close();
      throw new CallError('wrong-state', {detail: 'left meanwhile'});
    }
    this.#signaling = signaling;
    addEventListener('online', () => this.#checkNetwork(), {signal: life});
    addEventListener('pagehide', () => this.#remember(), {signal: life});
    const network = (navigator as {connection?: EventTarget}).connection;
    network?.addEventListener('change', () => this.#checkNetwork(), {signal: life});
    signaling.open({
      onOpen: () => {
        this.#isOnline = true;
        this.#error = null;
        if (this.#room && this.#stage !== 'none') signaling.enter(this.#room, this.#entry());
        this.#update();
      },
      onLost: error => {
        this.#isOnline = false;
        if (!this.#error) this.#report(error);
        this.#error = error;
        this.#update();
      },
      onFatal: error => {
        this.#signaling = this.#connecting = null;
        this.#isOnline = false;
        this.#report(error);
        this.#error = error;
        this.#end('connection-failed');
      },
      onInvite: (from, invitation) => this.#onInvite(from, invitation),
      onMessage: (from, link, message) => this.#onMessage(from, link, message),
      onUnavailable: peer => this.#peers.get(peer)?.link?.dispatch({type: 'unavailable'}),
      onRoom: event => this.#onRoom(event),
    });
    this.#update();
    return signaling;
  }

  async #createPeerJsSignaling(): Promise<Signaling> {
    const {PeerJsSignaling} = await import('./peerjs-signaling.js');
    const identity = await getIdentity(this.#brokerKey(), this.#options.peerId, id => this.#claim.claim(id));
    return new PeerJsSignaling({broker: this.#brokerUrl(), identity, token: () => this.#options.token});
  }

  #brokerUrl(): URL {
    const broker = this.#options.broker ?? '/rtc';
    try {
      return new URL(broker.endsWith('/') ? broker : `${broker}/`, location.href);
    } catch (cause) {
      throw this.#report(new CallError('invalid-option', {cause, detail: `broker: ${broker}`}));
    }
  }

  /** What the tab's memory is filed under. */
  #brokerKey(): string {
    return `${this.#options.broker ?? '/rtc'} ${this.#options.peerId ?? ''}`;
  }

  // ── rooms ──

  async #enter(stage: 'lobby' | 'in', room: string | null) {
    if (room !== null && !isRoomName(room)) throw this.#report(new CallError('invalid-room', {detail: room}));
    if (this.#partner) throw new CallError('wrong-state', {detail: 'hang up first'});
    if (this.#room !== null && this.#room !== room) this.#end('hung-up');
    const isKnown = this.#room !== null && this.#isOnline;
    this.#stage = stage;
    this.#room = room;
    this.#endReason = null;
    this.#update();
    const capturing = this.#media.start();
    if (room !== null) {
      const signaling = await this.#connect();
      if (this.#room !== room) return;
      if (isKnown) signaling.update(room, {stage});
      else if (signaling.isOpen) signaling.enter(room, this.#entry());
      this.#sendStatus();
      this.#meet();
      if (stage === 'in') this.dispatchEvent(new events.JoinedEvent({room}));
    }
    await capturing;
  }

  #entry() {
    const stage = this.#stage === 'in' ? 'in' : 'lobby';
    return {name: this.#options.displayName ?? '', stage, session: this.#session} as const;
  }

  #onRoom(event: RoomEvent) {
    if (event.kind === 'refused') return this.#onRefused(event.code, event.hint);
    if (event.room !== this.#room) return;
    for (const id of this.#roster.apply(event)) {
      const member = this.#roster.get(id);
      const peer = member ? this.#peer(id, member.name) : this.#peers.get(id);
      if (!peer) continue;
      if (member && peer.session !== null && peer.session !== member.session) this.#onReload(peer);
      peer.member = member;
      if (member) peer.session = member.session;
      if (!member && event.kind === 'exited' && event.reason === 'left') this.#drop(peer, 'peer-hung-up');
      else if (!member && peer.link?.state.status !== 'connected') this.#drop(peer, 'connection-lost');
    }
    this.#meet();
    for (const [from, invitation] of this.#early) {
      if (this.#roster.get(from)) {
        this.#early.delete(from);
        this.#onInvite(from, invitation);
      }
    }
    this.#update();
  }

  #onRefused(code: string, hint?: string) {
    if (this.#stage === 'none' || !this.#room) return;
    const known: ErrorCode = code === 'rooms-unsupported' ? code : (REFUSALS[code] ?? 'broker-refused');
    const error = this.#report(new CallError(known, {detail: hint ?? code}));
    this.#end('connection-failed');
    this.#error = error;
    this.#update();
  }

  /** Dials everyone in the room who is mine to dial and has no link. */
  #meet() {
    if (this.#stage === 'none' || !this.#room) return;
    for (const peer of this.#peers.values()) {
      const {member} = peer;
      if (!member) continue;
      if (member.stage === 'in') peer.isIn = true;
      peer.link?.setSending(this.#stage === 'in' && peer.isIn);
      const isWanted = this.#stage === 'in' || member.stage === 'in';
      const isMine = this.#roster.isDialer(member);
      if (peer.link || !isWanted || !isMine || member.away || peer.retryTimer !== undefined) continue;
      this.#link(peer, randomId(), true).dispatch({type: 'met', isDialer: true});
    }
  }

  /** The page of this peer is new: its old link leads nowhere. Whoever dials, dials again. */
  #onReload(peer: RemotePeer) {
    peer.leftFor = null;
    this.#unlink(peer);
  }

  #drop(peer: RemotePeer, reason: EndReason) {
    peer.leftFor ??= reason;
    this.#unlink(peer);
    this.#update();
    peer.release();
    this.#peers.delete(peer.id);
  }

  // ── links ──

  #peer(id: string, name: string): RemotePeer {
    let peer = this.#peers.get(id);
    if (!peer) {
      peer = new RemotePeer(id, name, () => this.#update());
      this.#peers.set(id, peer);
    }
    return peer;
  }

  #link(peer: RemotePeer, id: string, isNative: boolean | null): Link {
    const link: Link = new Link({
      id,
      peerId: peer.id,
      signaling: this.#signaling!,
      media: this.#media,
      isNative,
      isSending: this.#room !== null ? this.#stage === 'in' && peer.isIn : isNative === null,
      about: () => this.#about(),
      configuration: () => this.#configuration(),
      observer: {
        onState: (state, previous) => this.#onLinkState(peer, link, state, previous),
        onChannelOpen: () => this.#onChannelOpen(peer, link),
        onControl: message => this.#onControl(peer, message),
        onTrack: (role, track) => this.#onTrack(peer, role, track),
        onDataChannel: channel => this.#files.onDataChannel(peer, channel),
        onNative: ({session, name}) => {
          peer.session = session;
          peer.name = name || peer.name;
        },
        onError: error => this.#report(error),
        trace: (step, side, detail) => this.#trace.add(step, peer.id, side, detail),
      },
    });
    peer.link = link;
    return link;
  }

  #about(): NonNullable<Invitation['native']> {
    return {
      session: this.#session,
      name: this.#options.displayName ?? '',
      ...(this.#room !== null && {room: this.#room}),
      ...(this.#replaces !== undefined && {replaces: this.#replaces}),
    };
  }
  /** The link of before the reload, which the one being dialled continues. */
  #replaces: string | undefined;

  async #configuration(): Promise<RTCConfiguration> {
    const iceServers = this.#options.iceServers ?? (await this.#signaling?.iceServers()) ?? [];
    return {iceServers: [...iceServers], iceTransportPolicy: this.#options.relayOnly ? 'relay' : 'all'};
  }

  async #dial(peerId: string, replaces?: string) {
    if (!isPeerId(peerId)) throw this.#report(new CallError('invalid-id', {detail: peerId}));
    if (this.#partner || this.#room !== null) throw new CallError('wrong-state', {detail: 'hang up first'});
    this.#stage = 'none';
    this.#endReason = null;
    this.#replaces = replaces;
    const peer = this.#peer(peerId, peerId);
    this.#partner = peer;
    this.#update();
    const capturing = this.#media.start();
    try {
      const signaling = await this.#connect();
      if (this.#partner !== peer) return; // hung up meanwhile
      if (peerId === signaling.id) throw this.#report(new CallError('invalid-id', {detail: 'my own id'}));
    } catch (error) {
      if (this.#partner === peer) this.#end('connection-failed');
      throw error;
    }
    this.#link(peer, `mc_${randomId()}`, null).dispatch({type: 'dial'});
    await capturing;
  }

  #onInvite(from: string, invitation: Invitation) {
    const {native} = invitation;
    if (native?.room !== undefined) return this.#onRoommate(from, invitation);
    const peer = this.#peers.get(from);
    const link = peer?.link;
    if (peer && link && peer === this.#partner) {
      const {status} = link.state;
      if (native?.replaces === link.id && (status === 'connected' || status === 'reconnecting')) {
        return this.#continue(peer, invitation);
      }
      if (status === 'dialing' || status === 'connecting') {
        peer.isIn = true;
        return link.collide(invitation, !native || this.#signaling!.id < from);
      }
      if (status !== 'reconnecting') return; // a second copy, or a second call of the one I talk to
      this.#end('connection-lost');
    }
    if (this.#partner || this.#room !== null) return this.#refuseBusy(from, invitation);
    this.#stage = 'none';
    this.#endReason = null;
    const caller = this.#peer(from, native?.name || from);
    this.#partner = caller;
    this.#link(caller, invitation.link, native !== null).ring(invitation, this.#earlyPolicy());
    const event = new events.IncomingCallEvent({peerId: from, displayName: caller.name});
    this.dispatchEvent(event);
  }

  /** From somebody in a room: welcome if it is mine and the broker says that they are in it. */
  #onRoommate(from: string, invitation: Invitation) {
    if (invitation.native?.room !== this.#room || this.#stage === 'none') return;
    if (!this.#roster.get(from)) {
      if (this.#early.size < 64) this.#early.set(from, invitation);
      return;
    }
    const peer = this.#peer(from, invitation.native?.name ?? from);
    // Both dialled at once: one of the two offers stands. A reloaded page knows nothing of mine.
    if (peer.link?.isInviting && peer.session === invitation.native?.session) {
      return peer.link.collide(invitation, this.#signaling!.id < from);
    }
    this.#continue(peer, invitation);
  }

  /** A new link to the same person, in place of the old one. */
  #continue(peer: RemotePeer, invitation: Invitation) {
    this.#unlink(peer);
    peer.leftFor = null;
    const link = this.#link(peer, invitation.link, true);
    link.setSending(this.#room === null || (this.#stage === 'in' && peer.isIn));
    link.meet(invitation);
    this.#update();
  }

  #refuseBusy(to: string, {link, native}: Invitation) {
    this.#trace.add('hang-up', to, 'local', 'busy');
    this.#signaling?.send(to, link, {kind: 'bye', reason: 'busy'}, native !== null);
  }

  #earlyPolicy(): EarlyPolicy {
    const {connectBeforeAccept = 'auto', iceServers} = this.#options;
    if (connectBeforeAccept === 'never') return 'never';
    if (connectBeforeAccept === 'always' || this.#signaling?.isAuthenticated) return 'all';
    const urls = (iceServers ?? []).flatMap(({urls}) => urls);
    return urls.some(url => url.startsWith('turn')) ? 'relay' : 'never';
  }

  #onMessage(from: string, linkId: string, message: LinkMessage) {
    const link = this.#peers.get(from)?.link;
    if (!link || (link.id !== linkId && linkId !== '')) return;
    // Without a link's name it is a plain PeerJS page that closes all.
    if (linkId === '' && link.isNative && link.state.status !== 'ringing') return;
    link.receive(message);
  }

  #onLinkState(peer: RemotePeer, link: Link, state: LinkState, previous: LinkState) {
    if (peer.link !== link) return;
    if (state.status === 'connecting' || state.status === 'connected') {
      if (previous.status === 'dialing') {
        peer.isIn = true;
        this.dispatchEvent(new events.JoinedEvent({room: null}));
      }
    }
    if (state.status === 'connected') {
      peer.hasBeenConnected = true;
      peer.retries = 0;
    }
    if (state.status === 'ended') this.#onLinkEnded(peer, state.reason);
    this.#update();
  }

  #onLinkEnded(peer: RemotePeer, reason: EndReason) {
    peer.link = null;
    if (peer === this.#partner) {
      peer.leftFor = reason;
      if (reason === 'peer-unavailable') this.#report(new CallError('peer-unavailable', {detail: peer.id}));
      else if (reason === 'connection-failed' || reason === 'connection-lost')
        this.#report(new CallError(reason));
      return this.#end(reason);
    }
    peer.outbox.close();
    if (reason === 'peer-hung-up') return this.#drop(peer, reason);
    if (!this.#room || reason === 'hung-up') return;
    // Still listed: meet again.
    const wait = REDIAL_MS[Math.min(peer.retries++, REDIAL_MS.length - 1)]!;
    peer.retryTimer = setTimeout(() => {
      peer.retryTimer = undefined;
      this.#meet();
    }, wait);
  }

  /** Takes the link away without a goodbye and without a trace of it in the outside's eyes. */
  #unlink(peer: RemotePeer) {
    const {link} = peer;
    peer.link = null;
    peer.status = null;
    peer.outbox.close();
    link?.dispatch({type: 'bye', reason: 'replaced'});
  }

  // ── what peers say ──

  #onChannelOpen(peer: RemotePeer, link: Link) {
    link.send(this.#status());
    peer.outbox.open((seq, body) => link.send({kind: 'data', seq, body}));
    this.#files.onChannelOpen(peer);
  }

  #onControl(peer: RemotePeer, message: Exclude<ControlMessage, LinkMessage>) {
    switch (message.kind) {
      case 'status':
        peer.status = message;
        peer.session = message.session;
        if (message.stage === 'in' && this.#stage === 'in') {
          peer.isIn = true;
          peer.link?.setSending(true);
        }
        return this.#update();
      case 'data':
        peer.link?.send({kind: 'ack', seq: message.seq});
        if (peer.inbox.accept(peer.session ?? '', message.seq)) this.#onBody(peer, message.body);
        return;
      case 'ack':
        return peer.outbox.acknowledge(message.seq);
    }
  }

  #onBody(peer: RemotePeer, body: Body) {
    if (!peer.isIn) return;
    if (body.kind === 'chat' || body.kind === 'app') this.#messages.receive(peer, body);
    else this.#files.receive(peer, body);
  }

  #onTrack(peer: RemotePeer, role: Parameters<RemotePeer['setTrack']>[0], track: MediaStreamTrack) {
    peer.setTrack(role, track);
    if (role !== 'camera') return;
    onFirstFrame(track, this.#life.signal, () => this.#trace.add('first-frame', peer.id, 'remote'));
  }

  #recipients(to?: string): RemotePeer[] {
    const peers = this.#visiblePeers().filter(peer => peer.session !== null);
    const chosen = to === undefined ? peers : peers.filter(({id}) => id === to);
    if (chosen.length === 0) throw new CallError('not-connected');
    return chosen;
  }

  #status(): Status {
    return {
      kind: 'status',
      name: this.#options.displayName ?? '',
      session: this.#session,
      stage: this.#room && this.#stage === 'lobby' ? 'lobby' : 'in',
      microphone: !this.#media.device('microphone').isMuted,
      camera: !this.#media.device('camera').isMuted,
      screen: this.#media.screen !== null,
    };
  }

  #sendStatus() {
    for (const {link} of this.#peers.values()) link?.send(this.#status());
  }

  #onMediaChange() {
    for (const {link} of this.#peers.values()) link?.placeTracks();
    this.#sendStatus();
    this.dispatchEvent(new events.LocalUpdatedEvent());
  }

  // ── the whole ──

  #end(reason: EndReason) {
    const isSomething = this.#stage !== 'none' || this.#partner !== null;
    const wasIn = this.#stage === 'in' || this.#partner !== null;
    const room = this.#room;
    this.#partner = null;
    this.#stage = 'none';
    this.#room = null;
    this.#roster.clear();
    this.#early.clear();
    for (const peer of this.#peers.values()) {
      peer.leftFor ??= reason;
      peer.link?.dispatch({type: 'hang-up'});
    }
    if (room !== null) this.#signaling?.exit(room);
    this.#replaces = undefined;
    if (isSomething) this.#endReason = wasIn ? reason : null;
    this.#update();
    for (const peer of this.#peers.values()) peer.release();
    this.#peers.clear();
    this.#files.stop();
    this.#messages.clear();
    this.#media.stop();
    this.#monitor.stop();
    if (isSomething && wasIn) this.dispatchEvent(new events.LeftEvent({reason}));
    this.#update();
  }

  #visiblePeers(): RemotePeer[] {
    return [...this.#peers.values()].filter(peer => {
      if (peer.leftFor !== null || !peer.isIn) return false;
      if (peer === this.#partner) return peer.link !== null && !isRinging(peer.link);
      return this.#stage === 'in';
    });
  }

  #ring(status: 'ringing' | 'dialing'): Ring | null {
    const peer = this.#partner;
    if (!peer) return null;
    const actual = peer.link?.state.status ?? 'dialing';
    return actual === status ? {peerId: peer.id, displayName: peer.name} : null;
  }

  #deriveState(): CallStatus {
    // Without a link yet, the broker is being connected.
    const ring = this.#partner && (this.#partner.link?.state.status ?? 'dialing');
    if (ring === 'ringing' || ring === 'dialing') return ring;
    if (this.#stage === 'lobby') return 'lobby';
    const statuses = this.#participants.map(({status}) => status);
    if (statuses.length > 0) {
      return (['connected', 'reconnecting', 'connecting'] as const).find(status =>
        statuses.includes(status),
      )!;
    }
    if (this.#stage === 'in') return 'waiting';
    if (this.#partner) return 'connecting';
    return this.#endReason ? 'ended' : 'idle';
  }

  /** Reads everything again from those who own it, and tells what changed. */
  #update() {
    const before = this.#participants;
    const peers = this.#visiblePeers();
    const after = peers.map(peer => peer.toParticipant());
    const isChanged =
      after.length !== before.length || after.some((participant, i) => participant !== before[i]);
    if (isChanged) this.#participants = after;
    const previous = this.#state;
    this.#state = this.#deriveState();
    if (after.length > 0) this.#monitor.start();
    else this.#monitor.stop();
    for (const participant of before) {
      if (after.some(({id}) => id === participant.id)) continue;
      const reason = this.#peers.get(participant.id)?.leftFor ?? 'peer-hung-up';
      this.dispatchEvent(new events.ParticipantLeftEvent({participant, reason}));
    }
    for (const participant of after) {
      const known = before.find(({id}) => id === participant.id);
      if (!known) this.dispatchEvent(new events.ParticipantJoinedEvent({participant}));
      else if (known !== participant) this.dispatchEvent(new events.ParticipantUpdatedEvent({participant}));
    }
    if (this.#state !== previous) {
      this.dispatchEvent(
        new events.StateChangeEvent({state: this.#state, previous, endReason: this.endReason}),
      );
    }
  }

  #checkNetwork() {
    this.#signaling?.probe();
    for (const {link} of this.#peers.values()) link?.checkNetwork();
  }

  /** The page goes away: if it comes back soon, it goes on from here. */
  #remember() {
    const {microphone, camera} = this.local;
    const link = this.#partner?.link;
    const isTalking = link?.state.status === 'connected' || link?.state.status === 'reconnecting';
    const where: Pick<Resumption, 'room' | 'peer'> | null =
      this.#stage === 'in' && this.#room !== null
        ? {room: this.#room}
        : isTalking && link.isNative
          ? {peer: {id: this.#partner!.id, link: link.id}}
          : null;
    if (!where) return;
    rememberResumption(this.#brokerKey(), {
      ...where,
      microphone: {isOn: !microphone.isMuted, deviceId: microphone.deviceId},
      camera: {isOn: !camera.isMuted, deviceId: camera.deviceId},
    });
  }

  #report(error: unknown): CallError {
    const callError = toCallError(error, 'connection-failed');
    this.dispatchEvent(new events.CallErrorEvent({error: callError}));
    return callError;
  }
}

function isRinging(link: Link): boolean {
  const {status} = link.state;
  return status === 'idle' || status === 'dialing' || status === 'ringing';
}
