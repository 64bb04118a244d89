/** Requests results: of a job in each status, and of one job page by page and as a file. */
import { type Exchange, isAnswered } from '../evidence/exchange.ts';
import { type ResultPage, parseResultPage } from '../evidence/results.ts';
import { listJobIds, type Sighting, listSightings } from '../evidence/sightings.ts';
import { askTogetherIfSlow } from './ask-together.ts';
import { modes } from '../traffic/modes.ts';
import {
  askDetail,
  type Asker,
  askResults,
  controlId,
  getMode,
  inGerman,
  resultsId,
  buildUrl,
} from './asker.ts';
import { toSeed } from './odd-ids.ts';
import { listOwnIds } from './own-ids.ts';

/** Maximum number of records in a CSV download; larger jobs are not downloaded. */
const maxRecordsInFile = 500;
/** The maximum number of pages in which all records of a job are requested. */
const maxPages = 3;

/** The sampled jobs whose results are requested: one in each status, and a second one in a status with results. */
export function selectResultSamples(asker: Asker, samples: readonly Sighting[]): readonly Sighting[] {
  const { staysFor, hasResults } = asker.spec.lifeCycle;
  const oneOfEach = [...new Map(samples.toReversed().map((job) => [job.status, job])).values()];
  const finished = samples.filter(({ status = '' }) => hasResults(status) && staysFor(status));
  return [...new Set([...oneOfEach, ...finished.slice(-1)])];
}

/**
 * Requests the results of a job that was just requested. The next list shows whether an unfinished job has changed, unless it
 * is on a later page; then the job is requested again.
 */
export async function askForResults(asker: Asker, { jobId, status = '' }: Sighting): Promise<Exchange> {
  const results = await askResults(asker, 'results', jobId);
  const list = asker.surveyor.exchanges.find(({ tag }) => tag === 'list');
  const isListed = list !== undefined && listJobIds(list).includes(jobId);
  if (!isListed && !asker.spec.lifeCycle.staysFor(status)) await askDetail(asker, 'detail-again', jobId);
  return results;
}

/**
 * Requests all results of one job in pages and as a file: of a finished job if there is one, and of the largest that fits into a
 * file. Of larger jobs, only some pages are requested.
 * @returns the id of this job, which must be requested again to see whether it changed
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
  const page = chosen.findLast(({ total }) => total <= maxRecordsInFile) ?? chosen[0];
  if (page === undefined) return [];
  const { jobId, total } = page;
  await askPages(asker, page);
  if (total <= maxRecordsInFile) await askResults(asker, 'results-csv', jobId, { report_type: 'csv' });
  return [jobId];
}

type PageTag = 'results-page' | 'results-beyond' | 'results-oversized' | 'results-bounds';

async function askPages(asker: Asker, { jobId, total }: ResultPage): Promise<void> {
  const sizes = asker.spec.operation(resultsId).parameters.find(({ name }) => name === 'page_size')?.schema;
  const [defaultSize, maxSize] = [Number(sizes?.default ?? 50), sizes?.maximum ?? 200];
  const ask = (tag: PageTag, number: number, pageSize: number) => (lane: Asker) =>
    askResults(lane, tag, jobId, { page: String(number), page_size: String(pageSize) });

  await askTogetherIfSlow(asker, [
    ...choosePages(total, defaultSize, maxSize).map(([number, size]) => ask('results-page', number, size)),
    // The largest size is allowed, and any larger one is not.
    ask('results-beyond', chooseBeyond(asker, Math.ceil(total / maxSize)), maxSize),
    ask('results-oversized', 1, maxSize + 1),
    ask('results-bounds', 0, defaultSize),
    ask('results-bounds', 1, 0),
  ]);
}

/** More rows before a page than a database can count. */
const hugePage = 10 ** 17;

/** In one run the page after the last, in the next one that no list can reach; production gets only the first. */
function chooseBeyond(asker: Asker, last: number): number {
  const isNear = getMode(asker) === modes.production || toSeed(asker.unknownIds[0]) % 2 === 0;
  return isNear ? last + 1 : hugePage;
}

/**
 * The numbers and sizes of the pages to request, beside the default page: all records of a short list in a few pages, of which
 * the last one is shorter than the others; of a long list, a page that overlaps with the default page, and the last one.
 */
export function choosePages(
  total: number,
  defaultSize: number,
  maxSize: number,
): readonly (readonly [number: number, size: number])[] {
  if (total > maxPages * maxSize)
    return [
      [2, 7],
      [Math.ceil(total / maxSize), maxSize],
    ];
  const least = Math.max(1, Math.ceil(total / maxPages));
  const rest = Array.from({ length: Math.max(0, total - least) }, (_, index) => least + index);
  const size = total > maxSize ? maxSize : (rest.find((one) => total % one !== 0) ?? least);
  const numbers = Array.from({ length: Math.ceil(total / size) }, (_, index) => index + 1);
  // The default page contains a smaller first page.
  return numbers
    .filter((number) => number > 1 || size > defaultSize || numbers.length === 1)
    .map((number) => [number, size] as const);
}

/** Requests another user's results, results without a token, and Control without an action. */
export async function askForbiddenResults(asker: Asker, jobId: string | undefined): Promise<void> {
  const { unknownIds, surveyor, caller } = asker;
  const foreign = surveyor.exchanges.find(({ tag }) => tag === 'foreign-list');
  const results = (id: string) => ({
    operationId: resultsId,
    jobId: id,
    url: buildUrl(asker, resultsId, id),
  });
  const [unknownId] = unknownIds;
  await askResults(asker, 'unknown-results', unknownId);
  await surveyor.ask({ tag: 'unknown-results', ...results(unknownId), credential: caller, extra: inGerman });
  const theirs = foreign === undefined ? undefined : findJobWithResults(asker, foreign);
  if (theirs !== undefined) await askResults(asker, 'foreign-results', theirs);
  if (jobId !== undefined) {
    const invented = `Bearer invalid-${unknownId}`;
    const credential = { sent: invented, shown: invented };
    await surveyor.ask({ tag: 'no-token', ...results(jobId) });
    await surveyor.ask({ tag: 'unknown-token', ...results(jobId), credential, extra: inGerman });
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
