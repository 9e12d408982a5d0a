/** The registry of brokers that share a Redis. Imports the interface, protocol/ and the leaves. */
export {RedisProblem} from './problems.js';
export {createRedisRegistry, isClientInstalled, type RedisRegistryParts} from './redis-registry.js';
