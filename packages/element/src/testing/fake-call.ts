import {
  CallError,
  ChatMessageEvent,
  DoorChangedEvent,
  KnockEvent,
  LocalUpdatedEvent,
  ModeratedEvent,
  ParticipantJoinedEvent,
  ParticipantLeftEvent,
  ParticipantUpdatedEvent,
  ReactionEvent,
  StateChangeEvent,
  TraceEvent,
  VerificationChangedEvent,
} from '@rtc-call/engine';
import type {
  Call,
  CallEventMap,
  CallOptions,
  TypedEventTarget,
  ChatMessage,
  Door,
  EndReason,
  IncomingRing,
  Knock,
  LocalParticipant,
  ModeratedAction,
  Participant,
  ParticipantStats,
  TraceEntry,
  Verification,
} from '@rtc-call/engine';
import {NO_CALL, type CallFacts} from '../context.js';

/** The facts of a call, writable. */
type Facts = {-readonly [name in keyof CallFacts]: CallFacts[name]};

/** EventTarget with the types of a call's events. */
const CallTarget = EventTarget as unknown as new () => TypedEventTarget<CallEventMap>;

/** Facts whose changes have events of their own. */
const HAVE_EVENTS: ReadonlySet<string> = new Set(['state', 'participants', 'door', 'messages']);

const OPEN_DOOR: Door = {isLocked: false, role: null, isKnockRequired: false, knocks: [], knockCount: 0};

const UNVERIFIED: Verification = {
  state: 'none',
  isComparing: false,
  emoji: null,
  name: null,
  isMutual: false,
  isRemembered: false,
  aborts: 0,
  isRoomDifferent: false,
};

/** What is known of a person. */
export const verification = (change: Partial<Verification> = {}): Verification => ({
  ...UNVERIFIED,
  ...change,
});

/** People who knock, with these names. */
export const knocks = (...names: readonly string[]): Knock[] =>
  names.map((displayName, index) => ({id: `knock-${index}`, displayName, text: ''}));

const isIn = (people: readonly Participant[], participant: Participant) =>
  people.includes(participant) || people.some(({id}) => id === participant.id);

/** A call whose facts a test sets, and which records its commands. */
export class FakeCall extends CallTarget implements Call {
  readonly #facts: Facts = {...NO_CALL};
  options: CallOptions;
  /** The recorded commands, such as `join standup` or `toggleCamera false`. */
  readonly asked: string[] = [];
  readonly viewHeights = new Map<string, number>();
  /** Commands that start with this name fail. */
  failing: {readonly command: string; readonly error: CallError} | null = null;

  /** Settles each `verify()`, by the id of the person. */
  readonly #comparing = new Map<string, () => void>();
  /** Settles `join()` while I knock. */
  #knock: {readonly resolve: () => void; readonly reject: (error: CallError) => void} | null = null;

  constructor(options: CallOptions = {}) {
    super();
    this.options = options;
  }

  get state() {
    return this.#facts.state;
  }
  get endReason() {
    return this.#facts.endReason;
  }
  get endText() {
    return this.#facts.endText;
  }
  get members() {
    return this.#facts.members;
  }
  get door() {
    return this.#facts.door;
  }
  get participants() {
    return this.#facts.participants;
  }
  get local() {
    return this.#facts.local;
  }
  get incoming() {
    return this.#facts.incoming;
  }
  get outgoing() {
    return this.#facts.outgoing;
  }
  get room() {
    return this.#facts.room;
  }
  get activeSpeaker() {
    return this.#facts.activeSpeaker;
  }
  get messages() {
    return this.#facts.messages;
  }
  get transfers() {
    return this.#facts.transfers;
  }
  get trace() {
    return this.#facts.trace;
  }
  get error() {
    return this.#facts.error;
  }
  get isOnline() {
    return this.#facts.isOnline;
  }

  /** Changes facts and dispatches the same events as the engine. */
  set(change: Partial<Facts>) {
    const {state: previous, participants: before, door: doorBefore} = this.#facts;
    const last = this.#facts.messages.at(-1);
    Object.assign(this.#facts, change);
    const {state, participants: after, endReason, door, messages} = this.#facts;
    if (after !== before) this.#tellOfPeople(before, after);
    if (door !== doorBefore) this.#tellOfDoor(doorBefore, door);
    if (state !== previous) this.dispatchEvent(new StateChangeEvent({state, previous, endReason}));
    for (const message of messages.slice(messages.lastIndexOf(last!) + 1))
      this.dispatchEvent(new ChatMessageEvent({message}));
    if (Object.keys(change).some(name => !HAVE_EVENTS.has(name))) this.dispatchEvent(new LocalUpdatedEvent());
  }

  #tellOfDoor(before: Door | null, after: Door | null) {
    this.dispatchEvent(new DoorChangedEvent({door: after}));
    for (const knock of after?.knocks ?? [])
      if (!before?.knocks.some(({id}) => id === knock.id)) this.dispatchEvent(new KnockEvent({knock}));
  }

  #tellOfPeople(before: readonly Participant[], after: readonly Participant[]) {
    for (const participant of before)
      if (!isIn(after, participant))
        this.dispatchEvent(new ParticipantLeftEvent({participant, reason: 'peer-hung-up'}));
    for (const participant of after) {
      if (before.includes(participant)) continue;
      const known = before.find(({id}) => id === participant.id);
      if (!known) this.dispatchEvent(new ParticipantJoinedEvent({participant}));
      else this.dispatchEvent(new ParticipantUpdatedEvent({participant}));
      if (known && known.verification !== participant.verification)
        this.dispatchEvent(new VerificationChangedEvent({participant}));
    }
  }

  setLocal(change: Partial<LocalParticipant>) {
    this.set({local: {...this.#facts.local, ...change}});
  }

  /** Changes the door, which is open for everyone at first. */
  setDoor(change: Partial<Door>) {
    const knocks = change.knocks ?? this.door?.knocks ?? [];
    this.set({door: {...OPEN_DOOR, ...this.door, knockCount: knocks.length, ...change}});
  }

  /** A host does something to me. */
  moderate(action: ModeratedAction) {
    if (action === 'share-stopped') this.setLocal({screen: null});
    else this.setLocal({isMutedByHost: true, microphone: {...this.local.microphone, isMuted: true}});
    this.dispatchEvent(new ModeratedEvent({action}));
  }

  end(endReason: EndReason, endText: string | null = null) {
    this.set({
      state: 'ended',
      endReason,
      endText,
      participants: [],
      incoming: null,
      outgoing: null,
      door: null,
    });
  }

  /** Adds a step to the trace, as the engine does. */
  addStep(entry: TraceEntry) {
    this.#facts.trace = [...this.#facts.trace, entry];
    this.dispatchEvent(new TraceEvent({entry}));
  }

  configure(options: Partial<CallOptions>) {
    this.options = {...this.options, ...options};
  }
  open() {
    return this.#ask('open');
  }
  async preview(room?: string) {
    await this.#ask('preview', room);
    this.set({state: 'lobby'});
  }
  async resume(_room?: string) {
    return false;
  }
  async join(room: string, {text}: {readonly text?: string} = {}) {
    await this.#ask('join', text ? `${room}: ${text}` : room);
    if (!this.door?.isKnockRequired) return this.set({state: 'waiting', room});
    this.set({state: 'knocking', room});
    await new Promise<void>((resolve, reject) => (this.#knock = {resolve, reject}));
  }

  /** A host lets me in, or not. */
  answerKnock(isAdmitted: boolean) {
    if (isAdmitted) this.set({state: 'waiting', door: {...OPEN_DOOR, isLocked: true}});
    else this.end('not-admitted');
    if (isAdmitted) this.#knock?.resolve();
    else this.#knock?.reject(new CallError('not-admitted'));
    this.#knock = null;
  }
  async call(peerId: string) {
    await this.#ask('call', peerId);
    this.set({state: 'dialing', outgoing: {peerId, displayName: peerId, isRinging: false, isSeen: false}});
  }
  async accept({video}: {readonly video?: boolean} = {}) {
    await this.#ask('accept', video);
    this.set({state: 'connecting', incoming: null});
  }
  prepareCamera(on?: boolean) {
    return this.#ask('prepareCamera', on);
  }
  decline(text?: string) {
    void this.#ask('decline', text);
    this.end('declined');
  }
  hangUp() {
    void this.#ask('hangUp');
    if (this.state !== 'idle') this.end('hung-up');
  }
  leave() {
    void this.#ask('leave');
    if (this.state !== 'idle' && this.state !== 'lobby') this.end('hung-up');
    this.#knock?.reject(new CallError('hung-up'));
    this.#knock = null;
  }
  lockRoom(on?: boolean) {
    return this.#ask('lockRoom', on);
  }
  admit(id?: string) {
    return this.#ask('admit', id);
  }
  refuseEntry(id?: string) {
    return this.#ask('refuseEntry', id);
  }
  muteParticipant(id?: string) {
    return this.#ask('muteParticipant', id);
  }
  stopShare(id: string) {
    return this.#ask('stopShare', id);
  }
  removeParticipant(id: string) {
    return this.#ask('removeParticipant', id);
  }
  endForAll() {
    return this.#ask('endForAll');
  }
  toggleMicrophone(on?: boolean) {
    return this.#ask('toggleMicrophone', on);
  }
  toggleCamera(on?: boolean) {
    return this.#ask('toggleCamera', on);
  }
  toggleScreenshare(on?: boolean) {
    return this.#ask('toggleScreenshare', on);
  }
  retryDevices() {
    return this.#ask('retryDevices');
  }
  setCameraDevice(id: string) {
    return this.#ask('setCameraDevice', id);
  }
  setMicrophoneDevice(id: string) {
    return this.#ask('setMicrophoneDevice', id);
  }
  setSpeakerDevice(id: string) {
    return this.#ask('setSpeakerDevice', id);
  }
  sendChatMessage(text: string, to?: string): ChatMessage {
    if (this.failing?.command === 'sendChatMessage') throw this.failing.error;
    void this.#ask('sendChatMessage', text);
    const message: ChatMessage = {
      id: String(this.messages.length),
      from: 'me',
      displayName: '',
      text,
      time: Date.now(),
      isMine: true,
      ...(to && {to}),
    };
    this.set({messages: [...this.messages, message]});
    return message;
  }
  sendAppMessage() {
    void this.#ask('sendAppMessage');
  }
  sendReaction(emoji: string) {
    void this.#ask('sendReaction', emoji);
    this.dispatchEvent(new ReactionEvent({from: 'me', emoji, isMine: true}));
  }
  raiseHand(on = !this.local.isHandRaised) {
    void this.#ask('raiseHand', on);
    this.setLocal({isHandRaised: on, handRaisedAt: on ? Date.now() : null});
  }
  async sendFile(file: File, to?: string) {
    await this.#ask('sendFile', to ? `${file.name} to ${to}` : file.name);
    return [];
  }
  acceptFile(id: string) {
    return this.#ask('acceptFile', id);
  }
  cancelFile(id: string) {
    return this.#ask('cancelFile', id);
  }
  /** Resolves when a test shows emoji, or ends the comparison. */
  async verify(id: string) {
    await this.#ask('verify', id);
    if (this.participants.find(one => one.id === id)?.verification?.isComparing) return;
    const over = new Promise<void>(resolve => this.#comparing.set(id, resolve));
    this.setVerification(id, {isComparing: true});
    await over;
  }
  async confirmVerification(
    id: string,
    {matches, remember}: {readonly matches: boolean; readonly remember?: boolean},
  ) {
    const asking = this.#ask('confirmVerification', `${id} ${matches}${remember ? ' remember' : ''}`);
    const {displayName: name} = this.participants.find(one => one.id === id)!;
    const isRemembered = remember === true && !this.failing;
    this.setVerification(id, {
      isComparing: false,
      emoji: null,
      ...(matches ? {state: 'verified', name, isRemembered} : {state: 'mismatch'}),
    });
    await asking;
  }
  cancelVerification(id: string) {
    void this.#ask('cancelVerification', id);
    this.setVerification(id, {isComparing: false, emoji: null});
  }

  /** Changes what is known of a person. */
  setVerification(id: string, change: Partial<Verification>) {
    const participants = this.participants.map(one =>
      one.id === id ? {...one, verification: {...UNVERIFIED, ...one.verification, ...change}} : one,
    );
    this.set({participants});
    const {isComparing, emoji} = participants.find(one => one.id === id)?.verification ?? UNVERIFIED;
    if (isComparing && !emoji) return;
    this.#comparing.get(id)?.();
    this.#comparing.delete(id);
  }
  forgetVerifications() {
    return this.#ask('forgetVerifications');
  }
  setViewHeight(participantId: string, height: number) {
    this.viewHeights.set(participantId, height);
  }
  /** What `getStats()` returns. */
  stats: readonly ParticipantStats[] = [];
  getStats() {
    this.asked.push('getStats');
    return Promise.resolve(this.stats);
  }

  #ask(command: string, argument?: string | boolean): Promise<void> {
    this.asked.push(argument === undefined ? command : `${command} ${String(argument)}`);
    return this.failing?.command === command ? Promise.reject(this.failing.error) : Promise.resolve();
  }
}

export function participant(change: Partial<Participant> & {readonly id: string}): Participant {
  return {
    displayName: change.id,
    status: 'connected',
    stream: new MediaStream(),
    screen: null,
    isMicrophoneMuted: false,
    isCameraMuted: true,
    isVideoPaused: false,
    isSpeaking: false,
    isHandRaised: false,
    handRaisedAt: null,
    verification: null,
    quality: 'good',
    isHost: false,
    isMutedByHost: false,
    isNative: true,
    ...change,
  };
}

/** A caller that rings, of whom no token says anything. */
export function incoming(change: Partial<IncomingRing> = {}): IncomingRing {
  return {
    peerId: 'bob',
    displayName: 'Bob',
    isTrusted: false,
    isNameVerified: false,
    canShowVideo: false,
    video: null,
    ...change,
  };
}

/** My devices in a call where everything works. */
export function localWith(change: Partial<LocalParticipant> = {}): LocalParticipant {
  return {
    ...NO_CALL.local,
    id: 'me',
    stream: new MediaStream(),
    microphone: {isMuted: false, isInterrupted: false, deviceId: 'microphone-1', error: null},
    camera: {isMuted: false, isInterrupted: false, deviceId: 'camera-1', error: null},
    ...change,
  };
}

/** A device that is on, but muted by the system. */
export const interruptedDevice = {isMuted: true, isInterrupted: true, deviceId: null, error: null};

export const brokenDevice = (code: CallError['code'], detail?: string) => ({
  isMuted: true,
  isInterrupted: false,
  deviceId: null,
  error: new CallError(code, {detail}),
});
