export {createBroker, type Broker, type BrokerParts} from './broker.js';
export type {IceServer, IceServers} from './ice.js';
export type {Address} from './listening.js';
export {createMemoryStore, type MemoryStore, type RegistryLimits} from './memory-registry.js';
export {OptionsError, type BrokerOptions} from './options.js';
export {REFUSALS, type RefusalCode} from './refusals.js';
export type {Entry, Member, Registry, RegistryEvent} from './registry.js';
export {createToken, type TokenOptions} from './tokens.js';
