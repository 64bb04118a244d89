/** Folds the log of a world that a store has from the start. */
import { createEmptyWorld, fold, type Rules } from '../domain/fold.ts';
import type { World } from '../domain/world.ts';
import type { LogPart } from './port.ts';

export type Restored =
  | { readonly kind: 'restored'; readonly world: World }
  /** Half a sentence on why this mock cannot continue with the world. */
  | { readonly kind: 'misfit'; readonly reason: string };

/** What the log named is no longer there, so that its jobs would be others than they were. */
const misfitCodes = new Set(['no-such-scenario', 'no-such-user']);

export function restoreWorld(name: string, { checkpoint, entries }: LogPart<World>, rules: Rules): Restored {
  let world = checkpoint?.state ?? createEmptyWorld(name, rules.beginning.fixture);
  for (const entry of entries) {
    const folded = fold(world, entry, rules);
    const { decision } = folded;
    if (decision?.kind === 'refused' && misfitCodes.has(decision.code))
      return { kind: 'misfit', reason: `it needs something that is not there: ${decision.reason}` };
    ({ world } = folded);
  }
  return { kind: 'restored', world };
}
