/** Mutants that hold for a day of the world's clock, so that only who looks on two days can notice. */
import { type Instant, instant, parseInstant, spellInstant } from '../../time/time.ts';
import type { JobView } from '../api/reply.ts';
import { jobAt } from '../simulation/job.ts';
import { instead, type Mutant, onAnswer, withJobs } from './mutant.ts';

const day = 86_400_000;

/** Days are counted from 1970; the mutants are told on one day, and not on the next. */
function isOddDay(now: Instant): boolean {
  return Math.floor(now / day) % 2 === 1;
}

/** A mutant about jobs of this status, told every other day. */
function everyOtherDay(
  status: string,
  change: (view: JobView, now: Instant) => JobView,
): NonNullable<Mutant['onJob']> {
  return (view, { now }) => (isOddDay(now) && view.status === status ? change(view, now) : view);
}

const onEvenList = (change: (jobs: readonly JobView[]) => readonly JobView[]) =>
  onAnswer('listStatuses', 200, (reply, { entered }) =>
    entered === undefined || isOddDay(entered.now) ? reply : withJobs(reply, change),
  );

export const aboutNights: readonly Mutant[] = [
  {
    name: 'fails-overnight',
    about: 'Every other day a job that has failed is shown as completed a minute earlier.',
    nights: 2,
    breaks: ['night-final-stays'],
    onJob: everyOtherDay('failed', (view) => ({
      ...view,
      status: 'completed',
      updated_at: earlier(view, 60_000),
    })),
  },
  {
    name: 'completes-too-soon',
    about: 'Every other day a job at work is shown as completed.',
    nights: 2,
    breaks: ['night-final-stays', 'night-updated-moves'],
    onJob: everyOtherDay('in-progress', (view) => ({ ...view, status: 'completed' })),
  },
  {
    name: 'queues-again-overnight',
    about: 'Every other day a job that is queued is shown as in progress.',
    nights: 2,
    breaks: ['night-status-order', 'night-updated-moves'],
    onJob: everyOtherDay('queued', (view) => ({ ...view, status: 'in-progress' })),
  },
  {
    name: 'queued-after-a-pause',
    about: 'Every other day a job that is queued is shown as paused.',
    nights: 2,
    breaks: ['night-status-order', 'night-updated-moves'],
    onJob: everyOtherDay('queued', (view) => ({ ...view, status: 'paused' })),
  },
  {
    name: 'submitted-another-day',
    about: 'Every other day submitted_at is a second earlier.',
    nights: 2,
    breaks: ['night-submitted-same'],
    onJob: (view, { now }) =>
      isOddDay(now) ? { ...view, submitted_at: shifted(view.submitted_at, -1000) } : view,
  },
  {
    name: 'clock-change',
    about: 'Every other day both timestamps are two hours earlier, as after a change of the clocks.',
    nights: 2,
    breaks: ['night-submitted-same'],
    onJob: (view, { now }) =>
      isOddDay(now)
        ? {
            ...view,
            submitted_at: shifted(view.submitted_at, -7_200_000),
            updated_at: shifted(view.updated_at, -7_200_000),
          }
        : view,
  },
  {
    name: 'updated-restored',
    about:
      'Every other day updated_at of a paused job is ten minutes later, as if a backup had been restored after.',
    nights: 2,
    breaks: ['night-updated-not-back'],
    onJob: everyOtherDay('paused', (view, now) => ({
      ...view,
      updated_at: spellInstant(instant(Math.min(at(view.updated_at) + 600_000, now))),
    })),
  },
  {
    name: 'updated-is-the-day',
    about: 'Every other day updated_at of a finished job is the time of the reading.',
    nights: 2,
    breaks: ['night-updated-not-back'],
    onJob: everyOtherDay('completed', (view, now) => ({ ...view, updated_at: spellInstant(now) })),
  },
  {
    name: 'updated-sleeps',
    about: 'A move after midnight leaves updated_at as it was the evening before.',
    nights: 2,
    breaks: ['night-updated-moves'],
    onJob: (view, { job, now, lifeCycle }) => {
      const midnight = instant(Math.floor(now / day) * day);
      if (isOddDay(now) || at(view.updated_at) < midnight - 2_700_000 || job.submittedAt > midnight)
        return view;
      const evening = jobAt(job, instant(Math.max(job.submittedAt, midnight - 1_800_000)), lifeCycle);
      return { ...view, updated_at: spellInstant(evening.updatedAt) };
    },
  },
  {
    name: 'touched-every-night',
    about: 'updated_at of a finished job is the last midnight.',
    nights: 4,
    breaks: ['night-finished-untouched'],
    onJob: (view, { now, lifeCycle }) => {
      const midnight = Math.floor(now / day) * day;
      return lifeCycle.staysFor(view.status) && at(view.updated_at) < midnight
        ? { ...view, updated_at: spellInstant(instant(midnight)) }
        : view;
    },
  },
  {
    name: 'turned-around-overnight',
    about: 'Every other day the oldest job stands first.',
    nights: 2,
    breaks: ['night-order-stays'],
    onReply: onAnswer('listStatuses', 200, (reply, { entered }) =>
      entered !== undefined && isOddDay(entered.now) ? withJobs(reply, (jobs) => jobs.toReversed()) : reply,
    ),
  },
  {
    name: 'newest-changed-places-overnight',
    about: 'Every other day the two newest jobs have changed places.',
    nights: 2,
    breaks: ['night-order-stays'],
    onReply: onAnswer('listStatuses', 200, (reply, { entered }) =>
      entered !== undefined && isOddDay(entered.now)
        ? withJobs(reply, ([first, second, ...others]) =>
            [second, first, ...others].filter((job) => job !== undefined),
          )
        : reply,
    ),
  },
  {
    name: 'hides-the-oldest',
    about: 'Every other day the oldest job is missing from the list, and found by its id.',
    nights: 2,
    breaks: ['night-still-listed'],
    onReply: onEvenList((jobs) => jobs.slice(0, -1)),
  },
  {
    name: 'hides-the-failed',
    about: 'Every other day jobs that have failed are missing from the list, and found by their ids.',
    nights: 2,
    breaks: ['night-still-listed'],
    onReply: onEvenList((jobs) => jobs.filter(({ status }) => status !== 'failed')),
  },
  {
    name: 'forgets-the-failed',
    about: 'Every other day jobs that have failed are neither listed nor found.',
    nights: 2,
    breaks: ['night-still-there'],
    onReply: (reply, answer, request) => {
      const { entered } = answer;
      if (entered === undefined || isOddDay(entered.now)) return reply;
      const listed = onEvenList((jobs) => jobs.filter(({ status }) => status !== 'failed'));
      const lost = onAnswer('getStatus', 200, (found) =>
        found.body.includes('"failed"') ? instead(found, 404, { detail: 'Not found.' }) : found,
      );
      return lost(listed(reply, answer, request), answer, request);
    },
  },
];

function at(text: string): Instant {
  return parseInstant(text) ?? instant(0);
}

function shifted(text: string, by: number): string {
  return spellInstant(instant(at(text) + by));
}

/** Never before the submission. */
function earlier({ submitted_at: submitted, updated_at: updated }: JobView, by: number): string {
  return spellInstant(instant(Math.max(at(submitted), at(updated) - by)));
}
