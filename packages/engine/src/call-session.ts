import type {Call, CallOptions, LocalParticipant} from './call.js';
import {callStatusOf, participantEvents, resumptionOf} from './call-status.js';
import {CallError, toCallError} from './errors.js';
import * as events from './events.js';
import type {FileBody, FileTransfers} from './files/index.js';
import type {EarlyPolicy, EndReason} from './link/index.js';
import {mayOpenQuietly, Media, onFirstFrame} from './media/index.js';
import {
  incomingOf,
  Meeting,
  Messages,
  Monitor,
  outgoingOf,
  Reactions,
  type Door,
  type IncomingRing,
  type OutgoingRing,
  type Participant,
  type RemotePeer,
  type RoomMember,
} from './meeting/index.js';
import {iceServersProblem} from './ice-servers.js';
import {
  isHostKey,
  isPeerId,
  randomId,
  toDeclineText,
  toDisplayName,
  toKnockText,
  toRoomName,
} from './names.js';
import {OnDemand} from './on-demand.js';
import {isAnyoneRemembered, REMEMBERED} from './remembered.js';
import {
  BrokerConnection,
  guards,
  recallChat,
  recallResumption,
  rememberChat,
  rememberResumption,
  type ModerationAction,
  type Signaling,
  type Stage,
} from './signaling/index.js';
import {changesOf, keepIfSame} from './snapshot.js';
import {Trace} from './trace.js';
import {Turns} from './turns.js';
import type {Verifications} from './verification/index.js';

const CallTarget = EventTarget as new () => events.TypedEventTarget<events.CallEventMap>;

/** Most calls have no files. */
const fileTransfers = new OnDemand('file-transfers', () => import('./files/file-transfers.js'));

const verification = new OnDemand('verifications', () => import('./verification/verifications.js'));

export function createCall(options: CallOptions = {}): Call {
  return new CallSession(options);
}

/** Implements the commands of a call. Its state is read from the objects that own it. */
class CallSession extends CallTarget implements Call {
  #options: CallOptions;
  readonly #trace: Trace;
  readonly #media: Media;
  readonly #broker: BrokerConnection;
  readonly #meeting: Meeting;
  readonly #messages: Messages;
  readonly #reactions: Reactions;
  #handRaisedAt: number | null = null;
  /** Created with the first file. */
  #files: FileTransfers | null = null;
  /** Created when somebody compares, or is remembered. */
  #verifications: Verifications | null = null;
  readonly #monitor: Monitor;
  readonly #turns = new Turns(event => this.dispatchEvent(event));
  /** New with each page load, and after a return from the back/forward cache: it distinguishes them for the others. */
  #session = randomId();
  #state: events.CallStatus = 'idle';
  #participants: readonly Participant[] = [];
  #members: readonly RoomMember[] = [];
  #door: Door | null = null;
  #local: LocalParticipant | null = null;
  #incoming: IncomingRing | null = null;
  #outgoing: OutgoingRing | null = null;
  #activeSpeaker: RemotePeer | null = null;

  constructor(options: CallOptions) {
    super();
    this.#options = checked(options);
    this.#trace = new Trace(entry => this.#turns.emit(new events.TraceEvent({entry})));
    const {audio: microphone = true, video: camera = true, audioProcessing} = options;
    this.#media = new Media(
      {microphone, camera, audioProcessing},
      {
        onChange: () => this.#onMediaChange(),
        onDeviceError: (device, error) => this.#turns.emit(new events.DeviceErrorEvent({device, error})),
        onCaptured: role => this.#trace.add('media-captured', null, 'local', role),
      },
    );
    const update = () => this.#update();
    // No other event reports `isOnline`, `error` and changes of the local participant.
    const updateLocal = () => {
      this.#update();
      this.#turns.emit(new events.LocalUpdatedEvent());
    };
    const onError = (error: CallError) => void this.#report(error);
    this.#meeting = new Meeting({
      session: () => this.#session,
      name: () => this.#name,
      handRaisedAt: () => this.#handRaisedAt,
      media: this.#media,
      trace: this.#trace,
      signaling: () => this.#broker.signaling,
      configuration: () => this.#configuration(),
      isSavingData: () => this.#options.saveData === true,
      earlyPolicy: isTrusted => this.#earlyPolicy(isTrusted),
      hostKey: () => this.#options.hostKey,
      onSanction: (what, isNews) => {
        const isMute = what === 'muted';
        if (isMute) this.#media.toggleMicrophone(false).catch(() => {});
        else this.#media.stopScreenshare();
        // After a reload, the person knows.
        if (isNews) this.#turns.emit(new events.ModeratedEvent({action: isMute ? 'muted' : 'share-stopped'}));
      },
      onChange: update,
      onJoined: room => this.#turns.emit(new events.JoinedEvent({room})),
      onEnded: (...end) => this.#onEnded(...end),
      onRinging: ({id: peerId, name: displayName}) =>
        this.#turns.emit(new events.IncomingCallEvent({peerId, displayName})),
      onMissed: (peerId, displayName) =>
        this.#turns.emit(new events.MissedCallEvent({peerId, displayName, time: Date.now()})),
      onTrack: (peer, role, track, signal) => {
        if (role !== 'camera') return;
        onFirstFrame(track, signal, () => this.#trace.add('first-frame', peer.id, 'remote'));
      },
      onBody: (peer, body) => {
        if (body.kind === 'chat' || body.kind === 'app') this.#messages.receive(peer, body);
        else this.#receiveFile(peer, body);
      },
      onReaction: (peer, emoji) => this.#reactions.receive(peer, emoji),
      onVerify: (peer, body) => this.#verify(verifications => verifications.receive(peer, body)),
      onChannelOpen: peer => {
        this.#files?.onChannelOpen(peer);
        if (this.#verifications) this.#verifications.connect(peer);
        else if (isAnyoneRemembered()) this.#verify(() => {});
      },
      // No peer can send a file before I have accepted one.
      onDataChannel: (peer, channel) => {
        if (this.#files) this.#files.onDataChannel(peer, channel);
        else channel.close();
      },
      onError,
    });
    this.#broker = new BrokerConnection({
      options: () => this.#options,
      turns: this.#turns,
      handlers: {
        onOpen: () => this.#meeting.room?.onOpen(),
        onFatal: error => this.#meeting.end('connection-failed', error),
        onInvite: (from, invitation) => this.#meeting.onInvite(from, invitation),
        onMessage: (from, link, message) => this.#meeting.onMessage(from, link, message),
        onUnavailable: peer => this.#meeting.peers.get(peer)?.link?.onUnavailable(),
        onLeft: (...who) => this.#meeting.onLeft(...who),
        onRoom: event => this.#meeting.room?.onEvent(event),
      },
      onChange: updateLocal,
      onError,
      trace: (step, side, detail) => this.#trace.add(step, null, side, detail),
      onNetworkChange: () => this.#meeting.peers.checkNetwork(),
      session: () => this.#session,
      farewells: () => this.#meeting.farewells,
      onPageHide: () => this.#leavePage(),
      onPageShow: () => this.#comeBack(),
    });
    this.#messages = new Messages({
      recipients: to => this.#recipients(to),
      me: () => ({id: this.#broker.signaling?.id ?? '', name: this.#name}),
      onChat: message => this.#turns.emit(new events.ChatMessageEvent({message})),
      onApp: (from, data) => this.#turns.emit(new events.AppMessageEvent({from, data})),
    });
    this.#reactions = new Reactions({
      recipients: () => this.#recipients(),
      me: () => this.#broker.signaling?.id ?? '',
      onReaction: (from, emoji, isMine) => this.#turns.emit(new events.ReactionEvent({from, emoji, isMine})),
    });
    this.#monitor = new Monitor({
      peers: () => this.#meeting.visible,
      media: this.#media,
      isSavingData: () => this.#options.saveData === true,
      onChange: updateLocal,
      onSpeaker: peer => {
        this.#activeSpeaker = peer;
        this.#turns.emit(new events.ActiveSpeakerChangeEvent({participant: this.activeSpeaker}));
      },
      onVideoPaused: peer => this.#meeting.peers.tell(peer),
      onQuality: peer => {
        const participant = peer.toParticipant();
        this.#turns.emit(new events.NetworkQualityChangeEvent({participant, quality: participant.quality}));
      },
    });
  }

  get #name(): string {
    return toDisplayName(this.#options.displayName ?? '');
  }

  get state() {
    return this.#state;
  }
  get endReason() {
    return this.#state === 'ended' ? this.#meeting.endReason : null;
  }
  get endText() {
    return this.#state === 'ended' ? this.#meeting.endText : null;
  }
  get participants() {
    return this.#participants;
  }
  get room() {
    return this.#meeting.room?.name ?? null;
  }
  get members() {
    return this.#members;
  }
  get door() {
    return this.#door;
  }
  get activeSpeaker() {
    return this.#activeSpeaker?.toParticipant() ?? null;
  }
  get messages() {
    return this.#messages.all;
  }
  get transfers() {
    return this.#files?.all ?? [];
  }
  get trace() {
    return this.#trace.entries;
  }
  get error() {
    return this.#broker.error;
  }
  get isOnline() {
    return this.#broker.isOnline;
  }
  get incoming() {
    return this.#incoming;
  }
  get outgoing() {
    return this.#outgoing;
  }

  get local(): LocalParticipant {
    const media = this.#media;
    return (this.#local = keepIfSame(this.#local, {
      id: this.#broker.signaling?.id ?? null,
      displayName: this.#name,
      stream: media.stream,
      screen: media.screen,
      microphone: media.device('microphone'),
      camera: media.device('camera'),
      isMutedByHost: this.#meeting.room?.isMutedByHost ?? false,
      isSpeaking: this.#monitor.isSpeaking,
      isHandRaised: this.#handRaisedAt !== null,
      handRaisedAt: this.#handRaisedAt,
      devices: media.devices,
      speakerId: media.speakerId,
    }));
  }

  configure(given: Partial<CallOptions>) {
    const options = changesOf(this.#options, checked(given));
    // Pages configure again on each render of their own: what has not changed is told to nobody.
    if (Object.keys(options).length === 0) return;
    this.#turns.run(() => {
      this.#options = {...this.#options, ...options};
      const {audio: microphone, video: camera, audioProcessing} = options;
      const isIdle = !this.#meeting.stage && !this.#meeting.partner;
      this.#media.configure(isIdle ? {microphone, camera, audioProcessing} : {audioProcessing});
      if (options.saveData !== undefined) this.#meeting.peers.updateViews();
      if (options.displayName !== undefined) this.#meeting.rename(this.#name);
      this.#turns.emit(new events.LocalUpdatedEvent());
    });
  }

  open() {
    return this.#turns.start(async () => void (await this.#connectOrEnd()));
  }

  preview(room?: string) {
    return this.#turns.start(async () => {
      const {capturing} = this.#enter('lobby', room ?? null);
      await capturing;
    });
  }

  join(room: string, {text}: {readonly text?: string} = {}) {
    return this.#turns.start(async () => this.#enter('in', room, text).answer?.settled);
  }

  resume(room?: string, {text}: {readonly text?: string} = {}) {
    return this.#turns.start(() => this.#resume(room, text));
  }

  call(peerId: string) {
    return this.#turns.start(() =>
      // Both sides call each other, and their call arrived first: calling back accepts it.
      this.incoming?.peerId === peerId ? this.#accept() : this.#dial(peerId),
    );
  }

  accept({video}: {readonly video?: boolean} = {}) {
    return this.#turns.start(() => this.#accept(video));
  }

  prepareCamera(on = true) {
    return this.#turns.start(() => this.#prepareCamera(on));
  }

  decline(text = '') {
    const {ringing} = this.#meeting; // throws if nobody is calling
    this.#turns.run(() => ringing.decline(toDeclineText(text)));
  }

  hangUp() {
    this.#turns.run(() => this.#meeting.hangUp());
  }

  leave() {
    this.#turns.run(() => {
      this.#meeting.leave();
      this.#media.stop();
      this.#forget();
      this.#broker.close();
      this.#update();
    });
  }

  lockRoom(on = true) {
    return this.#moderate(on ? 'lock' : 'unlock');
  }
  admit(id?: string) {
    return this.#moderate('admit', id);
  }
  refuseEntry(id?: string) {
    return this.#moderate('refuse', id);
  }
  muteParticipant(id?: string) {
    return this.#moderate('mute', id);
  }
  stopShare(id: string) {
    return this.#moderate('stop-share', id);
  }
  removeParticipant(id: string) {
    return this.#moderate('remove', id);
  }
  endForAll() {
    return this.#moderate('end');
  }

  toggleMicrophone(on?: boolean) {
    return this.#turns.start(() => this.#media.toggleMicrophone(on));
  }
  toggleCamera(on?: boolean) {
    return this.#turns.start(() => this.#media.toggleCamera(on));
  }
  toggleScreenshare(on?: boolean) {
    return this.#turns.start(() => this.#media.toggleScreenshare(on));
  }
  retryDevices() {
    return this.#turns.start(() => this.#media.retry());
  }
  setCameraDevice(deviceId: string) {
    return this.#turns.start(() => this.#media.setDevice('camera', deviceId));
  }
  setMicrophoneDevice(deviceId: string) {
    return this.#turns.start(() => this.#media.setDevice('microphone', deviceId));
  }
  setSpeakerDevice(deviceId: string) {
    return this.#turns.start(() => this.#media.setSpeaker(deviceId));
  }
  sendChatMessage(text: string, to?: string) {
    const message = this.#messages.sendChat(text, to);
    this.#turns.flush();
    return message;
  }
  sendAppMessage(data: unknown, to?: string) {
    this.#messages.sendApp(data, to);
  }
  sendReaction(emoji: string) {
    this.#reactions.send(emoji);
    this.#turns.flush();
  }
  raiseHand(on = this.#handRaisedAt === null) {
    if (!this.#meeting.isJoined) throw new CallError('wrong-state', {detail: 'join a call first'});
    if (on === (this.#handRaisedAt !== null)) return;
    this.#turns.run(() => {
      this.#handRaisedAt = on ? Date.now() : null;
      this.#meeting.peers.sendStatus();
      this.#turns.emit(new events.LocalUpdatedEvent());
    });
  }
  sendFile(file: File, to?: string) {
    return this.#loadFiles().then(files => files.offer(file, to));
  }
  acceptFile(id: string) {
    return this.#loadFiles().then(files => files.accept(id));
  }
  cancelFile(id: string) {
    return this.#loadFiles().then(files => files.cancel(id));
  }
  verify(participantId: string) {
    return this.#loadVerifications().then(verifications => verifications.verify(participantId));
  }
  confirmVerification(
    participantId: string,
    answer: {readonly matches: boolean; readonly remember?: boolean},
  ) {
    return this.#loadVerifications().then(verifications => verifications.confirm(participantId, answer));
  }
  cancelVerification(participantId: string) {
    this.#verify(verifications => verifications.cancel(participantId));
  }
  forgetVerifications() {
    return this.#loadVerifications().then(verifications => verifications.forget());
  }
  setViewHeight(participantId: string, height: number) {
    this.#meeting.peers.get(participantId)?.showAt(height);
  }
  getStats() {
    return this.#monitor.getStats();
  }

  #moderate(action: ModerationAction, id?: string) {
    return this.#turns.start(async () => {
      const {room} = this.#meeting;
      if (!room) throw new CallError('wrong-state', {detail: 'join a room first'});
      await room.moderate(action, id === undefined ? undefined : [id]);
    });
  }

  /** `name`: the name of the room as typed; null for none. `text`: what I say if I have to knock. */
  #enter(stage: Stage, name: string | null, text?: string) {
    const room = name === null ? null : toRoomName(name);
    if (name !== null && room === null) throw this.#report(new CallError('invalid-room', {detail: name}));
    const answer = this.#meeting.enter(stage, room, text && toKnockText(text));
    const capturing = this.#media.start();
    // The answer reports the outcome.
    if (room !== null) this.#connectOrEnd().catch(() => {});
    return {answer, capturing};
  }

  async #dial(peerId: string, replaces?: string) {
    if (!isPeerId(peerId)) throw this.#report(new CallError('invalid-id', {detail: peerId}));
    const call = this.#meeting.prepareCall(peerId, replaces);
    void this.#media.start();
    const dial = ({id}: Signaling) => {
      if (this.#meeting.partner !== call.partner) return; // hung up meanwhile
      if (peerId !== id) return call.dial();
      const error = this.#report(new CallError('invalid-id', {detail: 'my own id'}));
      this.#meeting.end('connection-failed', error);
    };
    this.#connectOrEnd().then(dial, () => {});
    await call.answer.settled;
  }

  async #accept(video?: boolean) {
    const call = this.#meeting.ringing;
    // Before the devices are opened this only says which.
    if (video !== undefined) this.#media.toggleCamera(video).catch(() => {});
    call.accept();
    void this.#media.start();
    await call.answer.settled;
  }

  async #prepareCamera(on: boolean) {
    const call = this.#meeting.ringing;
    if (!on) return this.#media.releasePreparedCamera();
    const isAllowed = await mayOpenQuietly();
    if (isAllowed && this.#incoming?.peerId === call.partner.id) await this.#media.prepareCamera();
  }

  async #resume(room?: string, said?: string): Promise<boolean> {
    const resumption = recallResumption(this.#broker.key);
    const chat = recallChat(this.#broker.key);
    if (!resumption || resumption.room !== (room === undefined ? undefined : toRoomName(room))) return false;
    rememberResumption(this.#broker.key, null);
    this.#messages.restore(chat);
    const {microphone, camera, speakerId, peer} = resumption;
    const text = said ?? resumption.text;
    this.#media.configure({
      microphone: microphone.isOn,
      camera: camera.isOn,
      microphoneId: microphone.deviceId,
      cameraId: camera.deviceId,
      speakerId,
    });
    if (resumption.room !== undefined) await this.#enter('in', resumption.room, text).answer?.settled;
    else if (peer) await this.#dial(peer.id, peer.link);
    return true;
  }

  /** Connects for what has just started; a failure is ignored if that is already over. */
  async #connectOrEnd(): Promise<Signaling> {
    const {room, partner} = this.#meeting;
    try {
      return await this.#broker.connect();
    } catch (cause) {
      const error = toCallError(cause, 'broker-unreachable');
      const isOver = this.#meeting.room !== room || this.#meeting.partner !== partner;
      if (!isOver && error.code !== 'hung-up') {
        this.#report(error);
        this.#meeting.end('connection-failed', error);
      }
      throw error;
    }
  }

  async #configuration(): Promise<RTCConfiguration> {
    const iceServers = this.#options.iceServers ?? (await this.#broker.signaling?.iceServers()) ?? [];
    return {iceServers: [...iceServers], iceTransportPolicy: this.#options.relayOnly ? 'relay' : 'all'};
  }

  async #earlyPolicy(isTrusted: boolean): Promise<EarlyPolicy> {
    const {connectBeforeAccept = 'auto'} = this.#options;
    if (connectBeforeAccept === 'never') return 'never';
    if (connectBeforeAccept === 'always' || isTrusted) return 'all';
    const {iceServers = []} = await this.#configuration();
    return iceServers.flatMap(({urls}) => urls).some(url => /^turns?:/.test(url)) ? 'relay' : 'never';
  }

  async #loadFiles(): Promise<FileTransfers> {
    const {FileTransfers} = await fileTransfers.load();
    this.#files ??= new FileTransfers({
      recipients: to => this.#recipients(to),
      onChange: transfer => this.#turns.emit(new events.FileEvent({transfer})),
    });
    return this.#files;
  }

  async #loadVerifications(): Promise<Verifications> {
    const {Verifications} = await verification.load();
    this.#verifications ??= new Verifications({
      me: () => this.#broker.signaling?.id ?? '',
      meeting: this.#meeting,
      noteKey: REMEMBERED,
      guards,
      onChange: () => this.#update(),
    });
    return this.#verifications;
  }

  /** Nobody waits for this, so a failure to load the code is reported. */
  #verify(command: (verifications: Verifications) => void) {
    this.#loadVerifications().then(command, (error: CallError) => void this.#report(error));
  }

  #receiveFile(peer: RemotePeer, body: FileBody) {
    this.#loadFiles().then(
      files => files.receive(peer, body),
      (cause: unknown) => {
        // Nobody can answer this offer any more.
        if (body.kind === 'file-offer') peer.outbox.push({kind: 'file-cancel', id: body.id});
        this.#report(toCallError(cause, 'code-not-loaded'));
      },
    );
  }

  #recipients(to?: string): readonly RemotePeer[] {
    const peers = this.#meeting.visible.filter(peer => peer.session !== null);
    const chosen = to === undefined ? peers : peers.filter(({id}) => id === to);
    if (chosen.length === 0) throw new CallError('not-connected');
    return chosen;
  }

  #onMediaChange() {
    this.#meeting.peers.updateTracks();
    const {room} = this.#meeting;
    if (!this.#media.device('microphone').isMuted) room?.lift('muted');
    if (this.#media.screen) room?.lift('shareStopped');
    this.#turns.emit(new events.LocalUpdatedEvent());
  }

  #onEnded(reason: EndReason, error: CallError, wasIn: boolean) {
    this.#files?.stop();
    this.#messages.clear();
    this.#handRaisedAt = null;
    // A failed call returns to the preview; the screen was shared only with the other side.
    if (this.#meeting.stage) this.#media.stopScreenshare(error);
    else this.#media.stop(error);
    this.#turns.emit(new events.LocalUpdatedEvent());
    if (wasIn) this.#turns.emit(new events.LeftEvent({reason}));
    this.#update();
  }

  /** Reads the whole state again and emits events for what changed. */
  #update() {
    const before = this.#participants;
    const after = this.#meeting.visible.map(peer => peer.toParticipant());
    const isChanged =
      after.length !== before.length || after.some((participant, i) => participant !== before[i]);
    if (isChanged) this.#participants = after;
    this.#updateMembers();
    this.#updateDoor();
    this.#updateRings();
    this.#verifications?.update();
    const previous = this.#state;
    this.#state = callStatusOf(this.#meeting, this.#participants);
    if (after.length > 0) this.#monitor.start();
    else this.#monitor.stop();
    const reasonOf = (id: string) => this.#meeting.peers.get(id)?.leftFor ?? 'peer-hung-up';
    for (const event of participantEvents(before, after, reasonOf)) {
      this.#turns.emit(event);
      if (event instanceof events.ParticipantLeftEvent) this.#files?.onLeft(event.participant.id);
    }
    if (this.#state === previous) return;
    this.#turns.emit(new events.StateChangeEvent({state: this.#state, previous, endReason: this.endReason}));
  }

  #updateMembers() {
    const {members} = this.#meeting;
    if (members === this.#members || (members.length === 0 && this.#members.length === 0)) return;
    this.#members = members;
    this.#turns.emit(new events.MembersUpdatedEvent({members}));
  }

  #updateDoor() {
    const before = this.#door;
    const door = this.#meeting.room?.door ?? null;
    if (door === before) return;
    this.#door = door;
    const isKnown = (id: string) => before?.knocks.some(knock => knock.id === id);
    for (const knock of door?.knocks ?? [])
      if (!isKnown(knock.id)) this.#turns.emit(new events.KnockEvent({knock}));
    this.#turns.emit(new events.DoorChangedEvent({door}));
  }

  #updateRings() {
    const {partner} = this.#meeting;
    const [incoming, outgoing] = [this.#incoming, this.#outgoing];
    const [nextIncoming, nextOutgoing] = [incomingOf(partner), outgoingOf(partner)];
    this.#incoming = nextIncoming && keepIfSame(incoming, nextIncoming);
    this.#outgoing = nextOutgoing && keepIfSame(outgoing, nextOutgoing);
    const isUpdate =
      (incoming && this.#incoming && incoming !== this.#incoming) ||
      (outgoing && this.#outgoing && outgoing !== this.#outgoing);
    const rings = {incoming: this.#incoming, outgoing: this.#outgoing};
    if (isUpdate) this.#turns.emit(new events.RingUpdatedEvent(rings));
  }

  /** The page goes away. What it held is released, since a page in the back/forward cache must hold nothing. */
  #leavePage() {
    this.#remember();
    this.#meeting.leavePage();
    this.#media.stop();
  }

  /** The page is back from the back/forward cache: continues where it was, for the others as after a reload. */
  #comeBack() {
    this.#turns.run(() => {
      this.#session = randomId();
      this.#forget();
      const call = this.#meeting.comeBack();
      if (this.#meeting.stage || call) void this.#media.start();
      this.#connectOrEnd().then(
        () => this.#meeting.partner === call?.partner && call?.dial(),
        () => {},
      );
      this.#update();
    });
  }

  /** The page is being unloaded: saves what it returns to if it is reloaded soon. */
  #remember() {
    const place = resumptionOf(this.#meeting);
    if (!place) return;
    const {microphone, camera, speakerId} = this.local;
    // First, because there may not be space for both.
    rememberResumption(this.#broker.key, {
      ...place,
      microphone: {isOn: !microphone.isMuted || microphone.isInterrupted, deviceId: microphone.deviceId},
      camera: {isOn: !camera.isMuted || camera.isInterrupted, deviceId: camera.deviceId},
      speakerId,
    });
    rememberChat(this.#broker.key, this.#messages.all);
  }

  /** No reload returns to the call any more. */
  #forget() {
    rememberResumption(this.#broker.key, null);
    rememberChat(this.#broker.key, null);
  }

  #report(error: CallError): CallError {
    this.#turns.emit(new events.CallErrorEvent({error}));
    return error;
  }
}

/** The same options. Throws `invalid-option` if no peer connection could be created with them, or no room entered. */
function checked<T extends Partial<CallOptions>>(options: T): T {
  const {hostKey} = options;
  // Not the key itself, which may end up in a log.
  if (hostKey !== undefined && !isHostKey(hostKey))
    throw new CallError('invalid-option', {detail: 'hostKey'});
  const problem = options.iceServers && iceServersProblem(options.iceServers);
  if (problem) throw new CallError('invalid-option', {detail: `iceServers: ${problem}`});
  return options;
}
