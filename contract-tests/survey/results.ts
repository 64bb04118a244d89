/** Requests results: of a job in each status, and of one job page by page and as a file. */
import { type Exchange, isAnswered } from '../evidence/exchange.ts';
import { type ResultPage, parseResultPage } from '../evidence/results.ts';
import { type Sighting, listSightings } from '../evidence/sightings.ts';
import { listOwnIds } from './own-ids.ts';
import { askDetail, type Asker, askResults, createBearer, controlId, resultsId, buildUrl } from './asker.ts';

/** Maximum number of records in a CSV download; larger jobs are not downloaded. */
const maxRecordsInFile = 500;

/** The sampled jobs whose results are requested: one in each status, and a second one in a status with results. */
export function selectResultSamples(asker: Asker, samples: readonly Sighting[]): readonly Sighting[] {
  const { staysFor, hasResults } = asker.spec.lifeCycle;
  const oneOfEach = [...new Map(samples.toReversed().map((job) => [job.status, job])).values()];
  const finished = samples.filter(({ status = '' }) => hasResults(status) && staysFor(status));
  return [...new Set([...oneOfEach, ...finished.slice(-1)])];
}

/** Requests the results of a job that was just requested; an unfinished job is requested again to see whether it changed. */
export async function askForResults(asker: Asker, { jobId, status = '' }: Sighting): Promise<Exchange> {
  const results = await askResults(asker, 'results', jobId);
  if (!asker.spec.lifeCycle.staysFor(status)) await askDetail(asker, 'detail-again', jobId);
  return results;
}

/**
 * Requests the longest results page by page and the shortest as a file, of finished jobs if there are any.
 * @returns the ids of these jobs, which must be requested again to see whether they changed
 */
export async function askPagesAndFile(
  asker: Asker,
  jobs: readonly Sighting[],
  asked: readonly Exchange[],
): Promise<readonly string[]> {
  const pages = asked.filter(isAnswered).flatMap((exchange) => parseResultPage(exchange) ?? []);
  const findStatus = ({ jobId }: ResultPage) => jobs.find((job) => job.jobId === jobId)?.status ?? '';
  const { staysFor, hasResults } = asker.spec.lifeCycle;
  const filled = pages.filter((page) => page.total > 0 && hasResults(findStatus(page)));
  const still = filled.filter((page) => staysFor(findStatus(page)));
  const chosen = (still.length > 0 ? still : filled).toSorted((a, b) => a.total - b.total);
  const longest = chosen.at(-1);
  if (longest !== undefined) await askPages(asker, longest);
  const shortest = chosen[0];
  if (shortest !== undefined && shortest.total <= maxRecordsInFile)
    await askResults(asker, 'results-csv', shortest.jobId, { report_type: 'csv' });
  return [longest, shortest].flatMap((page) => page?.jobId ?? []);
}

async function askPages(asker: Asker, { jobId, total }: ResultPage): Promise<void> {
  // A size with a remainder, so that the last page is shorter than the others.
  const size = [2, 3, 4, 5, 7, 11].find((one) => total % one !== 0 && one < total) ?? 1;
  const last = Math.ceil(total / size);
  const page = (number: number, pageSize = size) => ({ page: String(number), page_size: String(pageSize) });
  const max = asker.spec.operation(resultsId).parameters.find(({ name }) => name === 'page_size');
  for (const number of new Set([1, 2, last]))
    if (number <= last) await askResults(asker, 'results-page', jobId, page(number));
  await askResults(asker, 'results-again', jobId, page(1));
  await askResults(asker, 'results-beyond', jobId, page(last + 1));
  await askResults(asker, 'results-oversized', jobId, page(1, (max?.schema.maximum ?? 200) + 1));
}

/** Requests another user's results, results without a token, and Control without an action. */
export async function askForbiddenResults(asker: Asker, jobId: string | undefined): Promise<void> {
  const { unknownIds, surveyor, caller } = asker;
  const foreign = surveyor.exchanges.find(({ tag }) => tag === 'foreign-list');
  for (const id of unknownIds) await askResults(asker, 'unknown-results', id);
  const theirs = foreign === undefined ? undefined : findJobWithResults(asker, foreign);
  if (theirs !== undefined) await askResults(asker, 'foreign-results', theirs);
  if (jobId !== undefined) {
    const results = { operationId: resultsId, jobId, url: buildUrl(asker, resultsId, jobId) };
    const invented = `Bearer invalid-${unknownIds[0]}`;
    await surveyor.ask({ tag: 'no-token', ...results });
    await surveyor.ask({ tag: 'unknown-token', ...results, credential: { sent: invented, shown: invented } });
    const scheme = { sent: `Token ${asker.token}`, shown: 'Token $CONTRACT_TOKEN' };
    await surveyor.ask({ tag: 'other-scheme', ...results, credential: scheme });
    if (asker.expiredToken !== undefined)
      await surveyor.ask({
        tag: 'expired-token',
        ...results,
        credential: createBearer(asker.expiredToken, 'CONTRACT_EXPIRED_TOKEN'),
      });
    await surveyor.ask({ tag: 'options', ...results, method: 'OPTIONS', credential: caller });
  }
  const control = { operationId: controlId, url: buildUrl(asker, controlId) };
  await surveyor.ask({ tag: 'control-get', ...control, credential: caller });
  await surveyor.ask({ tag: 'control-no-token', ...control, method: 'OPTIONS' });
}

/** Another user's job, preferably one with results. */
function findJobWithResults(asker: Asker, list: Exchange): string | undefined {
  const own = listOwnIds(asker);
  const jobs = (isAnswered(list) ? listSightings([{ ...list, tag: 'list' }]) : []).filter(
    ({ jobId }) => !own.has(jobId),
  );
  const ready = jobs.find(({ status = '' }) => asker.spec.lifeCycle.hasResults(status));
  return ready?.jobId ?? jobs[0]?.jobId;
}
