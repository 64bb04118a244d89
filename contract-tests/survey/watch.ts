/** Watches the jobs for a while at a polite rate: a list in each round, then some jobs singly, and the other pages in turn. */
import { toSeed } from './odd-ids.ts';
import type { Exchange } from '../evidence/exchange.ts';
import { detailTags, listSightings, type Sighting } from '../evidence/sightings.ts';
import type { Asker } from './asker.ts';
import { findQueryAfter, pollJob, pollList, pollPage } from './polls.ts';
import { createReadingPlan, type ReadingPlan } from './reading-plan.ts';

/** Requests in each round beside the list. */
const perRound = 4;
/** Of these, further pages of a paged list. */
const pagesPerRound = 2;
/** The minimum number of lists, even without unfinished jobs. */
const minRounds = 2;

/** The further pages of a list that are read in turn, a few in each round. */
interface Sweep {
  /** The next page; undefined before the first page and after the last. */
  query: string | undefined;
  /** The pages that were read since the first one. */
  readonly known: Set<string>;
  /** Whether the end of the list was reached once. */
  isOver: boolean;
}

export async function watch(asker: Asker, jobs: readonly Sighting[]): Promise<void> {
  const { spec, watchMs, paceMs, now, wait, onProgress, surveyor, earlier, unknownIds } = asker;
  const plan = createReadingPlan({
    lifeCycle: spec.lifeCycle,
    seed: toSeed(unknownIds[0]),
    earlier: earlier?.jobs ?? [],
    read: findReadJobs(surveyor.exchanges),
  });
  plan.noteList(jobs);
  const until = now() + watchMs;
  const sweep: Sweep = { query: undefined, known: new Set(), isOver: false };
  let isOpen = false;
  for (let round = 0; now() < until; round += 1) {
    const began = now();
    const live = plan.countLive();
    if (live === 0 && round >= minRounds && plan.hasReadAll() && sweep.isOver) break;
    const left = Math.ceil((until - now()) / 1000);
    onProgress('watching the jobs', `${live === 1 ? '1 is' : `${live} are`} unfinished, ${left} s left`);
    const list = await askWatchList(asker, plan);
    const pages = await askFurtherPages(asker, list, sweep, plan, until);
    isOpen = false;
    for (const jobId of plan.choose(perRound - pages)) {
      if (now() >= until) break;
      const [shown] = listSightings([await pollJob(asker, 'watch-detail', jobId)]);
      plan.noteSingle(jobId, shown);
      isOpen = true;
    }
    // A slow target gets a pause too.
    await wait(Math.max(0, Math.min(Math.max(began + paceMs, now() + paceMs / 5), until) - now()));
  }
  // Each single status is between two lists, so that they can be compared.
  if (isOpen) await askWatchList(asker, plan);
}

async function askWatchList(asker: Asker, plan: ReadingPlan): Promise<Exchange> {
  const list = await pollList(asker, 'watch-list');
  plan.noteList(listSightings([list]));
  return list;
}

/** @returns the number of requested pages */
async function askFurtherPages(
  asker: Asker,
  list: Exchange,
  sweep: Sweep,
  plan: ReadingPlan,
  until: number,
): Promise<number> {
  sweep.query ??= findQueryAfter(list);
  if (sweep.query === undefined) sweep.isOver = true;
  let count = 0;
  while (sweep.query !== undefined && count < pagesPerRound && asker.now() < until) {
    const page = await pollPage(asker, 'watch-page', sweep.query);
    plan.noteList(listSightings([page]));
    sweep.known.add(sweep.query);
    const next = findQueryAfter(page);
    sweep.query = next === undefined || sweep.known.has(next) ? undefined : next;
    count += 1;
    if (sweep.query !== undefined) continue;
    // The next sweep begins with the next first page.
    sweep.isOver = true;
    sweep.known.clear();
    break;
  }
  return count;
}

function findReadJobs(exchanges: readonly Exchange[]): ReadonlySet<string> {
  return new Set(exchanges.filter(({ tag }) => detailTags.includes(tag)).flatMap(({ jobId }) => jobId ?? []));
}
