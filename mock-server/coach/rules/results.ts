/** The rules about results: fetched too early, fetched repeatedly, and fetched in tiny pages. */
import {
  addLook,
  countRepeats,
  formatRepeats,
  getEntryNumbers,
  getGaps,
  isPolling,
  isSteady,
  type Look,
} from '../repetition.ts';
import {
  createWatch,
  findReportedStatus,
  getEnd,
  isSuccessful,
  measureClientTime,
  type Observation,
  type Offence,
  pushLatest,
  type Rule,
  sliceLatest,
  type Stamp,
} from '../rule.ts';
import type { LifeCycle } from '../../../openapi/life-cycle.ts';
import type { JournalEntry } from '../../journal/entry.ts';
import type { CoachSettings } from '../settings.ts';
import { inCode } from './in-code.ts';

interface EarlyMemory {
  /** The API statuses that the client saw last, by job: of those that it submitted or requested alone. */
  readonly known: Map<string, string>;
  /** The latest rejected requests for results, by job. */
  readonly rejected: Map<string, number[]>;
}

const maxJobs = 200;

function checkEarlyResults(
  memory: EarlyMemory,
  { entry, asked, guide: { lifeCycle } }: Observation,
): Offence | undefined {
  const { known, rejected } = memory;
  const { operation, job, status } = entry;
  if (operation !== 'getResults') {
    noteShown(memory, entry, lifeCycle);
    return undefined;
  }
  if (job === undefined || entry.faults.length > 0) return undefined;
  if (isSuccessful(entry)) {
    known.delete(job);
    rejected.delete(job);
    return undefined;
  }
  const isRefused = status === 400 || status === 409;
  if (!isRefused || asked === undefined || lifeCycle.hasResults(asked.apiStatus)) return undefined;
  const entries = rejected.get(job) ?? [];
  setLatest(rejected, job, entries);
  pushLatest(entries, entry.number, 10);
  const seen = known.get(job);
  // The job may have been resumed between the status and the results.
  const knew = seen !== undefined && !lifeCycle.hasResults(seen);
  if (!knew && entries.length < 2) return undefined;
  const words = `The results of job ${asked.id} were requested while it was ${asked.apiStatus}, and rejected with ${status}.`;
  return { describe: () => words, entries: sliceLatest(entries), job: asked.id };
}

/** Notes what a response showed: a single job, or those of a list that the client follows. */
function noteShown({ known, rejected }: EarlyMemory, entry: JournalEntry, lifeCycle: LifeCycle): void {
  const { operation, job, shown } = entry;
  if (!isSuccessful(entry)) return;
  if (operation === 'controlEnrichment' && job !== undefined) known.delete(job);
  const isList = operation === 'listStatuses';
  if (!isList && operation !== 'getStatus' && !isSubmission(operation)) return;
  for (const { id, apiStatus } of isList ? shown : shown.slice(0, 1)) {
    if (!isList || known.has(id)) setLatest(known, id, apiStatus);
    // It was told that there are results.
    if (lifeCycle.hasResults(apiStatus)) rejected.delete(id);
  }
}

/** Of too many jobs, the one that was noted first is forgotten. */
function setLatest<Value>(values: Map<string, Value>, key: string, value: Value): void {
  values.delete(key);
  values.set(key, value);
  const [oldest] = values.keys();
  if (oldest !== undefined && values.size > maxJobs) values.delete(oldest);
}

const isFetch = ({ entry }: Observation) => entry.operation === 'getResults' && isSuccessful(entry);
const isSubmission = (operation: string | undefined) => operation === 'submitEnrichment';

export const resultsTooEarly: Rule = {
  id: 'results-too-early',
  level: 'warning',
  title: 'Results are requested before they are available.',
  why: 'Only completed and paused jobs have results; the documentation says to fetch them then.',
  ground: { kind: 'polling' },
  remedy: 'Poll the status, and fetch the results once it is completed or paused.',
  inCode: inCode['results-too-early'],
  per: 'user',
  watch: createWatch<EarlyMemory>({
    createMemory: () => ({ known: new Map(), rejected: new Map() }),
    see: checkEarlyResults,
  }),
};

interface RepeatMemory {
  page?: string | undefined;
  readonly looks: Look[];
}

function checkRepeatedResults(memory: RepeatMemory, observation: Observation): Offence | undefined {
  const {
    entry,
    query,
    guide: { settings, lifeCycle },
  } = observation;
  const { looks } = memory;
  const status = findReportedStatus(entry)?.apiStatus;
  // After a resume, there are new results to fetch.
  const isMoved =
    entry.operation === 'controlEnrichment' || (status !== undefined && !lifeCycle.endsPolling(status));
  if (!isMoved && entry.operation !== 'getResults') return undefined;
  const page = isMoved || !isSuccessful(entry) ? undefined : (query?.get('page') ?? '1');
  if (memory.page !== page) looks.length = 0;
  memory.page = page;
  if (page === undefined) return undefined;
  addLook(looks, observation, settings.repeatSeconds);
  if (!isPolling(looks, settings.repeats, settings)) return undefined;
  const seen = `Page ${page} of the results of job ${entry.job ?? ''} was fetched, and then fetched again ${formatRepeats(countRepeats(looks))}.`;
  return { describe: () => seen, entries: getEntryNumbers(looks), job: entry.job };
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
  watch: createWatch<RepeatMemory>({
    begins: isFetch,
    createMemory: () => ({ looks: [] }),
    see: checkRepeatedResults,
  }),
};

/** A tiny page that was fetched. */
interface TinyPage {
  readonly entry: number;
  readonly at: Stamp;
  /** Milliseconds since the one before had come. */
  readonly pause: number;
}

interface TinyMemory {
  ended?: Stamp | undefined;
  /** By number, the latest last. */
  readonly pages: Map<string, TinyPage>;
}

function checkPageSize(
  memory: TinyMemory,
  { entry, begin, query, guide: { settings } }: Observation,
): Offence | undefined {
  if (entry.operation !== 'getResults' || !isSuccessful(entry)) return undefined;
  const { ended, pages } = memory;
  const size = Number(query?.get('page_size') ?? Number.NaN);
  // NaN is the usual size.
  if (!(size <= settings.tinyPage)) {
    memory.ended = undefined;
    pages.clear();
    return undefined;
  }
  memory.ended = getEnd(entry);
  const number = query?.get('page') ?? '1';
  const pause = ended === undefined ? 0 : measureClientTime(ended, begin);
  pages.delete(number);
  pages.set(number, { entry: entry.number, at: begin, pause });
  const [oldest] = pages.keys();
  if (oldest !== undefined && pages.size > settings.tinyPages) pages.delete(oldest);
  const all = [...pages.values()];
  if (all.length < settings.tinyPages || !isAutomatic(all, settings)) return undefined;
  const entries = all.map((one) => one.entry);
  const seen = `The results of job ${entry.job ?? ''} were fetched in ${entries.length} pages of ${size} in a row.`;
  return { describe: () => seen, entries: sliceLatest(entries), job: entry.job };
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
  watch: createWatch<TinyMemory>({
    begins: isFetch,
    createMemory: () => ({ pages: new Map() }),
    see: checkPageSize,
  }),
};
