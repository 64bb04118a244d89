/** The rules about results: fetched too early, fetched repeatedly, and fetched in tiny pages. */
import {
  addLook,
  getEntryNumbers,
  getGaps,
  isPolling,
  isSteady,
  type Look,
  formatRepeats,
} from '../repetition.ts';
import {
  getBegin,
  getEnd,
  measureClientTime,
  type Rule,
  type Observation,
  type Stamp,
  type StepResult,
  isSuccessful,
  findReportedStatus,
  createWatch,
} from '../rule.ts';
import type { CoachSettings } from '../settings.ts';
import { inCode } from './in-code.ts';

interface EarlyMemory {
  /** The API status that the client saw last. */
  readonly knows?: string;
  readonly entries: readonly number[];
}

function checkEarlyResults(
  memory: EarlyMemory,
  { entry, asked, guide }: Observation,
): StepResult<EarlyMemory> {
  const { lifeCycle } = guide;
  const shown =
    findReportedStatus(entry) ??
    (isSubmission(entry.operation) && isSuccessful(entry) ? entry.shown[0] : undefined);
  if (shown !== undefined) return [{ ...memory, knows: shown.apiStatus }];
  if (entry.operation === 'controlEnrichment' && isSuccessful(entry)) return [{ entries: memory.entries }];
  if (entry.operation !== 'getResults' || entry.faults.length > 0) return [memory];
  if (isSuccessful(entry)) return [{ entries: [] }];
  const refused = entry.status === 400 || entry.status === 409;
  if (!refused || asked === undefined || lifeCycle.hasResults(asked.apiStatus)) return [memory];
  const entries = [...memory.entries, entry.number].slice(-10);
  // The job may have been resumed between the status and the results.
  const knew = memory.knows !== undefined && !lifeCycle.hasResults(memory.knows);
  if (!knew && entries.length < 2) return [{ ...memory, entries }];
  const seen = `The results of job ${asked.id} were requested while it was ${asked.apiStatus}, and rejected with ${entry.status}.`;
  return [
    { ...memory, entries },
    { seen, entries, job: asked.id },
  ];
}

const isSubmission = (operation: string | undefined) => operation === 'submitEnrichment';

export const resultsTooEarly: Rule = {
  id: 'results-too-early',
  level: 'warning',
  title: 'Results are requested before they are available.',
  why: 'Only completed and paused jobs have results; the documentation says to fetch them then.',
  ground: { kind: 'polling' },
  remedy: 'Poll the status, and fetch the results once it is completed or paused.',
  inCode: inCode['results-too-early'],
  per: 'job',
  initialWatch: createWatch<EarlyMemory>({ entries: [] }, checkEarlyResults),
};

interface RepeatMemory {
  readonly page?: string;
  readonly looks: readonly Look[];
}

const noRepeats: RepeatMemory = { looks: [] };

function checkRepeatedResults(
  memory: RepeatMemory,
  { entry, guide: { settings, lifeCycle } }: Observation,
): StepResult<RepeatMemory> {
  const status = findReportedStatus(entry)?.apiStatus;
  // After a resume, there are new results to fetch.
  const isMoved =
    entry.operation === 'controlEnrichment' || (status !== undefined && !lifeCycle.endsPolling(status));
  if (isMoved) return [noRepeats];
  if (entry.operation !== 'getResults') return [memory];
  if (!isSuccessful(entry)) return [noRepeats];
  const page = new URLSearchParams(entry.query ?? '').get('page') ?? '1';
  const before = memory.page === page ? memory.looks : [];
  const looks = addLook(before, entry, settings.repeatSeconds, settings);
  if (!isPolling(looks, settings.repeats, settings)) return [{ page, looks }];
  const seen = `Page ${page} of the results of job ${entry.job ?? ''} was fetched, and then fetched again ${formatRepeats(looks)}.`;
  return [
    { page, looks },
    { seen, entries: getEntryNumbers(looks), job: entry.job },
  ];
}

export const resultsAgain: Rule = {
  id: 'results-again',
  level: 'notice',
  title: 'The same results are fetched again and again.',
  why: 'The results of an ended or paused job do not change, and they are the largest responses of the API.',
  ground: {
    kind: 'assumed',
    reason: 'The page says to fetch them once a job is completed or paused, but not how often.',
  },
  remedy: 'Fetch results once and keep them; fetch them again after the job was resumed.',
  inCode: inCode['results-again'],
  per: 'job',
  initialWatch: createWatch<RepeatMemory>(noRepeats, checkRepeatedResults),
};

/** A tiny page that was fetched. */
interface TinyPage {
  readonly entry: number;
  readonly at: Stamp;
  /** Milliseconds since the one before had come. */
  readonly pause: number;
}

interface TinyMemory {
  readonly ended?: Stamp;
  /** By number, the latest last. */
  readonly pages: ReadonlyMap<string, TinyPage>;
}

const noTinyPages: TinyMemory = { pages: new Map() };

function checkPageSize(
  memory: TinyMemory,
  { entry, guide: { settings } }: Observation,
): StepResult<TinyMemory> {
  if (entry.operation !== 'getResults' || !isSuccessful(entry)) return [memory];
  const query = new URLSearchParams(entry.query ?? '');
  const size = Number(query.get('page_size') ?? Number.NaN);
  // NaN is the usual size.
  if (!(size <= settings.tinyPage)) return [noTinyPages];
  const { ended, pages } = memory;
  const number = query.get('page') ?? '1';
  const at = getBegin(entry);
  const page = { entry: entry.number, at, pause: ended === undefined ? 0 : measureClientTime(ended, at) };
  const others = [...pages].filter(([other]) => other !== number);
  const latest = [...others, [number, page] as const].slice(-settings.tinyPages);
  const next = { ended: getEnd(entry), pages: new Map(latest) };
  const all = latest.map(([, one]) => one);
  if (all.length < settings.tinyPages || !isAutomatic(all, settings)) return [next];
  const entries = all.map((one) => one.entry);
  const seen = `The results of job ${entry.job ?? ''} were fetched in ${entries.length} pages of ${size} in a row.`;
  return [next, { seen, entries, job: entry.job }];
}

/**
 * A loop requests the next page as soon as it has one, a timer at regular intervals; a person turns pages
 * irregularly.
 */
function isAutomatic(pages: readonly TinyPage[], settings: CoachSettings): boolean {
  const isLoop = pages.slice(1).every(({ pause }) => pause <= settings.turnSeconds * 1000);
  return isLoop || isSteady(getGaps(pages.map(({ at }) => at)), settings);
}

export const tinyPages: Rule = {
  id: 'tiny-pages',
  level: 'notice',
  title: 'Results are fetched in tiny pages.',
  why: 'Each page costs a request. A page can have many records, and report_type=csv returns all of them in one response.',
  ground: { kind: 'page', page: 'results', section: 'Query' },
  remedy: 'Request larger pages with page_size, or the file with report_type=csv.',
  inCode: inCode['tiny-pages'],
  per: 'job',
  initialWatch: createWatch<TinyMemory>(noTinyPages, checkPageSize),
};
