/**
 * The coach's advice on the requests to all processes that share a store. It looks at them when somebody asks, in the order in
 * which they ended, and only at those after the latest of which some are missing: else it would blame clients for what it has not seen.
 */
import type { Advice } from '../coach/advice.ts';
import type { AdviceSource } from '../coach/advice-source.ts';
import { Coach, createRulebook } from '../coach/coach.ts';
import { createGuide } from '../coach/settings.ts';
import type { JournalEntry } from '../journal/entry.ts';
import { instant } from '../../time/time.ts';
import type { ShareDeps } from '../coach/share.ts';
import type { WholeRequests } from './shared-requests.ts';

export type SharedAdviceDeps = Pick<ShareDeps, 'coach' | 'isTrue' | 'spec' | 'steady'> & {
  readonly requests: WholeRequests;
};

interface CoachedWorld {
  readonly coach: Coach;
  /** The number after which it began to look. */
  readonly start: number;
  /** The number of the latest entry that it saw, and how many. */
  latest: number;
  seen: number;
  advice: readonly Advice[];
}

/** Worlds whose coach is kept; it can be made again from the journals. */
const maxCoached = 100;
/** In favour of the client, the time for which two processes may disagree on what came first. */
const maxDoubt = 50;
const none: readonly Advice[] = [];

export function createSharedAdvice(deps: SharedAdviceDeps): AdviceSource {
  const { requests, spec, steady } = deps;
  const rulebook = createRulebook(createGuide(spec, deps.coach ?? {}));
  const coached = new Map<string, CoachedWorld>();
  const keep = (world: string, one: CoachedWorld): void => {
    coached.delete(world);
    coached.set(world, one);
    const [oldest] = coached.keys();
    if (oldest !== undefined && coached.size > maxCoached) coached.delete(oldest);
  };
  const observe = (world: string, start: number, entries: readonly JournalEntry[]): CoachedWorld => {
    const known = coached.get(world);
    const wanted = entries.filter(({ number }) => number > start);
    const fresh = wanted.filter(({ number }) => number > (known?.latest ?? start));
    // An entry that came late, of a process that was not heard of, changes what came after it.
    const isNext = known?.start === start && wanted.length - fresh.length <= known.seen;
    const one = isNext ? known : { coach: new Coach(rulebook), start, latest: start, seen: 0, advice: none };
    for (const entry of isNext ? fresh : wanted) {
      one.coach.observe(toComparable(entry), entry.asked);
      one.latest = entry.number;
      one.seen += 1;
    }
    keep(world, one);
    return one;
  };
  return {
    list: async (world, now) => {
      if (!deps.isTrue) return { advice: none, missing: 0 };
      const { entries, missing, wholeSince, dismissed } = await requests.list(world);
      if (missing > 0) return { advice: coached.get(world)?.advice ?? none, missing };
      const one = observe(world, Math.max(wholeSince, dismissed), entries);
      const real = requests.toStoreTime(steady());
      one.advice = one.coach.listAdvice({ real, world: now }, spec);
      return { advice: one.advice, missing };
    },
    clear: async (world) => {
      coached.delete(world);
      return requests.dismiss(world);
    },
  };
}

/** With times by the clock of the store, since each process has another one. */
function toComparable(entry: JournalEntry): JournalEntry {
  const { at, began, ended } = entry;
  const length = Math.max(0, ended - began - maxDoubt);
  return {
    ...entry,
    path: entry.path,
    query: entry.query,
    tokenInQuery: entry.tokenInQuery,
    began: at,
    ended: instant(at + length),
  };
}
