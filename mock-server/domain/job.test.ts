import { createPlan, straight } from '../testing/plans.ts';
import { lifeCycle } from '../testing/shipped.ts';
import { type Job, computeDone, computeJobState } from './job.ts';
import { type Intervention, computeLife } from './life.ts';
import { type Plan, computeTimeUntil } from './plan.ts';
import { instant, never } from '../../time/time.ts';

const second = 1000;
const forEver = Number.POSITIVE_INFINITY;
/** A job of 50 rows that was submitted at second 0. */
const getJob = (
  plan: Plan,
  ...orders: readonly (readonly ['pause' | 'resume' | 'poll' | 'fail', number])[]
): Job => ({
  id: 'job',
  owner: 'alice',
  submittedAt: instant(0),
  rows: 50,
  scenario: 'test',
  plan,
  interventions: orders.map(([cause, at]): Intervention => ({ cause, at: instant(at * second) })),
});

/** Internal status, API status, the second of the last move, rows done; and the next move. */
const describeState = (job: Job, at: number): string => {
  const now = instant(at * second);
  const { internalStatus, apiStatus, updatedAt, next } = computeJobState(job, now, lifeCycle);
  const rowsDone = computeDone(job, now, lifeCycle);
  const comes = next === undefined ? 'stays' : `${next.status} at ${next.at / second}`;
  return `${internalStatus}/${apiStatus} since ${updatedAt / second}, ${rowsDone} rows; ${comes}`;
};

test.each([
  [0, 'Uploading/queued since 0, 0 rows; Draft at 10'],
  [9.999, 'Uploading/queued since 0, 0 rows; Draft at 10'],
  [10, 'Draft/queued since 10, 0 rows; Enrichment Started at 20'],
  [20, 'Enrichment Started/in-progress since 20, 0 rows; Enrichment Completed at 120'],
  [70, 'Enrichment Started/in-progress since 20, 25 rows; Enrichment Completed at 120'],
  [119.999, 'Enrichment Started/in-progress since 20, 49 rows; Enrichment Completed at 120'],
  [120, 'Enrichment Completed/completed since 120, 50 rows; Enhancement Completed at 150'],
  [150, 'Enhancement Completed/completed since 150, 50 rows; stays'],
  [1e9, 'Enhancement Completed/completed since 150, 50 rows; stays'],
])('without any action a job is, %d seconds after its submission, %s', (at, want) => {
  expect(describeState(getJob(straight), at)).toBe(want);
});

test.each([
  [50, 'Paused/paused since 50, 15 rows; stays'],
  [5000, 'Paused/paused since 50, 15 rows; stays'],
])('a job paused after 30 seconds of work is, at second %d, %s', (at, want) => {
  expect(describeState(getJob(straight, ['pause', 50]), at)).toBe(want);
});

test.each([
  [999, 'Paused/paused since 50, 15 rows; Enrichment Started at 1000'],
  [1000, 'Enrichment Started/in-progress since 1000, 15 rows; Enrichment Completed at 1070'],
  [1035, 'Enrichment Started/in-progress since 1000, 32 rows; Enrichment Completed at 1070'],
  [1070, 'Enrichment Completed/completed since 1070, 50 rows; Enhancement Completed at 1100'],
])('a resumed job works for the remaining 70 seconds: at second %d it is %s', (at, want) => {
  expect(describeState(getJob(straight, ['pause', 50], ['resume', 1000]), at)).toBe(want);
});

test('a job that is paused and resumed repeatedly works as long as one that is not', () => {
  const job = getJob(
    straight,
    ['pause', 30],
    ['resume', 40],
    ['pause', 41],
    ['resume', 1000],
    ['pause', 1000],
  );
  expect(describeState(job, 2000)).toBe('Paused/paused since 1000, 5 rows; stays');
  const resumed = {
    ...job,
    interventions: [...job.interventions, { cause: 'resume' as const, at: instant(3e6) }],
  };
  expect(describeState(resumed, 3000)).toBe(
    'Enrichment Started/in-progress since 3000, 5 rows; Enrichment Completed at 3089',
  );
});

test('a job paused by its scenario continues as the scenario says when it is resumed', () => {
  const plan = createPlan(
    ['Uploading', 10],
    ['Draft', 10],
    ['Enrichment Started', 40],
    ['Paused', forEver],
    ['Enrichment Started', 60],
    ['Enrichment Completed', 30],
    ['Enhancement Completed', forEver],
  );
  expect(describeState(getJob(plan), 500)).toBe('Paused/paused since 60, 20 rows; stays');
  expect(describeState(getJob(plan, ['resume', 500]), 500)).toBe(
    'Enrichment Started/in-progress since 500, 20 rows; Enrichment Completed at 560',
  );
});

test('an action without effect in the status of its time is ignored', () => {
  expect(describeState(getJob(straight, ['pause', 5], ['resume', 25]), 130)).toBe(
    describeState(getJob(straight), 130),
  );
});

test('a failed job reports the failure and nothing after it', () => {
  const plan = createPlan(['Uploading', 10], ['Upload Failed', forEver]);
  expect(describeState(getJob(plan), 10)).toBe('Upload Failed/failed since 10, 0 rows; stays');
});

test('a job read before its submission looks as at its submission', () => {
  expect(describeState(getJob(straight), -5)).toBe('Uploading/queued since 0, 0 rows; Draft at 10');
});

test('work without an end is reported as half done', () => {
  expect(
    describeState(getJob(createPlan(['Uploading', 10], ['Draft', 1], ['Enrichment Started', forEver])), 50),
  ).toBe('Enrichment Started/in-progress since 11, 25 rows; stays');
});

test('a life consists of periods without gaps, and the last has no end', () => {
  expect(computeLife(getJob(straight, ['pause', 50]), lifeCycle)).toEqual([
    { status: 'Uploading', from: 0, to: 10_000 },
    { status: 'Draft', from: 10_000, to: 20_000 },
    { status: 'Enrichment Started', from: 20_000, to: 50_000 },
    { status: 'Paused', from: 50_000, to: never },
  ]);
});

test.each([
  ['Uploading', 0],
  ['Enrichment Started', 20],
  ['Enhancement Completed', 150],
  ['Paused', undefined],
])('the plan reaches "%s" after %s seconds', (status, seconds) => {
  expect(computeTimeUntil(straight, status)).toBe(seconds === undefined ? undefined : seconds * second);
});
