/**
 * A link to one peer: its state, its peer connection, and how that connection is negotiated and repaired. Imports
 * media/ and signaling/; knows nothing about rooms or other links.
 */
export {MAX_HAND_MS, MAX_MESSAGE, type Body, type ControlMessage, type Status} from './channel.js';
export {Link, type EarlyPolicy, type LinkOptions} from './link.js';
export type {EndReason, LinkState} from './link-state.js';
export {Inbox, Outbox} from './outbox.js';
export type {Sending} from './transceivers.js';
export type {Verification} from './verification.js';
