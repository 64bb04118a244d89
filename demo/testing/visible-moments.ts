/** What an audience sees of a world, and when. */
import { listChanges } from '../../mock-server/domain/changes.ts';
import type { Intent } from '../../mock-server/domain/entry.ts';
import { firstWorld } from '../../mock-server/domain/world-names.ts';
import { terms } from '../../mock-server/testing/shipped.ts';
import type { StagedWorld } from './staged-world.ts';

export interface VisibleMoment {
  /** The second of the show. */
  readonly at: number;
  readonly what: string;
}

/** Of the log; polls and faults that are counted change nothing that shows. */
const visibleIntents: ReadonlySet<Intent['kind']> = new Set([
  'submit',
  'add',
  'pause',
  'resume',
  'fail',
  'force',
  'delete',
  'add-fault',
  'remove-fault',
]);

/**
 * Moves of jobs, what was done to them, faults that begin or end, and requests that went wrong, in the order of time.
 * An ordinary poll is a tick on a lane, and does not count.
 */
export function listVisibleMoments({ engine, now, log, journal }: StagedWorld): readonly VisibleMoment[] {
  const world = engine.worlds.get(firstWorld);
  if (world === undefined) throw new Error('The staged world is gone.');
  const { began } = world;
  const toSecond = (time: number) => (time - began) / 1000;
  const moves = listChanges(world, began, now(), terms).map(({ owner, to, at }) => {
    return { at: toSecond(at), what: `${owner}: ${to}` };
  });
  const deeds = log
    .filter(({ intent }) => visibleIntents.has(intent.kind))
    .map(({ real, intent }) => ({ at: toSecond(real), what: intent.kind }));
  const failures = journal
    .filter(({ status, faults }) => status === 0 || status >= 300 || faults.length > 0)
    .map(({ worldTime, status, path }) => ({ at: toSecond(worldTime), what: `${status} ${path}` }));
  return [...moves, ...deeds, ...failures].toSorted((one, other) => one.at - other.at);
}

/** The longest time, in seconds, in which nothing visible happens. */
export function findLongestGap(
  moments: readonly VisibleMoment[],
  end: number,
): { readonly seconds: number; readonly from: number } {
  const times = [0, ...moments.map(({ at }) => at), end];
  let longest = { seconds: 0, from: 0 };
  for (const [index, from] of times.slice(0, -1).entries()) {
    const seconds = (times[index + 1] ?? end) - from;
    if (seconds > longest.seconds) longest = { seconds, from };
  }
  return longest;
}
