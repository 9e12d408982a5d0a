/** The option `limits`: how much the broker takes on, and how much of it for one peer, socket or address. */
import * as v from 'valibot';
import {limit} from './fields.js';

export const Limits = v.strictObject({
  peers: limit(20_000, 'peers connected at once'),
  rooms: limit(10_000, 'rooms at once'),
  roomMembers: limit(32, 'people in a room'),
  roomsPerPeer: limit(8, 'rooms that one peer may be in'),
  roomsPerAddress: limit(256, 'rooms that people at one address may be in, all together'),
  heldIdsPerAddress: limit(
    256,
    'peer ids of one address that are held for the grace, before it gets no new ones',
  ),
  connectionsPerAddress: limit(256, 'connections at once from one address'),
  joinsPerSocket: limit(5, 'rooms that a socket may enter per second; five times that at once'),
  joinsPerAddress: limit(
    50,
    'connections and room entries per second from one address; five times that at once',
  ),
  messagesPerSocket: limit(
    100,
    'messages (of up to 4 KiB) per second from one socket; five times that at once',
  ),
  messagesPerAddress: limit(
    1_000,
    'messages (of up to 4 KiB) per second from one address; five times that at once',
  ),
  requestsPerAddress: limit(
    20,
    'requests per second for an id or ICE servers from one address; five times that at once',
  ),
  frameBytes: limit(65_536, 'size of a frame in bytes', 16_777_216),
  bufferedBytes: limit(1_048_576, 'bytes that may wait for a client to read them'),
  queuedMessages: limit(128, 'messages of one sender that wait for peers who are not there'),
  queuedBytes: limit(524_288, 'bytes of one sender that wait for peers who are not there'),
  queuedBytesTotal: limit(
    33_554_432,
    'bytes of all senders that wait for peers who are not there',
    1_073_741_824,
  ),
  queueMs: limit(5_000, 'how long a message waits for its peer, in ms', 600_000),
});
