export {createBroker, type Broker, type BrokerParts} from './broker.js';
export type {IceServer, IceServers} from './ice.js';
export type {Address} from './http/index.js';
export type {LanAddress} from './lan/index.js';
export {
  createMemoryStore,
  type Beliefs,
  type Claim,
  type Corrections,
  type Delivery,
  type Entry,
  type Holding,
  type Lost,
  type Member,
  type MemoryStore,
  type Registry,
  type RegistryEvent,
  type RegistryLimits,
  type RegistryListener,
  type RegistryState,
  type ReleaseReason,
  type RoomEvent,
  type RoomView,
  type Suspension,
} from './registry/index.js';
export {OptionsError, type BrokerOptions} from './options/index.js';
export {REFUSALS, type RefusalCode} from './refusals.js';
export {createToken, type TokenOptions} from './admission/index.js';
