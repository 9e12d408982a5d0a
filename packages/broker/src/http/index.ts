/**
 * The HTTP side: the requests below the prefix, the broker's own server with its certificate and site, and the metrics.
 * Imports files/, delivery/, admission/, options/ and the leaves.
 */
export {Connections} from './connections.js';
export type {Address} from './listening.js';
export {Metrics} from './metrics.js';
export {mount, type AnyHttpServer} from './mount.js';
export {OwnServer} from './own-server.js';
export {createRequestHandler} from './routes.js';
