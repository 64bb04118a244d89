// The effect of changes through the control API on a job, and of polls on a job that counts them.
import { createPlan, straight } from '../testing/plans.ts';
import { lifeCycle } from '../testing/shipped.ts';
import { type Job, computeDone, computeJobState } from './job.ts';
import type { Intervention } from './life.ts';
import type { Plan, PlannedStep } from './plan.ts';
import { duration, instant } from '../../time/time.ts';

const second = 1000;
const forEver = duration(Number.POSITIVE_INFINITY);

const byPolls = createPlan(
  ['Draft', '2 polls'],
  ['Enrichment Started', '4 polls'],
  ['Enrichment Completed', '1 polls'],
  ['Enhancement Completed', forEver],
);
const failing = createPlan(['Draft', 10], ['Enrichment Started', 100], ['Failure', forEver]);

/** A job of 50 rows that was submitted at second 0. */
const getJob = (plan: Plan, ...interventions: readonly Intervention[]): Job => ({
  id: 'job',
  owner: 'alice',
  submittedAt: instant(0),
  rows: 50,
  scenario: 'test',
  plan,
  interventions,
});
const at = (seconds: number) => ({ at: instant(seconds * second) });
const polled = (...seconds: readonly number[]) =>
  seconds.map((one): Intervention => ({ cause: 'poll', ...at(one) }));
const forced = (seconds: number, status: string, stays = false): Intervention => {
  return { cause: 'force', ...at(seconds), status, stays };
};

const fail = (seconds: number): Intervention => ({ cause: 'fail', ...at(seconds), reason: 'Broken.' });

/** Internal status, the second of the last move, rows done; the next move; and why it failed. */
const describeState = (job: Job, seconds: number): string => {
  const state = computeJobState(job, at(seconds).at, lifeCycle);
  const { internalStatus, updatedAt, next, byPolls: polls, reason } = state;
  const rowsDone = computeDone(job, at(seconds).at, lifeCycle);
  const comes = next === undefined ? 'stays' : `${next.status} at ${next.at / second}`;
  const moves = polls === undefined ? comes : `${polls.status} after ${polls.left} polls`;
  const why = reason === undefined ? '' : ` (${reason})`;
  return `${internalStatus} since ${updatedAt / second}, ${rowsDone} rows; ${moves}${why}`;
};

describe('polls', () => {
  test.each([
    [[], 'Draft since 0, 0 rows; Enrichment Started after 2 polls'],
    [[1], 'Draft since 0, 0 rows; Enrichment Started after 1 polls'],
    [[1, 7], 'Enrichment Started since 7, 0 rows; Enrichment Completed after 4 polls'],
    [[1, 7, 8], 'Enrichment Started since 7, 12 rows; Enrichment Completed after 3 polls'],
    [[1, 7, 8, 9, 10, 11], 'Enrichment Completed since 11, 50 rows; Enhancement Completed after 1 polls'],
    [[1, 7, 8, 9, 10, 11, 12], 'Enhancement Completed since 12, 50 rows; stays'],
    [[1, 7, 8, 9, 10, 11, 12, 13], 'Enhancement Completed since 12, 50 rows; stays'],
  ])('at the seconds %j move a job that counts them: %s', (seconds, want) => {
    expect(describeState(getJob(byPolls, ...polled(...seconds)), 5000)).toBe(want);
  });

  test('move the job even if the clock is frozen', () => {
    expect(describeState(getJob(byPolls, ...polled(3, 3, 3)), 3)).toBe(
      'Enrichment Started since 3, 12 rows; Enrichment Completed after 3 polls',
    );
  });

  test('have no effect on a job that does not count them', () => {
    expect(describeState(getJob(straight, ...polled(1, 2, 3, 4)), 5)).toBe(
      describeState(getJob(straight), 5),
    );
  });

  test('continue their count after a pause and a resume', () => {
    const pausing: Intervention[] = [
      { cause: 'pause', ...at(9) },
      ...polled(10, 11),
      { cause: 'resume', ...at(12) },
    ];
    const job = getJob(byPolls, ...polled(1, 7, 8), ...pausing);
    expect(describeState(job, 9)).toBe('Paused since 9, 12 rows; Enrichment Started at 12');
    expect(describeState(job, 12)).toBe(
      'Enrichment Started since 12, 12 rows; Enrichment Completed after 3 polls',
    );
  });

  test('that come later do not count yet', () => {
    expect(describeState(getJob(byPolls, ...polled(1, 7)), 2)).toBe(
      'Draft since 0, 0 rows; Enrichment Started after 1 polls',
    );
  });
});

describe('a job that is made to fail', () => {
  test.each([
    [5, 'Upload Failed since 5, 0 rows; stays (Broken.)'],
    [15, 'Failure since 15, 0 rows; stays (Broken.)'],
    [70, 'Failure since 70, 25 rows; stays (Broken.)'],
    [125, 'Enrichment Completed since 120, 50 rows; Enhancement Completed at 150'],
  ])('at second %d is %s', (seconds, want) => {
    expect(describeState(getJob(straight, fail(seconds)), seconds)).toBe(want);
  });

  test('fails from a pause as it would after it', () => {
    expect(describeState(getJob(straight, { cause: 'pause', ...at(70) }, fail(80)), 90)).toBe(
      'Failure since 80, 25 rows; stays (Broken.)',
    );
  });

  test('reports the reason of its scenario when its plan fails', () => {
    const last: PlannedStep = { status: 'Failure', lasts: forEver, reason: 'As planned.', done: 0.98 };
    expect(describeState(getJob([...failing.slice(0, 2), last]), 200)).toBe(
      'Failure since 110, 49 rows; stays (As planned.)',
    );
  });
});

describe('a job that is forced into a status', () => {
  test.each([
    ['Draft', 'Draft since 5, 0 rows; Enrichment Started at 15'],
    ['Enrichment Started', 'Enrichment Started since 5, 0 rows; Enrichment Completed at 105'],
    ['Enrichment Completed', 'Enrichment Completed since 5, 50 rows; Enhancement Completed at 35'],
    ['Enhancement Completed', 'Enhancement Completed since 5, 50 rows; stays'],
    // The plan does not contain these.
    ['Upload Failed', 'Upload Failed since 5, 0 rows; stays'],
    ['Failure', 'Failure since 5, 0 rows; stays'],
    ['Paused', 'Paused since 5, 0 rows; stays'],
    // The job has this status already, and restarts it without a move.
    ['Uploading', 'Uploading since 0, 0 rows; Draft at 15'],
  ])('continues from "%s" as planned: %s', (status, want) => {
    expect(describeState(getJob(straight, forced(5, status)), 5)).toBe(want);
  });

  test.each([
    ['Draft', 'Draft since 5, 0 rows; stays'],
    ['Uploading', 'Uploading since 0, 0 rows; stays'],
    ['Enrichment Completed', 'Enrichment Completed since 5, 50 rows; stays'],
  ])('stays "%s" if requested: %s', (status, want) => {
    expect(describeState(getJob(straight, forced(5, status, true)), 5000)).toBe(want);
  });

  test.each([
    [145, 'Draft since 140, 0 rows; Enrichment Started at 150'],
    [200, 'Enrichment Started since 150, 25 rows; Enrichment Completed at 250'],
    [250, 'Enrichment Completed since 250, 50 rows; Enhancement Completed at 280'],
  ])('that it left long ago restarts from there: at second %d it is %s', (seconds, want) => {
    expect(describeState(getJob(straight, forced(140, 'Draft')), seconds)).toBe(want);
  });

  test('in which work is over does the work once more', () => {
    expect(describeState(getJob(straight, forced(140, 'Enrichment Started')), 160)).toBe(
      'Enrichment Started since 140, 10 rows; Enrichment Completed at 240',
    );
  });

  test.each([
    ['forced while queued, it then does all of its work', 5, 'Enrichment Completed at 300', 0],
    ['forced while working, it then does the rest of its work', 70, 'Enrichment Completed at 250', 25],
  ])('of a pause can be resumed: %s', (_, paused, next, rows) => {
    const job = getJob(straight, forced(paused, 'Paused'), { cause: 'resume', ...at(200) });
    expect(describeState(job, 200)).toBe(`Enrichment Started since 200, ${rows} rows; ${next}`);
  });

  test('stays resumed if it was to stay and was paused in between', () => {
    const job = getJob(
      straight,
      forced(30, 'Enrichment Started', true),
      { cause: 'pause', ...at(40) },
      { cause: 'resume', ...at(50) },
    );
    expect(describeState(job, 60)).toBe('Enrichment Started since 50, 15 rows; stays');
  });

  test('can be forced long after the last step of its plan began', () => {
    const short = createPlan(['Draft', 10], ['Enrichment Started', 40]);
    expect(describeState(getJob(short, forced(500, 'Failure')), 600)).toMatch(/^Failure since 500/);
  });

  test('leaves a permanent status when it is forced again', () => {
    const job = getJob(straight, forced(5, 'Draft', true), forced(50, 'Enrichment Started'));
    expect(describeState(job, 60)).toBe('Enrichment Started since 50, 5 rows; Enrichment Completed at 150');
  });
});

describe('a pause with steps for a resumed job', () => {
  const resumed = createPlan(['Enrichment Started', 20], ['Failure', forEver]);
  const pausing = (lasts: number): Plan => [
    ...createPlan(['Draft', 10], ['Enrichment Started', 40]),
    { status: 'Paused', lasts: duration(lasts * second), resumed },
    ...createPlan(['Enrichment Started', 60], ['Enrichment Completed', forEver]),
  ];

  test('leads to these steps when the job is resumed', () => {
    const job = getJob(pausing(Number.POSITIVE_INFINITY), { cause: 'resume', ...at(100) });
    expect(describeState(job, 100)).toMatch(/^Enrichment Started since 100, \d+ rows; Failure at 120$/);
    expect(describeState(job, 120)).toMatch(/^Failure since 120, \d+ rows; stays$/);
  });

  test('leads to the other steps when it ends automatically', () => {
    expect(describeState(getJob(pausing(50)), 100)).toBe(
      'Enrichment Started since 100, 20 rows; Enrichment Completed at 160',
    );
  });

  test('leads to the other steps when the job is forced out of it', () => {
    const job = getJob(pausing(Number.POSITIVE_INFINITY), forced(100, 'Enrichment Started'));
    expect(describeState(job, 100)).toMatch(/Enrichment Completed at 160$/);
  });
});
