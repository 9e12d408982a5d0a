export type {Call, CallOptions} from './call.js';
export {createCall} from './call-session.js';
export {CallError, type ErrorCode} from './errors.js';
export * from './events.js';
export {isPeerId, isRoomName} from './names.js';
export type {FileTransfer} from './files/index.js';
export {
  LoopbackSignaling,
  type Invitation,
  type LinkMessage,
  type Member,
  type EntryChange,
  type Moderation,
  type ModerationAction,
  type RoomEntry,
  type RoomEvent,
  type Signaling,
  type SignalingHandlers,
} from './signaling/index.js';
export type {AudioProcessing, LocalDevice, ParticipantStats, Quality, VideoStats} from './media/index.js';
export type {CallStatus} from './events.js';
export type {
  ChatMessage,
  Door,
  IncomingRing,
  Knock,
  ModeratedAction,
  OutgoingRing,
  Participant,
  RoomMember,
} from './meeting/index.js';
export type {EndReason, Verification} from './link/index.js';
export {VERIFICATION_EMOJI} from './verification-emoji.js';
export type {LocalParticipant} from './call.js';
export type {TraceEntry, TraceStep} from './trace.js';
