/** A connection to a Redis that says a given text of itself, and knows nothing else. */
import type { RedisConnection } from '../connection.ts';

export const pretendRedis = (facts: string): RedisConnection => ({
  isCluster: false,
  send: async (commands) =>
    Promise.resolve(commands.map(([name]) => (name === 'INFO' ? facts : name === 'TIME' ? ['1', '0'] : []))),
  transact: async () => Promise.resolve([]),
  close: async () => Promise.resolve(),
});
