/** The worlds in the file of `--state`, and the store that keeps them there. */
import { randomBytes } from 'node:crypto';

import type { Instant } from '../../../time/time.ts';
import type { Beginning } from '../../domain/history.ts';
import type { Terms } from '../../domain/payments.ts';
import type { World } from '../../domain/world.ts';
import type { WorldStore } from '../port.ts';
import { restoreWorld } from '../restore-world.ts';
import { openState, type StateOptions } from './open-state.ts';
import { createStateParser } from '../text/checked-state.ts';
import { toPlainState } from '../text/world-state.ts';

export interface WorldsFile extends Pick<StateOptions<World>, 'disk' | 'minSize'> {
  readonly file: string;
  /** How every world of this mock begins. */
  readonly beginning: Beginning;
  readonly terms: Terms;
  /** The real time. */
  readonly now: () => Instant;
  /** Called with messages for the user, one sentence each. */
  readonly warn: (sentence: string) => void;
}

/** The options of worlds that are kept. */
export interface KeptWorlds {
  readonly store: WorldStore<World>;
  /** The longest unused first. */
  readonly kept: readonly World[];
  readonly process: string;
}

/** Of a log that is folded at a start; a longer one gets a checkpoint. */
const maxEntries = 10_000;

/** @throws UsageError when the file cannot be used, or another mock uses it */
export async function openWorlds({ terms, ...options }: WorldsFile): Promise<KeptWorlds> {
  const { beginning, file, warn } = options;
  const { lifeCycle } = terms;
  const kept: World[] = [];
  const long: World[] = [];
  const store = await openState({
    ...options,
    lifeCycle,
    toPlainState,
    parseState: createStateParser(lifeCycle),
    restore: (name, part) => {
      const restored = restoreWorld(name, part, { ...terms, beginning });
      if (restored.kind === 'misfit') return restored.reason;
      kept.push(restored.world);
      if (part.entries.length > maxEntries) long.push(restored.world);
      return undefined;
    },
  });
  // The next start takes less time.
  for (const world of long)
    await store.snapshot(world.name, { position: world.position, real: options.now(), state: world });
  const others = kept.filter((world) => world.fixture !== beginning.fixture);
  if (others.length > 0)
    warn(
      `${formatWorlds(others.map(({ name }) => name))} from ${file} ${others.length === 1 ? 'has' : 'have'} the users and jobs of another world file. A reset replaces them with those of the current one.`,
    );
  return { store, kept, process: `${randomBytes(6).toString('hex')}-` };
}

function formatWorlds(worlds: readonly string[]): string {
  const some = worlds.slice(0, 5).map((name) => `"${name}"`);
  const more = worlds.length - some.length;
  const words = more > 0 ? [...some, `${more} more`] : some;
  const last = words.pop() ?? '';
  return words.length === 0 ? `World ${last}` : `Worlds ${words.join(', ')} and ${last}`;
}
