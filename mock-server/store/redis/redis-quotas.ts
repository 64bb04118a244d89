/** Counts quotas in Redis, by its clock: one script for what a process has used since the last time. */
import type { Quotas } from '../quotas.ts';
import { type RedisConnection, RedisReplyError } from './connection.ts';
import type { Keys } from './keys.ts';
import { toStrings } from './replies.ts';

/**
 * The same as `chargeQuota`.
 *
 * KEYS: the quota, which has the time when it is full again. ARGV: how many there are per minute, how many were used, how many are
 * wanted.
 */
const chargeScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local each = 60000 / ARGV[1]
local full = tonumber(redis.call('GET', KEYS[1]) or '') or now
full = math.max(now, math.min(full, now + 90000)) + ARGV[2] * each
local left = math.max(0, math.floor((now + 60000 - full) / each + 0.001))
local granted = math.min(tonumber(ARGV[3]), left)
full = full + granted * each
if full > now then
  redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.ceil(full - now))
end
return {granted, math.max(0, math.ceil(full + each - 60000 - now - 0.001))}`;

export function createRedisQuotas(connection: RedisConnection, keys: Keys): Quotas {
  return {
    charge: async (name, { perMinute, used, wanted }) => {
      const script = ['EVAL', chargeScript, 1, keys.getQuota(name), perMinute, used, wanted] as const;
      const [reply] = await connection.send([script]);
      if (reply instanceof RedisReplyError) throw reply;
      const [granted, wait] = (toStrings(reply) ?? []).map(Number);
      if (granted === undefined || wait === undefined) throw new Error('Redis answered no charge.');
      return { granted, wait };
    },
  };
}
