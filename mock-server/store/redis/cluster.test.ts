// A cluster keeps all keys of a world in one place, since they have a hash tag in common.
import { setTimeout } from 'node:timers/promises';

import { instant } from '../../../time/time.ts';
import { packRows } from '../../domain/submitted-rows.ts';
import { createRedisClient } from './ioredis-connection.ts';
import { parseRedisUrl } from './redis-url.ts';
import { createRedisForTests, getTestKeys } from './testing/open-test-redis.ts';
import { begin, draft } from './testing/prepare.ts';

const redis = createRedisForTests({
  args: ['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1'],
});
afterAll(async () => redis.stop());

/** A cluster of one node, which refuses batches with keys of several slots. */
async function startCluster(): Promise<string> {
  const server = await redis.getServer();
  await server.run('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
  while (!(await server.run('CLUSTER', 'INFO')).includes('cluster_state:ok')) await setTimeout(20);
  return server.url.replace('redis:', 'redis+cluster:');
}

test('a cluster has worlds like any Redis', async () => {
  const client = createRedisClient(parseRedisUrl(await startCluster()));
  const [store, other] = [await redis.open('c', { client }), await redis.open('c', { client })];
  const records = packRows(
    Array.from({ length: 100 }, () => ({ firstName: 'Ada', lastName: 'Lovelace', companyName: 'Engines' })),
  );
  const submission = { kind: 'submit', owner: 'alice', rows: 100, records } as const;
  for (const world of ['shop', 'team/shop', 'other']) {
    await store.append(world, begin(), 0);
    await store.append(world, { ...draft('a'), intent: submission }, 1);
    await store.append(world, draft('b'), 2);
    await store.snapshot(world, { position: 2, real: instant(0), state: { world } });
  }
  const parts = await Promise.all(['shop', 'team/shop'].map(async (world) => other.look(world, 0)));
  expect(parts).toMatchObject([
    { checkpoint: { position: 2, state: { world: 'shop' } }, entries: [{ position: 3, nonce: 'b' }] },
    { checkpoint: { position: 2, state: { world: 'team/shop' } }, entries: [{ position: 3, nonce: 'b' }] },
  ]);
  await store.remove('shop');
  expect((await other.worlds()).map(({ name }) => name).toSorted()).toEqual(['other', 'team/shop']);
  const server = await redis.getServer();
  const keys = getTestKeys('c');
  const slots = await Promise.all(
    [keys.getLog('shop'), keys.getCheckpoint('shop'), keys.getBeside('shop', 'rows', 'ab')].map(async (key) =>
      server.run('CLUSTER', 'KEYSLOT', key),
    ),
  );
  expect(new Set(slots)).toEqual(new Set([await server.run('CLUSTER', 'KEYSLOT', 'shop')]));
  for (const one of [store, other]) await one.close();
});
