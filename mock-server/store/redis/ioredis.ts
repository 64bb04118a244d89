/** The client library, as a part that the bundles of the package share: it is large, and few users need it. */
export { Cluster, Redis, type RedisOptions } from 'ioredis';
