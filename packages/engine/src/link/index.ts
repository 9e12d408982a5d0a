/**
 * One peer: what state the link is in, its peer connection, and how that is negotiated and healed. Imports media/ and
 * signaling/; knows no rooms, and no other links.
 */
export {MAX_MESSAGE, type Body, type ControlMessage, type Status} from './channel.js';
export {Link, type EarlyPolicy, type LinkOptions} from './link.js';
export type {EndReason, LinkState} from './link-state.js';
export {Inbox, Outbox} from './outbox.js';
