/**
 * The people in the call: rooms and direct calls, their peers and messages. It combines link/, media/ and signaling/, and
 * knows nothing about the options and events of a call, which belong to call-session.ts.
 */
export type {Door, Knock, ModeratedAction} from './door.js';
export {Meeting} from './meeting.js';
export {Messages, type ChatMessage} from './messages.js';
export {Monitor} from './monitor.js';
export {Reactions} from './reactions.js';
export type {Participant} from './participant.js';
export {incomingOf, outgoingOf, ringStatus, type IncomingRing, type OutgoingRing} from './rings.js';
export type {RemotePeer} from './remote-peer.js';
export type {RoomMember} from './roster.js';
