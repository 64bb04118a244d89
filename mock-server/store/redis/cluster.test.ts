// A cluster of several nodes: worlds are in all of them, a slot moves and a master fails while mocks work.
import { setTimeout } from 'node:timers/promises';

import { instant } from '../../../time/time.ts';
import { packRows } from '../../domain/submitted-rows.ts';
import { StoreError } from '../port.ts';
import type { TestStore } from '../testing/test-store.ts';
import { createRedisClient } from './ioredis-connection.ts';
import { parseRedisUrl } from './redis-url.ts';
import { createRedisForTests, getTestKeys } from './testing/open-test-redis.ts';
import { begin, draft } from './testing/prepare.ts';
import { readAclRules, useEverything } from './testing/use-everything.ts';
import { type RedisCluster, startRedisCluster } from './testing/redis-cluster.ts';

let cluster: RedisCluster;
const redis = createRedisForTests();
beforeAll(async () => {
  cluster = await startRedisCluster();
});
afterAll(async () => {
  await redis.stop();
  await cluster.stop();
});
const open = async (prefix: string): Promise<TestStore> =>
  redis.open(prefix, { client: createRedisClient(parseRedisUrl(cluster.url)) });

const submission = {
  kind: 'submit',
  owner: 'alice',
  rows: 100,
  records: packRows(
    Array.from({ length: 100 }, () => ({ firstName: 'Ada', lastName: 'Lovelace', companyName: 'Engines' })),
  ),
} as const;

test('worlds are on all nodes, each with all its keys on one', async () => {
  const [store, other] = [await open('c'), await open('c')];
  const names = ['shop', 'team/shop', 'other', 'a', 'b', 'c'];
  for (const world of names) {
    await store.append(world, begin(), 0);
    await store.append(world, { ...draft('a'), intent: submission }, 1);
    await store.append(world, draft('b'), 2);
    await store.snapshot(world, { position: 2, real: instant(0), state: { world } });
  }
  const parts = await Promise.all(names.map(async (world) => other.look(world, 0)));
  for (const [index, world] of names.entries())
    expect(parts[index]).toMatchObject({
      checkpoint: { position: 2, state: { world } },
      entries: [{ position: 3, nonce: 'b' }],
    });
  await store.remove('shop');
  expect((await other.worlds()).map(({ name }) => name).toSorted()).toEqual(names.slice(1).toSorted());
  const ofTeam = names.slice(1).filter((name) => name.startsWith('team/'));
  expect((await other.worlds('team/')).map(({ name }) => name).toSorted()).toEqual(ofTeam.toSorted());
  const keys = getTestKeys('c');
  const slots = await Promise.all(
    [keys.getLog('shop'), keys.getCheckpoint('shop'), keys.getBeside('shop', 'rows', 'ab'), 'shop'].map(
      cluster.findSlot,
    ),
  );
  expect(new Set(slots).size).toBe(1);
  const masters = await Promise.all(
    names.map(async (name) => cluster.findMaster(await cluster.findSlot(name))),
  );
  expect(new Set(masters).size).toBeGreaterThan(1);
  for (const one of [store, other]) await one.close();
});

/** Adds entries until it is stopped. @returns which were confirmed, and what other errors there were */
function startClient(store: TestStore, world: string, name: string) {
  const confirmed: string[] = [];
  const failures: unknown[] = [];
  const state = { isOver: false };
  const run = async (): Promise<void> => {
    for (let count = 0; !state.isOver; count += 1) {
      const nonce = `${name}${count}`;
      try {
        const { entries } = await store.append(world, draft(nonce), 1);
        if (entries.some((entry) => entry.nonce === nonce)) confirmed.push(nonce);
        await store.look(world, 1);
      } catch (error) {
        failures.push(error);
        await setTimeout(20);
      }
    }
  };
  const running = run();
  const untilMore = async (): Promise<void> => {
    for (const { length } = confirmed; confirmed.length < length + 3; ) await setTimeout(10);
  };
  return {
    confirmed,
    failures,
    untilMore,
    stop: async () => {
      state.isOver = true;
      await running;
    },
  };
}

test('a slot moves to another node while two processes work', async () => {
  const [store, other] = [await open('m'), await open('m')];
  await store.append('shop', begin(), 0);
  await store.append('shop', { ...draft('rows'), intent: submission }, 1);
  await store.snapshot('shop', { position: 1, real: instant(0), state: {} });
  const slot = await cluster.findSlot('shop');
  const from = await cluster.findMaster(slot);
  const to = cluster.nodes.slice(0, 3).find((node) => node !== from) ?? from;
  const clients = [startClient(store, 'shop', 'a'), startClient(other, 'shop', 'b')];
  for (const one of clients) await one.untilMore();
  const migration = await cluster.migrate(slot, to);
  while (await migration.moveKey()) await setTimeout(200);
  await migration.end();
  for (const one of clients) await one.untilMore();
  for (const one of clients) await one.stop();
  const late = await open('m');
  const nonces = (await late.look('shop', 0)).entries.map(({ nonce }) => nonce);
  for (const { confirmed, failures } of clients) {
    expect(nonces).toEqual(expect.arrayContaining(confirmed));
    for (const failure of failures) expect(failure).toBeInstanceOf(StoreError);
  }
  expect(new Set(nonces).size).toBe(nonces.length);
  expect(await cluster.findMaster(slot)).toBe(to);
  for (const one of [store, other, late]) await one.close();
});

test('the smallest user of the documentation may do all that a mock does in a cluster', async () => {
  const rules = readAclRules().at(-1) ?? [];
  for (const node of cluster.nodes) await node.run('ACL', 'SETUSER', 'mock', ...rules);
  await useEverything(cluster.url.replace('//', '//mock:password@'));
  const logs = await Promise.all(cluster.nodes.map(async (node) => node.run('ACL', 'LOG')));
  const refused = Array.from(logs.join('\n').matchAll(/^object\n(.*)$/gm), ([, name]) => name);
  // Redis 7.2 and Valkey have it, and the client library tries it; Redis 7.0 does not know its name.
  expect(refused.filter((name) => name !== 'client|setinfo')).toEqual([]);
});

test('a replica takes over from a master that died, while two processes work', async () => {
  const [first] = cluster.nodes;
  if (first === undefined) throw new Error('There is a first node.');
  const names = ['w1', 'w2', 'w3', 'w4', 'w5', 'w6', 'w7', 'w8'];
  const masters = await Promise.all(
    names.map(async (name) => cluster.findMaster(await cluster.findSlot(name))),
  );
  const world = names[masters.indexOf(first)] ?? '';
  const [store, other] = [await open('f'), await open('f')];
  await store.append(world, begin(), 0);
  const clients = [startClient(store, world, 'a'), startClient(other, world, 'b')];
  for (const one of clients) await one.untilMore();
  await first.run('WAIT', '1', '0');
  const before = clients.map(({ confirmed }) => [...confirmed]);
  await first.kill();
  for (const one of clients) await one.untilMore();
  for (const one of clients) await one.stop();
  const late = await open('f');
  const nonces = (await late.look(world, 0)).entries.map(({ nonce }) => nonce);
  for (const confirmed of before) expect(nonces).toEqual(expect.arrayContaining(confirmed.slice(0, -1)));
  for (const { confirmed, failures } of clients) {
    expect(nonces).toEqual(expect.arrayContaining(confirmed.slice(-2)));
    for (const failure of failures) expect(failure).toBeInstanceOf(StoreError);
  }
  for (const one of [store, other, late]) await one.close();
});
