/** Does everything that mocks do with a store, so that a user who may not do some of it shows. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { duration, instant } from '../../../../time/time.ts';
import type { World } from '../../../domain/world.ts';
import { createRedisOptions } from '../../../testing/redis-options.ts';
import type { WorldStore } from '../../port.ts';
import { createWorlds } from '../../worlds.ts';
import type { Worlds } from '../../worlds-port.ts';
import { fixture, terms } from '../../../testing/shipped.ts';
import { openRedis } from '../open-redis.ts';

/** The rules of the users that the documentation names; the last one is the smallest. */
export const readAclRules = (): readonly (readonly string[])[] =>
  Array.from(
    readFileSync('docs/shared-store.md', 'utf8').matchAll(/^ACL SETUSER mock (.*)$/gm),
    ([, rules = '']) => rules.split(' '),
  );

/** Opens the store of a URL twice, as two mocks do. */
export async function useEverything(url: string): Promise<void> {
  const options = { ...createRedisOptions(url), getMax: () => 2 };
  const [store, other] = [await openRedis(options), await openRedis(options)];
  await hearEachOther(store, other);
  const [worlds, others] = [open(store), open(other)];
  const real = instant(0);
  for (const world of ['a', 'b', 'c', 'd']) {
    await worlds.shared?.open(world);
    for (let count = 0; count < 5; count += 1)
      await worlds.commit(world, { kind: 'add', owner: 'carol', rows: 1 }, real);
  }
  while ((await store.worlds()).length > 2);
  await others.shared?.open('d');
  await others.drop('d');
  await store.shared?.quotas.charge('team', { perMinute: 60, used: 1, wanted: 1 });
  for (const one of [store, other]) await one.close();
}

const open = (store: WorldStore<World>): Worlds =>
  createWorlds({
    fixture,
    terms,
    store,
    process: randomUUID(),
    minEntries: 2,
    speed: 1,
    frozen: false,
    max: 2,
    idle: duration(1e9),
  });

async function hearEachOther(store: WorldStore<World>, other: WorldStore<World>): Promise<void> {
  await new Promise<void>((resolve) => {
    const leave = other.shared?.bus.subscribe('news', () => {
      clearInterval(timer);
      leave?.();
      resolve();
    });
    const timer = setInterval(() => store.shared?.bus.publish('news', 'hello'), 20);
  });
}
