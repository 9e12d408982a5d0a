/**
 * Who holds which id and who is in which room, shared by brokers that stand for one another. Imports protocol/ and the
 * leaves.
 */
export {createMemoryStore, type MemoryStore, type RegistryLimits} from './memory-registry.js';
export {guardRegistry} from './registry-guard.js';
export type {Entry, Member, Registry, RegistryEvent} from './registry.js';
