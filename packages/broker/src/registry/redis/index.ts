/** The registry of brokers that share a Redis. Imports the interface, protocol/ and the leaves. */
export {RedisProblem} from './problems.js';
export {isClientInstalled} from './connection.js';
export {createRedisRegistry, type RedisRegistryParts} from './redis-registry.js';
