export {createBroker, type Broker, type BrokerParts} from './broker.js';
export type {IceServer, IceServers} from './ice.js';
export type {Address} from './http/index.js';
export {
  createMemoryStore,
  type Entry,
  type Member,
  type MemoryStore,
  type Registry,
  type RegistryEvent,
  type RegistryLimits,
} from './registry/index.js';
export {OptionsError, type BrokerOptions} from './options/index.js';
export {REFUSALS, type RefusalCode} from './refusals.js';
export {createToken, type TokenOptions} from './admission/index.js';
