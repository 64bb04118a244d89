// What a Redis says of itself: whether it can keep worlds, and whether it may lose them.
import { readServerFacts } from './server-facts.ts';
import { pretendRedis } from './testing/pretend-redis.ts';

const read = async (...lines: string[]) => readServerFacts(pretendRedis(`${lines.join('\r\n')}\r\n`));

test.each([
  ['redis_version:6.0.16', 'has version 6.0.16; the mock needs Redis 6.2 or newer, or Valkey'],
  ['redis_version:5.0.3', 'has version 5.0.3'],
  [
    'redis_version:7.0.0\r\nredis_mode:cluster',
    'is a node of a cluster: write redis+cluster:// or rediss+cluster://',
  ],
])('a Redis with %s is refused', async (facts, reason) => {
  expect((await read(facts)).obstacle).toContain(reason);
});

test.each(['redis_version:7.0.0', 'redis_version:7.2.4\r\nvalkey_version:8.0.1', ''])(
  'a Redis with "%s" is fit for worlds',
  async (facts) => {
    expect(await read(facts)).toEqual({});
  },
);

test('a Redis before version 7 is fit for worlds, but cannot note when they were seen', async () => {
  expect(await read('redis_version:6.2.0')).toEqual({ isOld: true });
});

test('a Redis that removes data when it is full is a danger', async () => {
  const { danger } = await read('redis_version:7.0.0', 'maxmemory:1000', 'maxmemory_policy:allkeys-lru');
  expect(danger).toContain('set maxmemory-policy to noeviction');
});
