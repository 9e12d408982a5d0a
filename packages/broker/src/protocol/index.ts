/**
 * What a client may say, checked: ids and names, the frames of the PeerServer protocol, and our own messages inside of
 * them. Imports nothing.
 */
export {
  Verbatim,
  envelope,
  readFrame,
  type Frame,
  type Message,
  type ReadFrame,
  type Vouched,
} from './frames.js';
export {MAX_GOODBYE_BYTES, readGoodbye, type Farewell} from './goodbye.js';
export {BROKER, DisplayName, RoomName, isPeerId} from './names.js';
export {readRoomMessage, type Moderate, type RoomMessage} from './room-messages.js';
