/** The rule about results that are never fetched. */
import type { JournalEntry, ShownJob } from '../../journal/entry.ts';
import {
  getBegin,
  type Moment,
  type Offence,
  polls,
  type Rule,
  type Observation,
  type StepResult,
  isSuccessful,
  findReportedStatus,
  measureRealTime,
  createWatch,
} from '../rule.ts';
import type { Guide } from '../settings.ts';
import { inCode } from './in-code.ts';

/** A job that the client submitted, or polled before its end. */
type FollowedJob =
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'ready'; readonly status: string; readonly entry: number; readonly since: PollMoment };

/** A point from which on the client had time. */
interface PollMoment {
  readonly polls: number;
  readonly at: Moment;
}

interface Memory {
  /** Polls that got a response. */
  readonly polls: number;
  readonly followed: ReadonlyMap<string, FollowedJob>;
  /** Until then the client was busy: fetching, or waiting for others of its jobs. */
  readonly busy?: PollMoment;
  /** The latest response was an error: stopping or waiting is correct then. */
  readonly trouble: boolean;
}

const maxFollowed = 200;

function follow(memory: Memory, observation: Observation): StepResult<Memory> {
  const { entry } = observation;
  const trouble = hasFailed(entry);
  const now: PollMoment = { polls: memory.polls, at: getBegin(entry) };
  if (entry.job !== undefined && entry.operation === 'getResults')
    return [
      {
        ...memory,
        trouble,
        busy: now,
        followed: removeFetched(memory.followed, entry.job, isSuccessful(entry)),
      },
    ];
  if (trouble) return [{ ...memory, trouble, busy: now }];
  return [updateFollowed({ ...memory, trouble }, observation, now)];
}

function updateFollowed(memory: Memory, { entry, guide }: Observation, now: PollMoment): Memory {
  if (!isSuccessful(entry)) return memory;
  if (
    entry.job !== undefined &&
    (entry.operation === 'submitEnrichment' || entry.operation === 'controlEnrichment')
  )
    return { ...memory, followed: addFollowedJob(memory.followed, entry.job, { kind: 'unfinished' }) };
  if (!polls.includes(entry.operation)) return memory;
  const shown = listSeenJobs(entry);
  const waits = shown.some(
    ({ id, apiStatus }) =>
      memory.followed.get(id)?.kind === 'unfinished' && !guide.lifeCycle.endsPolling(apiStatus),
  );
  const followed = shown.reduce(
    (all, job) => followJob(all, job, entry, { ...now, polls: now.polls + 1 }, guide),
    memory.followed,
  );
  return { ...memory, ...(waits ? { busy: now } : {}), polls: memory.polls + 1, followed };
}

function hasFailed({ status, faults, aborted }: JournalEntry): boolean {
  return status === 0 || status >= 400 || faults.length > 0 || aborted;
}

function listSeenJobs(entry: JournalEntry): readonly ShownJob[] {
  const single = findReportedStatus(entry);
  return single === undefined ? entry.shown : [single];
}

/** A list also shows jobs that the client does not follow, so only a single request marks a job as followed. */
function followJob(
  followed: Memory['followed'],
  { id, apiStatus }: ShownJob,
  { operation, number }: JournalEntry,
  now: PollMoment,
  { lifeCycle }: Guide,
): Memory['followed'] {
  const known = followed.get(id);
  if (!lifeCycle.endsPolling(apiStatus)) {
    const stays = known?.kind === 'unfinished' || (known === undefined && operation !== 'getStatus');
    return stays ? followed : addFollowedJob(followed, id, { kind: 'unfinished' });
  }
  if (known === undefined) return followed;
  if (!lifeCycle.hasResults(apiStatus)) return removeFollowedJob(followed, id);
  if (known.kind === 'ready') return followed;
  return addFollowedJob(followed, id, { kind: 'ready', status: apiStatus, entry: number, since: now });
}

/** A client that was too early still has to fetch them. */
function removeFetched(followed: Memory['followed'], id: string, isFetched: boolean): Memory['followed'] {
  return isFetched || followed.get(id)?.kind === 'ready' ? removeFollowedJob(followed, id) : followed;
}

function addFollowedJob(followed: Memory['followed'], id: string, job: FollowedJob): Memory['followed'] {
  const others = [...followed].filter(([other]) => other !== id);
  return new Map([...others, [id, job] as const].slice(-maxFollowed));
}

function removeFollowedJob(followed: Memory['followed'], id: string): Memory['followed'] {
  return followed.has(id) ? new Map([...followed].filter(([other]) => other !== id)) : followed;
}

function findUnfetched(
  { followed, busy, trouble, polls: count }: Memory,
  now: Moment,
  { settings }: Guide,
): Offence | undefined {
  if (trouble) return undefined;
  const late = [...followed].flatMap(([id, job]) => {
    if (job.kind !== 'ready') return [];
    const since = busy !== undefined && busy.at.real > job.since.at.real ? busy : job.since;
    const due =
      count - since.polls >= settings.fetchPolls ||
      measureRealTime(since.at, now) >= settings.fetchSeconds * 1000;
    return due ? [{ ...job, id }] : [];
  });
  const [first, ...more] = late;
  if (first === undefined) return undefined;
  const others =
    more.length === 0 ? '' : `, nor those of ${more.length} other ${more.length === 1 ? 'job' : 'jobs'}`;
  return {
    seen: `The client saw that job ${first.id} is ${first.status}, but did not fetch its results${others}.`,
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
  initialWatch: createWatch<Memory>({ polls: 0, followed: new Map(), trouble: false }, follow, findUnfetched),
};
