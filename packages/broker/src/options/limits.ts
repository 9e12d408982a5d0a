/** The option `limits`: how much the broker accepts in total, per peer, per socket and per address. */
import * as v from 'valibot';
import {limit} from './fields.js';

export const Limits = v.strictObject({
  peers: limit(20_000, 'peers connected at once'),
  rooms: limit(10_000, 'rooms at once'),
  roomMembers: limit(32, 'members in one room'),
  roomKnocks: limit(200, 'people who may knock at the door of one room'),
  knocksPerAddress: limit(20, 'people at one address who may knock at the door of one room'),
  roomsPerPeer: limit(8, 'rooms that one peer may be in at once'),
  roomsPerAddress: limit(256, 'rooms that all clients at one address together may be in'),
  heldIdsPerAddress: limit(256, 'disconnected peer ids held for one address; above this it gets no new ids'),
  connectionsPerAddress: limit(256, 'simultaneous connections from one address'),
  joinsPerSocket: limit(5, 'rooms that one socket may enter per second, with bursts of five times that'),
  joinsPerAddress: limit(
    50,
    'connections and room entries per second from one address, with bursts of five times that',
  ),
  messagesPerSocket: limit(
    100,
    'messages (of up to 4 KiB) per second from one socket, with bursts of five times that',
  ),
  messagesPerAddress: limit(
    1_000,
    'messages (of up to 4 KiB) per second from one address, with bursts of five times that',
  ),
  requestsPerAddress: limit(
    20,
    'requests for an id or ICE servers per second from one address, with bursts of five times that',
  ),
  frameBytes: limit(65_536, 'maximum size of a frame, in bytes', 16_777_216),
  bufferedBytes: limit(1_048_576, 'bytes that may be buffered for a client that reads slowly'),
  queuedMessages: limit(128, 'messages from one sender that may be queued for disconnected peers'),
  queuedBytes: limit(524_288, 'bytes from one sender that may be queued for disconnected peers'),
  queuedBytesTotal: limit(
    33_554_432,
    'bytes from all senders that may be queued for disconnected peers',
    1_073_741_824,
  ),
  queueMs: limit(5_000, 'how long a message is queued for a disconnected peer, in ms', 600_000),
});
