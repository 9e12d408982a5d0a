/**
 * What happens to a client that was let in: its socket, its id, its messages to other peers and its rooms. Imports
 * admission/, registry/, protocol/, options/ and the leaves; it knows nothing of HTTP.
 */
export {drain} from './drain.js';
export {Hub} from './hub.js';
export {watchLiveness} from './liveness.js';
export {createSocketOpener} from './open-socket.js';
export {createPeerCore, type PeerCore} from './peer-core.js';
export {Rooms} from './rooms.js';
export type {Socket, Who} from './socket.js';
