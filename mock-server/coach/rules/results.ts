/** The rules about results: fetched before there are any, and in tiny pages. */
import {
  beginOf,
  endOf,
  lived,
  type Rule,
  type Scene,
  type Stamp,
  type Step,
  told,
  toldStatus,
  watching,
} from '../rule.ts';

interface Early {
  /** The API status that the client was told last. */
  readonly knows?: string;
  readonly entries: readonly number[];
}

function early(memory: Early, { entry, asked, guide }: Scene): Step<Early> {
  const { lifeCycle } = guide;
  const shown =
    toldStatus(entry) ?? (isSubmission(entry.operation) && told(entry) ? entry.shown[0] : undefined);
  if (shown !== undefined) return [{ ...memory, knows: shown.apiStatus }];
  if (entry.operation === 'controlEnrichment' && told(entry)) return [{ entries: memory.entries }];
  if (entry.operation !== 'getResults' || entry.faults.length > 0) return [memory];
  if (told(entry)) return [{ entries: [] }];
  const refused = entry.status === 400 || entry.status === 409;
  if (!refused || asked === undefined || lifeCycle.hasResults(asked.apiStatus)) return [memory];
  const entries = [...memory.entries, entry.number].slice(-10);
  // Who was told that there are some may have been overtaken by somebody who resumed the job.
  const knew = memory.knows !== undefined && !lifeCycle.hasResults(memory.knows);
  if (!knew && entries.length < 2) return [{ ...memory, entries }];
  const seen = `The results of job ${asked.id} were asked for while it was ${asked.apiStatus}, and refused with ${entry.status}.`;
  return [
    { ...memory, entries },
    { seen, entries, job: asked.id },
  ];
}

const isSubmission = (operation: string | undefined) => operation === 'submitEnrichment';

export const resultsTooEarly: Rule = {
  id: 'results-too-early',
  level: 'warning',
  title: 'Results are asked for before there are any.',
  why: 'Only completed and paused jobs have results; the page asks to fetch them then.',
  ground: { kind: 'polling' },
  remedy: 'Poll the status, and fetch the results once it is completed or paused.',
  per: 'job',
  begin: watching<Early>({ entries: [] }, early),
};

interface Tiny {
  readonly last?: Stamp;
  readonly pages: ReadonlyMap<string, number>;
}

const noTiny: Tiny = { pages: new Map() };

function tiny(memory: Tiny, { entry, guide: { settings } }: Scene): Step<Tiny> {
  if (entry.operation !== 'getResults' || !told(entry)) return [memory];
  const query = new URLSearchParams(entry.query ?? '');
  const size = Number(query.get('page_size') ?? Number.NaN);
  // NaN is the usual size.
  if (!(size <= settings.tinyPage)) return [noTiny];
  const turned =
    memory.last !== undefined && lived(memory.last, beginOf(entry)) > settings.turnSeconds * 1000;
  const pages = new Map([...(turned ? [] : memory.pages), [query.get('page') ?? '1', entry.number] as const]);
  const next = { last: endOf(entry), pages: new Map([...pages].slice(-settings.tinyPages)) };
  if (next.pages.size < settings.tinyPages) return [next];
  const entries = [...next.pages.values()];
  const seen = `The results of job ${entry.job ?? ''} were fetched in ${entries.length} pages of ${size} in a row.`;
  return [next, { seen, entries, ...(entry.job === undefined ? {} : { job: entry.job }) }];
}

export const tinyPages: Rule = {
  id: 'tiny-pages',
  level: 'notice',
  title: 'Results are fetched in tiny pages.',
  why: 'Each page costs a request; a page may have many records, and report_type=csv gives all in one answer.',
  ground: { kind: 'page', page: 'results', section: 'Query' },
  remedy: 'Ask for larger pages with page_size, or for the file with report_type=csv.',
  per: 'job',
  begin: watching<Tiny>(noTiny, tiny),
};
