/**
 * Who may come in, and how often: origins, tokens, and the limits of an address. The gate ties these together for a
 * WebSocket. Imports options/, protocol/ and the leaves; it knows nothing of open sockets.
 */
export {Addresses, type AddressState} from './addresses.js';
export {KEY, createAdmit, readUrl, type Admission, type Admit} from './admit.js';
export {Bucket, FairShare, MAX_WAIT_MS} from './buckets.js';
export {createClientReader, createConnectionReader, type Client} from './client-address.js';
export {createRequestCheck, type CheckRequest} from './request-check.js';
export {createGate, type Admitted} from './gate.js';
export {createToken, type TokenOptions} from './tokens.js';
export {createWarnings} from './warnings.js';
