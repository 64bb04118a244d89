/** The rules about when to stop: after the end of a job, and when no job in the list is running. */
import {
  addLook,
  causes,
  countRepeats,
  findMaker,
  formatRepeats,
  getEntryNumbers,
  isPolling,
  type Look,
} from '../repetition.ts';
import {
  createWatch,
  findReportedStatus,
  isSuccessful,
  type Observation,
  type Offence,
  type Rule,
} from '../rule.ts';
import { inCode } from './in-code.ts';

interface EndedMemory {
  status?: string | undefined;
  /** The first of them showed the client the status. */
  readonly looks: Look[];
}

function checkEndedJob(memory: EndedMemory, observation: Observation): Offence | undefined {
  const { entry, guide } = observation;
  const { lifeCycle, settings } = guide;
  // The user who resumed it may poll it again.
  const isResumed = entry.operation === 'controlEnrichment' && isSuccessful(entry);
  const shown = findReportedStatus(entry);
  if (shown === undefined && !isResumed) return undefined;
  const ended = shown !== undefined && lifeCycle.endsPolling(shown.apiStatus) ? shown : undefined;
  const { looks } = memory;
  if (memory.status !== ended?.apiStatus) looks.length = 0;
  memory.status = ended?.apiStatus;
  if (ended === undefined) return undefined;
  addLook(looks, observation, settings.repeatSeconds);
  const maker = findMaker(looks, settings.repeats, settings);
  if (maker === undefined) return undefined;
  return {
    describe: describeEndedJob(ended.id, ended.apiStatus, countRepeats(looks)),
    entries: getEntryNumbers(looks),
    job: ended.id,
    ...causes[maker],
  };
}

function describeEndedJob(id: string, status: string, repeats: number): () => string {
  return () =>
    `Job ${id} was ${status}; the client knew this, but polled it again ${formatRepeats(repeats)}.`;
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
  watch: createWatch<EndedMemory>({
    begins: ({ entry, guide: { lifeCycle } }) =>
      lifeCycle.endsPolling(findReportedStatus(entry)?.apiStatus ?? ''),
    createMemory: () => ({ looks: [] }),
    see: checkEndedJob,
  }),
};

interface IdleMemory {
  /** At the first page, since a job was at work. */
  readonly looks: Look[];
}

function checkIdleList({ looks }: IdleMemory, observation: Observation): Offence | undefined {
  const { entry, guide, query } = observation;
  const { lifeCycle, settings } = guide;
  if (entry.operation !== 'listStatuses' || !isSuccessful(entry)) return undefined;
  if (entry.shown.some(({ apiStatus }) => !lifeCycle.endsPolling(apiStatus))) {
    looks.length = 0;
    return undefined;
  }
  const page = query?.get('page') ?? '1';
  if (page !== '1') return undefined;
  addLook(looks, observation, lifeCycle.polling.largeJobs['to-seconds']);
  if (!isPolling(looks, settings.idleLists, settings)) return undefined;
  return {
    describe: describeIdleList(entry.shown.length, countRepeats(looks)),
    entries: getEntryNumbers(looks),
  };
}

function describeIdleList(jobs: number, repeats: number): () => string {
  const what =
    jobs === 0
      ? 'is empty'
      : `shows ${jobs} ${jobs === 1 ? 'job, which has ended' : 'jobs, all of which have ended'}`;
  return () => `The list ${what}; the client knew this, but polled it again ${formatRepeats(repeats)}.`;
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
  watch: createWatch<IdleMemory>({
    begins: ({ entry }) => entry.operation === 'listStatuses',
    createMemory: () => ({ looks: [] }),
    see: checkIdleList,
  }),
};
