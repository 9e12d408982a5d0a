/**
 * Who is with me: the rooms and the rings, the peers in them and what they say. Above link/, media/ and signaling/, which
 * it ties together; it knows nothing of the options and events of a call, which are call-session.ts's.
 */
export {Meeting} from './meeting.js';
export {Messages, type ChatMessage} from './messages.js';
export {Monitor} from './monitor.js';
export type {Participant} from './participant.js';
export type {RemotePeer} from './remote-peer.js';
