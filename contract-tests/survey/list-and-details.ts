/** Requests the pages of the list, single jobs and their results, and the list again. */
import { type AnsweredExchange, type Exchange, isAnswered } from '../evidence/exchange.ts';
import { listJobIds, type Sighting, listSightings } from '../evidence/sightings.ts';
import { askDetail, type Asker, getMode } from './asker.ts';
import { findQueryAfter, pollJob, pollList, pollPage } from './polls.ts';
import { askForResults, askPagesAndFile, selectResultSamples } from './results.ts';

/** Maximum number of further pages at first; the watch requests the others. */
const maxPages = 3;

/** Requests the list, single jobs and their results, and the list again: a job that is equal in both lists did not change in between. */
export async function askListAndDetails(asker: Asker, list: AnsweredExchange): Promise<readonly Sighting[]> {
  const pages = await followPages(asker, list);
  const jobs = listSightings([list, ...pages]);
  const samples = selectSamples(jobs, getMode(asker).samples);
  asker.onProgress('requesting single jobs', `${samples.length} of ${jobs.length}`);
  const withResults = new Set(selectResultSamples(asker, samples));
  const results: Exchange[] = [];
  for (const job of samples) {
    await askSample(asker, job);
    if (withResults.has(job)) results.push(await askForResults(asker, job));
  }
  const looked = await askPagesAndFile(asker, jobs, results);
  const again = await pollList(asker, 'list-again');
  // The second list lacks jobs beyond the first page, so these are requested singly.
  const shown = new Set(listJobIds(again));
  const elsewhere = pages.length === 0 ? [] : looked.filter((jobId) => !shown.has(jobId));
  const ids = [...elsewhere, ...samples.slice(0, 1).map(({ jobId }) => jobId)];
  for (const jobId of new Set(ids)) await askDetail(asker, 'detail-again', jobId);
  return jobs;
}

/** A listed job that is not found may have been deleted; then the page on which it was lacks it now. */
async function askSample(asker: Asker, { jobId, exchange }: Sighting): Promise<void> {
  const shown = await pollJob(asker, 'detail', jobId);
  const { search } = new URL(exchange.request.url);
  if (isAnswered(shown) && shown.outcome.status === 404 && search !== '')
    await pollPage(asker, 'list-page', search);
}

/** One job in each status, the newest and the oldest, then others from the top. */
function selectSamples(jobs: readonly Sighting[], max: number): readonly Sighting[] {
  const firstOfStatus = [...new Map(jobs.toReversed().map((job) => [job.status, job])).values()];
  // Of two jobs in the same status, the older one is more likely to have changed since.
  const lastOfStatus = [...new Map(jobs.map((job) => [job.status, job])).values()];
  const wanted = [...jobs.slice(0, 1), ...firstOfStatus, ...jobs.slice(-1), ...lastOfStatus, ...jobs];
  return [...new Map(wanted.map((job) => [job.jobId, job])).values()].slice(0, max);
}

async function followPages(asker: Asker, list: AnsweredExchange): Promise<readonly AnsweredExchange[]> {
  const pages: AnsweredExchange[] = [];
  let page = list;
  const known = new Set<string>();
  while (pages.length < maxPages) {
    const query = findQueryAfter(page);
    if (query === undefined || known.has(query)) break;
    known.add(query);
    const asked = await pollPage(asker, 'list-page', query);
    if (!isAnswered(asked)) break;
    pages.push(asked);
    page = asked;
  }
  return pages;
}
