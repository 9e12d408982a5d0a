/**
 * Who holds which id and who is in which room, shared by brokers that stand for one another. Imports protocol/ and the
 * leaves.
 */
export {isBanned, markOf, marksOf, mayExchange, without, type RoomContents} from './door.js';
export type {Entry, Measure, Member, MemberChange, Order} from './members.js';
export type {RegistryLimits} from './holder-table.js';
export {createMemoryStore, type MemoryStore} from './memory-registry.js';
export {makeReliable} from './reliable-registry.js';
export {createRedisRegistry, isClientInstalled, RedisProblem} from './redis/index.js';
export type {
  Beliefs,
  Claim,
  Corrections,
  Delivery,
  EntryRefusal,
  ExitReason,
  Holding,
  Lost,
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
