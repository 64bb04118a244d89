/** At the end of a run: reads finished jobs and results once more, and finds the record that breaks its page. */
import { type Exchange, isAnswered } from '../evidence/exchange.ts';
import { findPageRange, isBrokenPage, parseResultPage } from '../evidence/results.ts';
import { groupSightings, listJobIds } from '../evidence/sightings.ts';
import { askTogetherIfSlow } from './ask-together.ts';
import { askDetail, type Asker, askList, askResults, getResource } from './asker.ts';

/** The maximum number of jobs that finished during the run. */
const maxFinished = 3;
/** The maximum number of results that are requested again. */
const maxAgain = 3;
/** The maximum number of requests to find a record. */
const maxSteps = 12;

/**
 * Requests the list as a client without an Accept header, each job that finished during the run with its results, and results
 * that were requested before. The list shows afterwards whether these jobs changed.
 */
export async function askFinishedJobs(asker: Asker): Promise<void> {
  const { surveyor, caller: credential } = asker;
  await surveyor.ask({ ...getResource(asker), tag: 'no-accept', credential, accept: null });
  const early = findUnfinished(asker);
  if (early !== undefined) await askResults(asker, 'results-early', early, { report_type: 'csv' });
  const finished = findFinished(asker).slice(0, maxFinished);
  const again = findResultsToRepeat(asker).slice(0, maxAgain);
  if (early === undefined && finished.length === 0 && again.length === 0) return;
  asker.onProgress('requesting finished jobs again', `${finished.length} jobs, ${again.length} results`);
  await askTogetherIfSlow(asker, [
    ...finished.map((jobId) => (lane: Asker) => askResults(lane, 'results-final', jobId)),
    ...again.map(
      ({ jobId = '' }) =>
        (lane: Asker) =>
          askResults(lane, 'results-again', jobId),
    ),
  ]);
  const listed = new Set(listJobIds(await askList(asker, 'watch-list')));
  const others = [early, ...again.map(({ jobId }) => jobId)]
    .flatMap((jobId) => jobId ?? [])
    .filter((jobId) => !listed.has(jobId));
  await askTogetherIfSlow(
    asker,
    [...new Set([...finished, ...others])].map((jobId) => (lane) => askDetail(lane, 'watch-detail', jobId)),
  );
}

/** The jobs that were seen unfinished and then finished: first one in each status, those with results before the others. */
function findFinished({ surveyor, spec: { lifeCycle } }: Asker): readonly string[] {
  const changed = [...groupSightings([...surveyor.exchanges])].flatMap(([jobId, life]) => {
    const [first, last] = [life[0]?.status, life.at(-1)?.status];
    if (first === undefined || last === undefined) return [];
    return !lifeCycle.staysFor(first) && lifeCycle.staysFor(last) ? [{ jobId, status: last }] : [];
  });
  const rank = ({ status }: { readonly status: string }) => (lifeCycle.hasResults(status) ? 0 : 1);
  const oneOfEach = [...new Map(changed.toReversed().map((job) => [job.status, job])).values()].toSorted(
    (a, b) => rank(a) - rank(b),
  );
  return [...new Set([...oneOfEach, ...changed])].map(({ jobId }) => jobId);
}

/** A job that never had results: one that was last seen at work, or else one that waits. */
function findUnfinished({ surveyor, watchMs, spec: { lifeCycle } }: Asker): string | undefined {
  if (watchMs <= 0) return undefined;
  const lives = [...groupSightings([...surveyor.exchanges])]
    .filter(([, life]) => life.every(({ status = '' }) => lifeCycle.apiStatuses.includes(status)))
    .filter(([, life]) => !life.some(({ status = '' }) => lifeCycle.endsPolling(status)))
    .map(([jobId, life]) => ({ jobId, status: life.at(-1)?.status ?? '' }));
  const atWork = new Set(lifeCycle.statusesBefore('pause').map(lifeCycle.getApiStatus));
  return (lives.find(({ status }) => atWork.has(status)) ?? lives[0])?.jobId;
}

/** The default pages that were served: of the job that was read page by page, of a paused job, of others. */
function findResultsToRepeat({ surveyor }: Asker): readonly Exchange[] {
  const inPages = new Set(
    surveyor.exchanges.filter(({ tag }) => tag === 'results-page').map(({ jobId }) => jobId),
  );
  const rank = ({ jobId }: Exchange) => (inPages.has(jobId) ? 0 : 1);
  return surveyor.exchanges
    .filter(({ tag }) => tag === 'results')
    .filter(isServed)
    .toSorted((a, b) => rank(a) - rank(b));
}

/** Requests ever smaller parts of a page that crashes, until one record is left or no request. */
export async function locateBrokenRow(asker: Asker): Promise<void> {
  const { surveyor, spec } = asker;
  const asked = surveyor.exchanges.filter(({ tag }) => tag === 'results' || tag === 'results-page');
  const broken = asked.find(isBrokenPage);
  // If no results can be read at all, no record is to blame.
  if (broken?.jobId === undefined || !asked.some(isServed)) return;
  const { jobId } = broken;
  asker.onProgress('looking for the record that breaks its page', `job ${jobId}`);
  let { from, to } = findPageRange(broken, spec);
  let isKnown = false;
  for (let step = 0; step < maxSteps && !isKnown; step += 1) {
    const size = findPartSize(from, to - from);
    const query = { page: String(from / size + 1), page_size: String(size) };
    const part = await askResults(asker, 'results-row', jobId, query);
    if (isBrokenPage(part)) {
      to = from + size;
      isKnown = size === 1;
    } else if (isServed(part) && to - from > 1) from += size;
    else return;
  }
}

function isServed(exchange: Exchange): boolean {
  return isAnswered(exchange) && parseResultPage(exchange) !== undefined;
}

/** The size of a page that begins exactly at an offset, and has about half of the records. */
export function findPartSize(from: number, count: number): number {
  const half = Math.max(1, Math.floor(count / 2));
  for (let size = half; size > 1; size -= 1) if (from % size === 0) return size;
  return 1;
}
