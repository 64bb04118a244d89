/** Opens the store of the worlds that the options name. */
import { randomBytes } from 'node:crypto';

import type { Instant } from '../../time/time.ts';
import { countWorlds, type Teams } from '../access/team.ts';
import { createSteadyClock } from '../domain/clock.ts';
import { createTerms } from '../domain/payments.ts';
import type { World } from '../domain/world.ts';
import type { Ingredients } from './ingredients.ts';
import type { MockOptions } from './options.ts';
import type { KeptWorlds } from '../store/file/open-worlds.ts';
import type { WorldStore } from '../store/port.ts';

interface StoreOptions
  extends Pick<Ingredients, 'fixture' | 'history' | 'readings' | 'spec'>,
    Pick<MockOptions, 'maxWorlds' | 'worldIdle' | 'state'> {
  readonly store?: string | WorldStore<World>;
  readonly teams?: Teams;
  readonly warn?: (sentence: string) => void;
}

/** Undefined for worlds that are only in the memory of this process. */
export async function openGivenStore(
  {
    store = 'memory',
    state: file,
    fixture,
    history,
    spec,
    readings,
    maxWorlds,
    teams,
    worldIdle: idle,
    warn = () => undefined,
  }: StoreOptions,
  now: () => Instant,
): Promise<KeptWorlds | undefined> {
  if (typeof store !== 'string') return keepIn(store);
  const beginning = history === undefined ? { fixture } : { fixture, history };
  const terms = createTerms(spec);
  if (store !== 'memory') {
    const { openRedis } = await import('../store/redis/open-redis.ts');
    const own = { beginning, terms, spec, readings, idle, warn, now };
    return keepIn(await openRedis({ url: store, ...own, getMax: () => countWorlds(maxWorlds, teams) }));
  }
  if (file === undefined) return undefined;
  const { openWorlds } = await import('../store/file/open-worlds.ts');
  return openWorlds({ file, beginning, terms, now: createSteadyClock(now), warn });
}

const keepIn = (store: WorldStore<World>): KeptWorlds => ({
  store,
  kept: [],
  process: `${randomBytes(9).toString('base64url')}-`,
});
