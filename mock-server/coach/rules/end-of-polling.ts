/** The rules about when to stop: after the end of a job, and when no job in the list is running. */
import {
  addLook,
  causes,
  getEntryNumbers,
  findMaker,
  isPolling,
  type Look,
  formatRepeats,
} from '../repetition.ts';
import {
  type Rule,
  type Observation,
  type StepResult,
  isSuccessful,
  findReportedStatus,
  createWatch,
} from '../rule.ts';
import { inCode } from './in-code.ts';

interface EndedMemory {
  readonly status?: string;
  /** The first of them showed the client the status. */
  readonly looks: readonly Look[];
}

const notOver: EndedMemory = { looks: [] };

function checkEndedJob(memory: EndedMemory, { entry, guide }: Observation): StepResult<EndedMemory> {
  const { lifeCycle, settings } = guide;
  // The user who resumed it may poll it again.
  if (entry.operation === 'controlEnrichment' && isSuccessful(entry)) return [notOver];
  const shown = findReportedStatus(entry);
  if (shown === undefined) return [memory];
  const { apiStatus: status, id } = shown;
  if (!lifeCycle.endsPolling(status)) return [notOver];
  const looks = addLook(
    memory.status === status ? memory.looks : [],
    entry,
    settings.repeatSeconds,
    settings,
  );
  const next = { status, looks };
  const maker = findMaker(looks, settings.repeats, settings);
  if (maker === undefined) return [next];
  const seen = `Job ${id} was ${status}; the client knew this, but polled it again ${formatRepeats(looks)}.`;
  return [next, { seen, entries: getEntryNumbers(looks), job: id, ...causes[maker] }];
}

export const pollsAfterEnd: Rule = {
  id: 'polls-after-end',
  level: 'warning',
  title: 'Jobs are still polled after they are completed, failed or paused.',
  why: 'Their status no longer changes automatically; the documentation says to stop polling then.',
  ground: { kind: 'polling' },
  remedy: 'Stop at a final status. Poll a paused job again after you have resumed it.',
  inCode: inCode['polls-after-end'],
  per: 'job',
  initialWatch: createWatch<EndedMemory>(notOver, checkEndedJob),
};

interface IdleMemory {
  /** At the first page, since a job was at work. */
  readonly looks: readonly Look[];
  /** A page since the last first one showed a job at work. */
  readonly working: boolean;
}

function checkIdleList(memory: IdleMemory, { entry, guide }: Observation): StepResult<IdleMemory> {
  const { lifeCycle, settings } = guide;
  if (entry.operation !== 'listStatuses' || !isSuccessful(entry)) return [memory];
  if (entry.shown.some(({ apiStatus }) => !lifeCycle.endsPolling(apiStatus)))
    return [{ looks: [], working: true }];
  if (!isFirstPage(entry.query)) return [memory];
  const maxSeconds = lifeCycle.polling.largeJobs['to-seconds'];
  const looks = addLook(memory.working ? [] : memory.looks, entry, maxSeconds, settings);
  const next = { looks, working: false };
  if (!isPolling(looks, settings.idleLists, settings)) return [next];
  const jobs = entry.shown.length;
  const what =
    jobs === 0
      ? 'is empty'
      : `shows ${jobs} ${jobs === 1 ? 'job, which has ended' : 'jobs, all of which have ended'}`;
  const seen = `The list ${what}; the client knew this, but polled it again ${formatRepeats(looks)}.`;
  return [next, { seen, entries: getEntryNumbers(looks) }];
}

function isFirstPage(query = ''): boolean {
  const page = new URLSearchParams(query).get('page');
  return page === null || page === '1';
}

export const idleLists: Rule = {
  id: 'idle-list',
  level: 'notice',
  title: 'The list is polled although none of its jobs is running.',
  why: 'Polling ends when all jobs are completed, failed or paused.',
  ground: { kind: 'polling' },
  remedy: 'Poll the list while it shows a running job, and again after a submission or a resume.',
  inCode: inCode['idle-list'],
  per: 'user',
  initialWatch: createWatch<IdleMemory>({ looks: [], working: false }, checkIdleList),
};
