/** The coaches of the worlds whose requests a process keeps, which may come late or be missing. */
import { type Advice, toAdviceList } from '../coach/advice.ts';
import { Coach, createRulebook } from '../coach/coach.ts';
import type { Finding } from '../coach/findings.ts';
import type { Moment } from '../coach/rule.ts';
import { createGuide } from '../coach/settings.ts';
import type { ShareDeps } from '../coach/share.ts';
import type { JournalEntry } from '../journal/entry.ts';
import { instant } from '../../time/time.ts';
import { mergeAdvice } from './merge-advice.ts';
import type { ListedWhole } from './whole-requests.ts';

export interface CoachedWorlds {
  /** Looks at the requests that it has not seen. */
  readonly observe: (world: string, listed: Omit<ListedWhole, 'missing'>) => Observed;
  /** The same with that of the coach before it, without what clients may still make up for. */
  readonly listFound: (world: string) => readonly Advice[];
  /** The advice for a world, most serious first. */
  readonly list: (world: string, now: Moment) => readonly Advice[];
  readonly forget: (world: string) => void;
}

export interface Observed {
  /** How many requests it had not seen. */
  readonly count: number;
  /** The advice that there was not before. */
  readonly fresh: readonly Advice[];
}

interface CoachedWorld {
  coach: Coach;
  /** Somebody dismissed the advice on requests up to this number. */
  readonly dismissed: number;
  /** The number after which it looks at requests; what it began to see before that is not complete. */
  start: number;
  /** The number of the latest request that it saw, and how many it saw since the start. */
  latest: number;
  seen: number;
  /** What the coach found that kept the world before. */
  readonly earlier: readonly Advice[];
}

/** As many as a mock has worlds by default; what is forgotten can be made again from the journals. */
const maxCoached = 5000;
/** In favour of the client, the time for which two processes may disagree on what came first, in milliseconds. */
const maxDoubt = 50;

export function createCoachedWorlds({
  coach: settings,
  isTrue,
  spec,
}: Pick<ShareDeps, 'coach' | 'isTrue' | 'spec'>): CoachedWorlds {
  const rulebook = createRulebook(createGuide(spec, settings ?? {}));
  const coached = new Map<string, CoachedWorld>();
  const getWorld = (name: string, dismissed: number, earlier: readonly Advice[]): CoachedWorld => {
    const known = coached.get(name);
    coached.delete(name);
    const one =
      known?.dismissed === dismissed
        ? known
        : { coach: new Coach(rulebook), dismissed, start: 0, latest: 0, seen: 0, earlier };
    coached.set(name, one);
    const [oldest] = coached.keys();
    if (oldest !== undefined && coached.size > maxCoached) coached.delete(oldest);
    return one;
  };
  /** The requests to look at now. */
  const takeNew = (one: CoachedWorld, start: number, entries: readonly JournalEntry[]) => {
    if (start > one.start) {
      one.coach.skip();
      one.start = start;
      one.seen = 0;
    }
    const wanted = entries.filter(({ number }) => number > one.start);
    const fresh = wanted.filter(({ number }) => number > one.latest);
    if (wanted.length - fresh.length <= one.seen) return fresh;
    // One that came late, of a process that was not heard of, changes what came after it.
    one.coach = new Coach(rulebook);
    one.seen = 0;
    return wanted;
  };
  const observe: CoachedWorlds['observe'] = (
    world,
    { entries, wholeSince, dismissed, said, found: earlier },
  ) => {
    const one = getWorld(world, dismissed, earlier);
    const fresh: Advice[] = [];
    const wanted = takeNew(one, Math.max(wholeSince, dismissed), entries);
    for (const entry of wanted) {
      const found = one.coach.observe(toComparable(entry), entry.asked);
      if (found.length > 0) fresh.push(...toAdviceList(found.filter(isNew(said)), spec));
      one.latest = Math.max(one.latest, entry.number);
      one.seen += 1;
    }
    return { count: wanted.length, fresh };
  };
  return {
    // The true state of jobs cannot explain the responses of a mutant.
    observe: (world, listed) => (isTrue ? observe(world, listed) : { count: 0, fresh: [] }),
    list: (world, now) => {
      const { coach, earlier = [] } = coached.get(world) ?? {};
      return mergeAdvice(coach?.listAdvice(now, spec) ?? [], earlier);
    },
    listFound: (world) => {
      const { coach, earlier = [] } = coached.get(world) ?? {};
      return mergeAdvice(coach?.listFound(spec) ?? [], earlier);
    },
    forget: (world) => void coached.delete(world),
  };
}

/** Remembers what is new. */
const isNew =
  (said: Set<string>) =>
  ({ rule, level, user = '' }: Finding): boolean => {
    const key = `${rule.id} ${level} ${user}`;
    const isKnown = said.has(key);
    said.add(key);
    return !isKnown;
  };

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
