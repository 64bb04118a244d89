/** The rule about results that are never fetched. */
import type { JournalEntry, ShownJob } from '../../journal/entry.ts';
import {
  createWatch,
  findReportedStatus,
  isPoll,
  isSuccessful,
  type Moment,
  type Observation,
  type Offence,
  type Rule,
} from '../rule.ts';
import type { Guide } from '../settings.ts';
import { inCode } from './in-code.ts';

/** A job that the client submitted, or polled before its end. */
type FollowedJob =
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'ready'; readonly status: string; readonly entry: number; readonly since: PollMoment };

const unfinished: FollowedJob = { kind: 'unfinished' };

/** A point from which on the client had time. */
interface PollMoment {
  readonly polls: number;
  readonly at: Moment;
}

interface Memory {
  /** Polls that got a response. */
  polls: number;
  /** The longest unchanged first. */
  readonly followed: Map<string, FollowedJob>;
  /** Until then the client was busy: fetching, or waiting for others of its jobs. */
  busy?: PollMoment;
  /** The latest response was an error: stopping or waiting is correct then. */
  trouble: boolean;
}

const maxFollowed = 200;

function follow(memory: Memory, { entry, begin, guide }: Observation): undefined {
  memory.trouble = hasFailed(entry);
  const isFetch = entry.job !== undefined && entry.operation === 'getResults';
  if (isFetch) removeFetched(memory.followed, entry.job, isSuccessful(entry));
  if (isFetch || memory.trouble) memory.busy = { polls: memory.polls, at: begin };
  else if (isSuccessful(entry)) updateFollowed(memory, entry, begin, guide);
}

function updateFollowed(memory: Memory, entry: JournalEntry, at: Moment, guide: Guide): void {
  const { followed, polls } = memory;
  const { operation, job } = entry;
  if (job !== undefined && (operation === 'submitEnrichment' || operation === 'controlEnrichment')) {
    setFollowedJob(followed, job, unfinished);
    return;
  }
  if (!isPoll(operation)) return;
  memory.polls += 1;
  // A list also shows jobs that the client does not follow, so only a single request marks a job as followed.
  if (followed.size === 0 && operation !== 'getStatus') return;
  const single = findReportedStatus(entry);
  const shown = single === undefined ? entry.shown : [single];
  const { endsPolling } = guide.lifeCycle;
  if (shown.some(({ id, apiStatus }) => isUnfinished(followed.get(id)) && !endsPolling(apiStatus)))
    memory.busy = { polls, at };
  for (const one of shown) followJob(followed, one, entry, { polls: polls + 1, at }, guide);
}

const isUnfinished = (job: FollowedJob | undefined): boolean => job?.kind === 'unfinished';

function hasFailed({ status, faults, aborted }: JournalEntry): boolean {
  return status === 0 || status >= 400 || faults.length > 0 || aborted;
}

function followJob(
  followed: Memory['followed'],
  { id, apiStatus }: ShownJob,
  { operation, number }: JournalEntry,
  now: PollMoment,
  { lifeCycle }: Guide,
): void {
  const known = followed.get(id);
  if (!lifeCycle.endsPolling(apiStatus)) {
    const stays = isUnfinished(known) || (known === undefined && operation !== 'getStatus');
    if (!stays) setFollowedJob(followed, id, unfinished);
  } else if (known !== undefined) {
    if (!lifeCycle.hasResults(apiStatus)) followed.delete(id);
    else if (isUnfinished(known))
      setFollowedJob(followed, id, { kind: 'ready', status: apiStatus, entry: number, since: now });
  }
}

/** A client that was too early still has to fetch them. */
function removeFetched(followed: Memory['followed'], id: string | undefined, isFetched: boolean): void {
  if (id !== undefined && (isFetched || followed.get(id)?.kind === 'ready')) followed.delete(id);
}

function setFollowedJob(followed: Memory['followed'], id: string, job: FollowedJob): void {
  followed.delete(id);
  followed.set(id, job);
  const [oldest] = followed.keys();
  if (oldest !== undefined && followed.size > maxFollowed) followed.delete(oldest);
}

/** The real time from which on the results of a job are late; long ago when enough polls have passed. */
function computeJobDue(job: FollowedJob, { busy, polls }: Memory, { settings }: Guide): number {
  if (job.kind !== 'ready') return Number.POSITIVE_INFINITY;
  const since = busy !== undefined && busy.at.real > job.since.at.real ? busy : job.since;
  if (polls - since.polls >= settings.fetchPolls) return Number.NEGATIVE_INFINITY;
  return since.at.real + settings.fetchSeconds * 1000;
}

function computeDue(memory: Memory, guide: Guide): number {
  let due = Number.POSITIVE_INFINITY;
  if (memory.trouble) return due;
  for (const job of memory.followed.values()) {
    due = Math.min(due, computeJobDue(job, memory, guide));
    if (due === Number.NEGATIVE_INFINITY) break;
  }
  return due;
}

function findUnfetched(memory: Memory, now: Moment, guide: Guide): Offence | undefined {
  if (memory.trouble) return undefined;
  const late = [...memory.followed].flatMap(([id, job]) =>
    job.kind === 'ready' && computeJobDue(job, memory, guide) <= now.real ? [{ ...job, id }] : [],
  );
  const [first, ...more] = late;
  if (first === undefined) return undefined;
  const others =
    more.length === 0 ? '' : `, nor those of ${more.length} other ${more.length === 1 ? 'job' : 'jobs'}`;
  return {
    describe: () =>
      `The client saw that job ${first.id} is ${first.status}, but did not fetch its results${others}.`,
    entries: late.map(({ entry }) => entry),
    ...(more.length === 0 ? { job: first.id } : {}),
  };
}

export const neverFetched: Rule = {
  id: 'results-not-fetched',
  level: 'notice',
  title: 'Jobs are polled to the end, but their results are never fetched.',
  why: 'The documentation says to fetch the enriched data once a job is completed or paused.',
  ground: { kind: 'polling' },
  remedy: 'Fetch the results once the status is completed or paused; the user has paid for them.',
  inCode: inCode['results-not-fetched'],
  per: 'user',
  watch: createWatch<Memory>({
    createMemory: () => ({ polls: 0, followed: new Map(), trouble: false }),
    see: follow,
    omission: { computeDue, find: findUnfetched },
  }),
};
