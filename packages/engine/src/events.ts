import type {CallError} from './errors.js';
import type {FileTransfer} from './files/index.js';
import type {
  ChatMessage,
  Door,
  IncomingRing,
  Knock,
  ModeratedAction,
  OutgoingRing,
  Participant,
  RoomMember,
} from './meeting/index.js';
import type {EndReason} from './link/index.js';
import type {Quality} from './media/index.js';
import type {TraceEntry} from './trace.js';

/** The status of the call as a whole, derived from its room, its pending calls and its links. */
export type CallStatus =
  | 'idle'
  | 'lobby'
  /** I have asked to be let into a room, and wait for a host's answer. */
  | 'knocking'
  | 'waiting'
  | 'dialing'
  | 'ringing'
  | 'connecting'
  | 'connected'
  | 'reconnecting'
  | 'ended';

/** Base of all events: bubbles out of shadow roots, carries typed fields, and can be dispatched again with `clone()`. */
abstract class CallEvent<Fields extends object> extends Event {
  readonly #fields: Fields;

  constructor(type: string, fields: Fields, init?: EventInit) {
    super(type, {bubbles: true, composed: true, ...init});
    this.#fields = fields;
    Object.assign(this, fields);
  }

  /** A fresh copy: an Event object can't be dispatched on a second target during its dispatch. */
  clone(): this {
    return new (this.constructor as new (fields: Fields) => this)(this.#fields);
  }
}

type StateChange = {state: CallStatus; previous: CallStatus; endReason: EndReason | null};
/** The call as a whole changed its state. */
export class StateChangeEvent extends CallEvent<StateChange> {
  declare readonly state: CallStatus;
  declare readonly previous: CallStatus;
  /** Why it ended; null in every other state. */
  declare readonly endReason: EndReason | null;
  constructor(fields: StateChange) {
    super('rtc-state-change', fields);
  }
}

/** I have joined: a room, or a call that was accepted. */
export class JoinedEvent extends CallEvent<{room: string | null}> {
  declare readonly room: string | null;
  constructor(fields: {room: string | null}) {
    super('rtc-joined', fields);
  }
}

/** I have left, and everything that was opened has been released. */
export class LeftEvent extends CallEvent<{reason: EndReason}> {
  declare readonly reason: EndReason;
  constructor(fields: {reason: EndReason}) {
    super('rtc-left', fields);
  }
}

type Caller = {peerId: string; displayName: string};
/** Someone is calling. `preventDefault()` suppresses the built-in ringing; `accept()` and `decline()` still work. */
export class IncomingCallEvent extends CallEvent<Caller> {
  declare readonly peerId: string;
  declare readonly displayName: string;
  constructor(fields: Caller) {
    super('rtc-incoming-call', fields, {cancelable: true});
  }
}

type MissedCall = Caller & {time: number};
/** Somebody called, and gave up before I answered; or I was in another call. */
export class MissedCallEvent extends CallEvent<MissedCall> {
  declare readonly peerId: string;
  /** The caller's name; its peer id if it gave none. */
  declare readonly displayName: string;
  /** When the call ended, in ms since 1970. */
  declare readonly time: number;
  constructor(fields: MissedCall) {
    super('rtc-missed-call', fields);
  }
}

type Rings = {incoming: IncomingRing | null; outgoing: OutgoingRing | null};
/** The video or name of a ringing call changed, or whether the callee sees my video. */
export class RingUpdatedEvent extends CallEvent<Rings> {
  declare readonly incoming: IncomingRing | null;
  declare readonly outgoing: OutgoingRing | null;
  constructor(fields: Rings) {
    super('rtc-ring-updated', fields);
  }
}

/** Somebody entered or left my room or its lobby, moved from one to the other, or changed their name. */
export class MembersUpdatedEvent extends CallEvent<{members: readonly RoomMember[]}> {
  declare readonly members: readonly RoomMember[];
  constructor(fields: {members: readonly RoomMember[]}) {
    super('rtc-members-updated', fields);
  }
}

/** Somebody asks to be let in. Only hosts hear of it, once for each time that somebody asks. */
export class KnockEvent extends CallEvent<{knock: Knock}> {
  declare readonly knock: Knock;
  constructor(fields: {knock: Knock}) {
    super('rtc-knock', fields);
  }
}

/** The door of my room changed: it was locked or unlocked, somebody knocks or has stopped, or my role changed. */
export class DoorChangedEvent extends CallEvent<{door: Door | null}> {
  /** Null: I am in no room any more. */
  declare readonly door: Door | null;
  constructor(fields: {door: Door | null}) {
    super('rtc-door-changed', fields);
  }
}

/** A host muted me, or stopped my screen share. I may turn either on again. */
export class ModeratedEvent extends CallEvent<{action: ModeratedAction}> {
  declare readonly action: ModeratedAction;
  constructor(fields: {action: ModeratedAction}) {
    super('rtc-moderated', fields);
  }
}

/** A participant joined. */
export class ParticipantJoinedEvent extends CallEvent<{participant: Participant}> {
  declare readonly participant: Participant;
  constructor(fields: {participant: Participant}) {
    super('rtc-participant-joined', fields);
  }
}

type Departure = {participant: Participant; reason: EndReason};
/** A participant left; `reason` says why. */
export class ParticipantLeftEvent extends CallEvent<Departure> {
  declare readonly participant: Participant;
  declare readonly reason: EndReason;
  constructor(fields: Departure) {
    super('rtc-participant-left', fields);
  }
}

/** The name, mute state, raised hand, status, screen or stream of this participant changed. */
export class ParticipantUpdatedEvent extends CallEvent<{participant: Participant}> {
  declare readonly participant: Participant;
  constructor(fields: {participant: Participant}) {
    super('rtc-participant-updated', fields);
  }
}

/** What is known about who is at the other end changed: see `participant.verification`. */
export class VerificationChangedEvent extends CallEvent<{participant: Participant}> {
  declare readonly participant: Participant;
  constructor(fields: {participant: Participant}) {
    super('rtc-verification-changed', fields);
  }
}

/** A chat message, mine included. */
export class ChatMessageEvent extends CallEvent<{message: ChatMessage}> {
  declare readonly message: ChatMessage;
  constructor(fields: {message: ChatMessage}) {
    super('rtc-chat-message', fields);
  }
}

type Reaction = {from: string; emoji: string; isMine: boolean};
/** Somebody reacted with an emoji, or I did. `from` is the sender's peer id. */
export class ReactionEvent extends CallEvent<Reaction> {
  declare readonly from: string;
  /** A single emoji, at most 32 UTF-16 units. */
  declare readonly emoji: string;
  declare readonly isMine: boolean;
  constructor(fields: Reaction) {
    super('rtc-reaction', fields);
  }
}

/** A file was offered, made progress, arrived, failed or was cancelled: see `transfer.status`. */
export class FileEvent extends CallEvent<{transfer: FileTransfer}> {
  declare readonly transfer: FileTransfer;
  constructor(fields: {transfer: FileTransfer}) {
    super('rtc-file', fields);
  }
}

type AppMessage = {from: string; data: unknown};
/** A message from another page's `sendAppMessage()`: any JSON value. */
export class AppMessageEvent extends CallEvent<AppMessage> {
  declare readonly from: string;
  declare readonly data: unknown;
  constructor(fields: AppMessage) {
    super('rtc-app-message', fields);
  }
}

/** The loudest speaker changed; null if nobody speaks. It is never me. */
export class ActiveSpeakerChangeEvent extends CallEvent<{participant: Participant | null}> {
  declare readonly participant: Participant | null;
  constructor(fields: {participant: Participant | null}) {
    super('rtc-active-speaker-change', fields);
  }
}

type QualityChange = {participant: Participant; quality: Quality};
/** The connection to a participant got better or worse. */
export class NetworkQualityChangeEvent extends CallEvent<QualityChange> {
  declare readonly participant: Participant;
  declare readonly quality: Quality;
  constructor(fields: QualityChange) {
    super('rtc-network-quality-change', fields);
  }
}

type DeviceFailure = {device: 'camera' | 'microphone' | 'speaker' | 'screen'; error: CallError};
/** A device can't be used, or was unplugged. The call continues without it. */
export class DeviceErrorEvent extends CallEvent<DeviceFailure> {
  declare readonly device: DeviceFailure['device'];
  declare readonly error: CallError;
  constructor(fields: DeviceFailure) {
    super('rtc-device-error', fields);
  }
}

/** Something other than a device failed. The call may continue: see `state`. */
export class CallErrorEvent extends CallEvent<{error: CallError}> {
  declare readonly error: CallError;
  constructor(fields: {error: CallError}) {
    super('rtc-error', fields);
  }
}

/** A step was added to the trace. */
export class TraceEvent extends CallEvent<{entry: TraceEntry}> {
  declare readonly entry: TraceEntry;
  constructor(fields: {entry: TraceEntry}) {
    super('rtc-trace', fields);
  }
}

/** My devices, my mute or my screen changed (`call.local`), or someone started or stopped speaking: time to render again. */
export class LocalUpdatedEvent extends CallEvent<object> {
  constructor() {
    super('rtc-local-updated', {});
  }
}

/**
 * Every event of a call, by its name. The types, the list that the element dispatches again, and the tests of the element's docs
 * come from this table: a new event is a class and a line here.
 */
export const EVENT_CLASSES = {
  'rtc-state-change': StateChangeEvent,
  'rtc-joined': JoinedEvent,
  'rtc-left': LeftEvent,
  'rtc-incoming-call': IncomingCallEvent,
  'rtc-missed-call': MissedCallEvent,
  'rtc-ring-updated': RingUpdatedEvent,
  'rtc-members-updated': MembersUpdatedEvent,
  'rtc-knock': KnockEvent,
  'rtc-door-changed': DoorChangedEvent,
  'rtc-moderated': ModeratedEvent,
  'rtc-participant-joined': ParticipantJoinedEvent,
  'rtc-participant-left': ParticipantLeftEvent,
  'rtc-participant-updated': ParticipantUpdatedEvent,
  'rtc-verification-changed': VerificationChangedEvent,
  'rtc-local-updated': LocalUpdatedEvent,
  'rtc-chat-message': ChatMessageEvent,
  'rtc-reaction': ReactionEvent,
  'rtc-file': FileEvent,
  'rtc-app-message': AppMessageEvent,
  'rtc-active-speaker-change': ActiveSpeakerChangeEvent,
  'rtc-network-quality-change': NetworkQualityChangeEvent,
  'rtc-device-error': DeviceErrorEvent,
  'rtc-error': CallErrorEvent,
  'rtc-trace': TraceEvent,
} as const;

/** The event that each listener receives. */
export type CallEventMap = {
  [name in keyof typeof EVENT_CLASSES]: InstanceType<(typeof EVENT_CLASSES)[name]>;
};

/** Every event name, for code that dispatches them again. */
export const CALL_EVENTS = Object.keys(EVENT_CLASSES) as readonly (keyof CallEventMap)[];

/** An EventTarget whose listeners know their events' types. */
export interface TypedEventTarget<Map> {
  addEventListener<K extends keyof Map & string>(
    type: K,
    listener: (event: Map[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof Map & string>(
    type: K,
    listener: (event: Map[K]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  dispatchEvent(event: Event): boolean;
}
