/** Polls unfinished jobs for a while: a list, then some of the jobs that still change, at a polite rate. */
import { type Exchange, isAnswered } from '../evidence/exchange.ts';
import { getBody, listSightings, type Sighting } from '../evidence/sightings.ts';
import { askDetail, type Asker, askList } from './asker.ts';

/** Single jobs to request in each round, beside the list. */
const perRound = 3;
/** The minimum number of lists, even without unfinished jobs. */
const minRounds = 2;

function isPaged(list: Exchange): boolean {
  return isAnswered(list) && !Array.isArray(getBody(list));
}

function mergeSightings(newer: readonly Sighting[], older: readonly Sighting[]): readonly Sighting[] {
  const ids = new Set(newer.map(({ jobId }) => jobId));
  return [...newer, ...older.filter(({ jobId }) => !ids.has(jobId))];
}

export async function watch(asker: Asker, jobs: readonly Sighting[]): Promise<void> {
  const { spec, watchMs, paceMs, now, wait, onProgress } = asker;
  const until = now() + watchMs;
  let known: readonly Sighting[] = jobs;
  for (let round = 0; now() < until; round += 1) {
    const live = known.filter(({ status }) => status !== undefined && !spec.lifeCycle.endsPolling(status));
    if (live.length === 0 && round >= minRounds) break;
    onProgress('polling unfinished jobs', `${live.length} jobs, ${Math.ceil((until - now()) / 1000)} s left`);
    const list = await askList(asker, 'watch-list');
    const seen = isAnswered(list) ? listSightings([list]) : [];
    // Only the first page of a paged list is requested; jobs on other pages are known from before.
    if (seen.length > 0) known = isPaged(list) ? mergeSightings(seen, known) : seen;
    const chosen = live.length === 0 ? known : live;
    for (let index = 0; index < Math.min(perRound, chosen.length); index += 1) {
      const job = chosen[(round * perRound + index) % chosen.length];
      if (job === undefined || now() >= until) continue;
      const [shown] = listSightings([await askDetail(asker, 'watch-detail', job.jobId)]);
      if (shown !== undefined) known = known.map((one) => (one.jobId === shown.jobId ? shown : one));
    }
    await wait(Math.max(0, Math.min(paceMs, until - now())));
  }
}
