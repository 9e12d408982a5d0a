/**
 * How two peers find each other and exchange messages before they have a connection: the interface, guards for everything
 * that comes from the network, and two implementations. Imports only the leaves. PeerJsSignaling can be imported without a window.
 */
export {BrokerConnection} from './broker-connection.js';
export {
  anything,
  boolean,
  count,
  either,
  list,
  literal,
  number,
  optional,
  shape,
  text,
  type Guarded,
} from './guard.js';
export {recallChat, recallResumption, rememberChat, rememberResumption, type Resumption} from './identity.js';
/** All of them together, for code that is loaded later. */
export * as guards from './guard.js';
export {LoopbackSignaling} from './loopback-signaling.js';
export {
  isLinkMessage,
  type ByeReason,
  type Description,
  type LinkMessage,
  type Member,
  type RoomEvent,
  type Stage,
} from './messages.js';
export {
  NOTHING_VOUCHED,
  type EntryChange,
  type Farewell,
  type Invitation,
  type Moderation,
  type ModerationAction,
  type RoomEntry,
  type Signaling,
  type SignalingHandlers,
} from './signaling.js';
