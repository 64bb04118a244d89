/** Mutants that depend on the day of the world's clock, so that only runs on different days can notice them. */
import { type Instant, instant, formatRfc3339 } from '../../time/time.ts';
import type { JobView } from '../api/reply.ts';
import { computeJobState } from '../domain/job.ts';
import { replaceAnswer, type Mutant, mutateAnswer, type OnJob, mutateList } from './mutant.ts';
import { day, isOdd, shiftTime, toBegin, toInstant, toLater } from './times.ts';

/** Days are counted from 1970; the mutants are active every other day. */
function isOddDay(now: Instant): boolean {
  return isOdd(now, day);
}

/** A mutant of jobs with this status, active every other day. */
function mutateEveryOtherDay(status: string, change: (view: JobView, now: Instant) => JobView): OnJob {
  return (view, { now }) => (isOddDay(now) && view.status === status ? change(view, now) : view);
}

const mutateDayList = (isOddOne: boolean, change: (jobs: readonly JobView[]) => readonly JobView[]) =>
  mutateList((jobs, { caller }) =>
    caller === undefined || isOddDay(caller.now) !== isOddOne ? jobs : change(jobs),
  );

export const acrossRunsMutants = [
  {
    name: 'fails-overnight',
    about: 'Every other day, a failed job is shown as completed a minute earlier.',
    onJob: mutateEveryOtherDay('failed', (view) => ({
      ...view,
      status: 'completed',
      updated_at: shiftBack(view, 60_000),
    })),
  },
  {
    name: 'completes-too-soon',
    about: 'Every other day, a running job is shown as completed.',
    onJob: mutateEveryOtherDay('in-progress', (view) => ({ ...view, status: 'completed' })),
  },
  {
    name: 'queues-again-overnight',
    about: 'Every other day, a queued job is shown as in progress.',
    onJob: mutateEveryOtherDay('queued', (view) => ({ ...view, status: 'in-progress' })),
  },
  {
    name: 'queued-after-a-pause',
    about: 'Every other day, a queued job is shown as paused.',
    onJob: mutateEveryOtherDay('queued', (view) => ({ ...view, status: 'paused' })),
  },
  {
    name: 'submitted-another-day',
    about: 'Every other day, submitted_at is a second earlier.',
    onJob: (view, { now }) =>
      isOddDay(now) ? { ...view, submitted_at: shiftTime(view.submitted_at, -1000) } : view,
  },
  {
    name: 'clock-change',
    about: 'Every other day, both timestamps are two hours earlier, as after a switch to summer time.',
    onJob: (view, { now }) =>
      isOddDay(now)
        ? {
            ...view,
            submitted_at: shiftTime(view.submitted_at, -7_200_000),
            updated_at: shiftTime(view.updated_at, -7_200_000),
          }
        : view,
  },
  {
    name: 'updated-restored',
    about: 'Every other day, updated_at of a paused job is ten minutes later, as after restoring a backup.',
    onJob: mutateEveryOtherDay('paused', (view, now) => ({
      ...view,
      updated_at: formatRfc3339(instant(Math.min(toInstant(view.updated_at) + 600_000, now))),
    })),
  },
  {
    name: 'updated-at-midnight',
    about: 'Every other day, updated_at of a finished job is the time of the request.',
    onJob: mutateEveryOtherDay('completed', (view, now) => ({ ...view, updated_at: formatRfc3339(now) })),
  },
  {
    name: 'updated-the-evening-before',
    about: 'A status change after midnight leaves updated_at at the previous evening.',
    onJob: (view, { job, now, lifeCycle }) => {
      const midnight = toBegin(now, day);
      if (isOddDay(now) || toInstant(view.updated_at) < midnight - 2_700_000 || job.submittedAt > midnight)
        return view;
      const evening = computeJobState(
        job,
        instant(Math.max(job.submittedAt, midnight - 1_800_000)),
        lifeCycle,
      );
      return { ...view, updated_at: formatRfc3339(evening.updatedAt) };
    },
  },
  {
    name: 'touched-at-midnight',
    about: 'updated_at of a finished job is always last midnight.',
    onJob: (view, { now, lifeCycle }) => {
      const midnight = toBegin(now, day);
      return lifeCycle.staysFor(view.status) && toInstant(view.updated_at) < midnight
        ? { ...view, updated_at: formatRfc3339(midnight) }
        : view;
    },
  },
  {
    name: 'reversed-overnight',
    about: 'Every other day, the oldest job comes first.',
    onReply: mutateDayList(true, (jobs) => jobs.toReversed()),
  },
  {
    name: 'newest-swapped-overnight',
    about: 'Every other day, the two newest jobs are swapped.',
    onReply: mutateDayList(true, ([first, second, ...others]) =>
      [second, first, ...others].filter((job) => job !== undefined),
    ),
  },
  {
    name: 'hides-the-oldest',
    about: 'Every other day, the oldest job is missing from the list but found by its id.',
    onReply: mutateDayList(false, (jobs) => jobs.slice(0, -1)),
  },
  {
    name: 'hides-the-failed',
    about: 'Every other day, failed jobs are missing from the list but found by their ids.',
    onReply: mutateDayList(false, (jobs) => jobs.filter(({ status }) => status !== 'failed')),
  },
  {
    name: 'forgets-the-failed',
    about: 'Every other day, failed jobs are neither listed nor found.',
    onReply: (reply, context, request) => {
      const { caller } = context;
      if (caller === undefined || isOddDay(caller.now)) return reply;
      const listed = mutateDayList(false, (jobs) => jobs.filter(({ status }) => status !== 'failed'));
      const lost = mutateAnswer('getStatus', 200, (found) =>
        found.body.includes('"failed"') ? replaceAnswer(found, 404, { detail: 'Not found.' }) : found,
      );
      return lost(listed(reply, context, request), context, request);
    },
  },
] as const satisfies readonly Mutant[];

/** Never before the submission. */
function shiftBack({ submitted_at: submitted, updated_at: updated }: JobView, by: number): string {
  return toLater(submitted, toInstant(updated) - by);
}
