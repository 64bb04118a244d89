/** The rules about when to stop: a job that is over, and a list in which nothing is at work. */
import {
  beginOf,
  type Moment,
  type Rule,
  type Scene,
  type Step,
  told,
  toldStatus,
  times,
  took,
  watching,
} from '../rule.ts';

interface Over {
  readonly status: string;
  readonly entries: readonly number[];
  readonly last: Moment;
}

function afterEnd(memory: Over | undefined, { entry, guide }: Scene): Step<Over | undefined> {
  const { lifeCycle, settings } = guide;
  // Whoever resumed it may look at it again.
  if (entry.operation === 'controlEnrichment' && told(entry)) return [undefined];
  const shown = toldStatus(entry);
  if (shown === undefined) return [memory];
  const { apiStatus: status } = shown;
  if (!lifeCycle.endsPolling(status)) return [undefined];
  const last = beginOf(entry);
  const again =
    memory !== undefined &&
    memory.status === status &&
    took(memory.last, last) <= settings.repeatSeconds * 1000;
  const entries = again ? [...memory.entries, entry.number].slice(-mostEntries) : [entry.number];
  const next = { status, last, entries };
  // The first told the client.
  const repeats = entries.length - 1;
  if (repeats <= settings.repeats) return [next];
  const seen = `Job ${shown.id} was ${status}, which the client was told, and it was asked for ${repeats >= mostEntries - 1 ? `more than ${repeats} times` : times(repeats)} more.`;
  return [next, { seen, entries, job: shown.id }];
}

const mostEntries = 100;

export const pollsAfterEnd: Rule = {
  id: 'polls-after-end',
  level: 'warning',
  title: 'Jobs are polled on after they were completed, failed or paused.',
  why: 'Their status does not move by itself any more; the page asks to stop then.',
  ground: { kind: 'polling' },
  remedy: 'Stop when the status is a final one; poll a paused job again after you have resumed it.',
  per: 'job',
  begin: watching<Over | undefined>(undefined, afterEnd),
};

interface Idle {
  /** Of the requests for the first page since a job was at work. */
  readonly entries: readonly number[];
  /** A page since the last first one showed a job at work. */
  readonly working: boolean;
  readonly last?: Moment;
}

function idleList(memory: Idle, { entry, guide }: Scene): Step<Idle> {
  const { lifeCycle, settings } = guide;
  if (entry.operation !== 'listStatuses' || !told(entry)) return [memory];
  if (entry.shown.some(({ apiStatus }) => !lifeCycle.endsPolling(apiStatus)))
    return [{ entries: [], working: true }];
  if (!isFirstPage(entry.query)) return [memory];
  const now = beginOf(entry);
  const again =
    !memory.working &&
    memory.last !== undefined &&
    took(memory.last, now) <= lifeCycle.polling.largeJobs['to-seconds'] * 1000;
  const entries = again ? [...memory.entries, entry.number].slice(-mostEntries) : [entry.number];
  const next = { entries, working: false, last: now };
  if (entries.length <= settings.idleLists) return [next];
  const jobs = entry.shown.length;
  const what =
    jobs === 0 ? 'is empty' : `shows ${jobs} ${jobs === 1 ? 'job, which is over' : 'jobs, all of them over'}`;
  return [
    next,
    { seen: `The list ${what}, and it was asked for ${entries.length} times in a row.`, entries },
  ];
}

function isFirstPage(query = ''): boolean {
  const page = new URLSearchParams(query).get('page');
  return page === null || page === '1';
}

export const idleLists: Rule = {
  id: 'idle-list',
  level: 'notice',
  title: 'The list is polled although nothing in it is at work.',
  why: 'Polling ends when all jobs are completed, failed or paused.',
  ground: { kind: 'polling' },
  remedy: 'Poll the list while it shows a job at work, and again after a submission or a resume.',
  per: 'user',
  begin: watching<Idle>({ entries: [], working: false }, idleList),
};
