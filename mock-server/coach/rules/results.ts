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
import type { CoachSettings } from '../settings.ts';
import { inCode } from './in-code.ts';

interface EarlyMemory {
  /** The API status that the client saw last. */
  knows?: string | undefined;
  readonly entries: number[];
}

function checkEarlyResults(
  memory: EarlyMemory,
  { entry, asked, guide: { lifeCycle } }: Observation,
): Offence | undefined {
  const { entries } = memory;
  const shown =
    findReportedStatus(entry) ??
    (isSubmission(entry.operation) && isSuccessful(entry) ? entry.shown[0] : undefined);
  const isChanged = entry.operation === 'controlEnrichment' && isSuccessful(entry);
  if (shown !== undefined || isChanged) {
    memory.knows = shown?.apiStatus;
    return undefined;
  }
  if (entry.operation !== 'getResults' || entry.faults.length > 0) return undefined;
  if (isSuccessful(entry)) {
    memory.knows = undefined;
    entries.length = 0;
    return undefined;
  }
  const isRefused = entry.status === 400 || entry.status === 409;
  if (!isRefused || asked === undefined || lifeCycle.hasResults(asked.apiStatus)) return undefined;
  pushLatest(entries, entry.number, 10);
  // The job may have been resumed between the status and the results.
  const knew = memory.knows !== undefined && !lifeCycle.hasResults(memory.knows);
  if (!knew && entries.length < 2) return undefined;
  const seen = `The results of job ${asked.id} were requested while it was ${asked.apiStatus}, and rejected with ${entry.status}.`;
  return { describe: () => seen, entries: sliceLatest(entries), job: asked.id };
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
  per: 'job',
  watch: createWatch<EarlyMemory>({ createMemory: () => ({ entries: [] }), see: checkEarlyResults }),
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
