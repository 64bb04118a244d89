/** Requests the pages of the list, single jobs and their results, and the list again. */
import { isMap } from '../../openapi/values.ts';
import { type AnsweredExchange, type Exchange, isAnswered } from '../evidence/exchange.ts';
import { getBody, listJobIds, getItems, type Sighting, listSightings } from '../evidence/sightings.ts';
import { askDetail, type Asker, askList, getListUrl, getMode, getResource } from './asker.ts';
import { askForResults, askPagesAndFile, selectResultSamples } from './results.ts';

/** Maximum number of pages that are followed in a paged list. */
const maxPages = 5;

/** Requests the list, single jobs and their results, and the list again: a job that is equal in both lists did not change in between. */
export async function askListAndDetails(asker: Asker, list: AnsweredExchange): Promise<readonly Sighting[]> {
  const pages = await followPages(asker, list);
  const jobs = listSightings([list, ...pages]);
  const samples = selectSamples(jobs, getMode(asker).samples);
  asker.onProgress('requesting single jobs', `${samples.length} of ${jobs.length}`);
  const withResults = new Set(selectResultSamples(asker, samples));
  const results: Exchange[] = [];
  for (const job of samples) {
    await askDetail(asker, 'detail', job.jobId);
    if (withResults.has(job)) results.push(await askForResults(asker, job));
  }
  const looked = await askPagesAndFile(asker, jobs, results);
  const again = await askList(asker, 'list-again');
  // The second list lacks jobs beyond the first page, so these are requested singly.
  const shown = new Set(listJobIds(again));
  const elsewhere = pages.length === 0 ? [] : looked.filter((jobId) => !shown.has(jobId));
  const ids = [...elsewhere, ...samples.slice(0, 2).map(({ jobId }) => jobId)];
  for (const jobId of new Set(ids.slice(0, Math.max(2, elsewhere.length))))
    await askDetail(asker, 'detail-again', jobId);
  return samples;
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
  const known = new Set<string>(['']);
  while (pages.length < maxPages) {
    const body = getBody(page);
    const next = isMap(body) && getItems(page) !== undefined ? body['next'] : undefined;
    if (typeof next !== 'string' || !URL.canParse(next, page.request.url)) break;
    // Behind a proxy the link may name another scheme or host; the token goes only to the given one.
    const { search } = new URL(next, page.request.url);
    if (known.has(search)) break;
    known.add(search);
    const asked = await asker.surveyor.ask({
      ...getResource(asker),
      tag: 'list-page',
      url: `${getListUrl(asker)}${search}`,
      credential: asker.caller,
    });
    if (!isAnswered(asked)) break;
    pages.push(asked);
    page = asked;
  }
  return pages;
}
