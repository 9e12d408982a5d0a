export {createCall, type Call, type CallOptions, type Ring} from './call.js';
export {CallError, type ErrorCode} from './errors.js';
export * from './events.js';
export type {FileTransfer} from './file-transfer.js';
export {LoopbackSignaling} from './loopback-signaling.js';
export type {AudioProcessing} from './capture.js';
export type {
  CallStatus,
  ChatMessage,
  EndReason,
  LocalDevice,
  LocalParticipant,
  Participant,
  Quality,
} from './participant.js';
export {isPeerId, isRoomName} from './signaling.js';
export type {
  Invitation,
  LinkMessage,
  Member,
  RoomEntry,
  RoomEvent,
  Signaling,
  SignalingHandlers,
} from './signaling.js';
export type {ParticipantStats, VideoStats} from './stats.js';
export type {TraceEntry, TraceStep} from './trace.js';
