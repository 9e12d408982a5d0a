/**
 * Who holds which id and who is in which room, shared by brokers that stand for one another. Imports protocol/ and the
 * leaves.
 */
export {
  admitted,
  markOf,
  marksOf,
  mayExchange,
  type Measure,
  type MemberChange,
  type Order,
  type RoomContents,
} from './door.js';
export type {RegistryLimits} from './holder-table.js';
export {createMemoryStore, type MemoryStore} from './memory-registry.js';
export {makeReliable} from './reliable-registry.js';
export {createRedisRegistry, isClientInstalled, RedisProblem} from './redis/index.js';
export type {
  Beliefs,
  Claim,
  Corrections,
  Delivery,
  Entry,
  EntryRefusal,
  ExitReason,
  Holding,
  Lost,
  Member,
  Registry,
  RegistryEvent,
  RegistryListener,
  RegistryState,
  ReleaseReason,
  ReliableRegistry,
  RoomEvent,
  RoomView,
  Suspension,
} from './registry.js';
