/**
 * The HTTP side: the requests below the prefix, the broker's own server with its certificate and site, and the metrics.
 * Imports files/, delivery/, admission/, options/ and the leaves.
 */
export {watchCertificate, type CertificateWatch} from './certificate.js';
export {Connections} from './connections.js';
export {listen, type Address, type Listening} from './listening.js';
export {startMetricsServer, type MetricsServer} from './metrics-server.js';
export {Metrics} from './metrics.js';
export {mount, type AnyHttpServer} from './mount.js';
export {createRequestHandler} from './routes.js';
export {closeServer, createServer} from './server.js';
