import { lifeCycle } from '../testing/shipped.ts';
import type { Decision } from './decision.ts';
import type { Job } from './job.ts';
import { decideFail, decideForce, decidePause, createPollIntent, decideResume } from './actions.ts';
import type { PlannedStep } from './plan.ts';
import { duration, instant } from '../../time/time.ts';

const now = instant(60_000);
const forEver = duration(Number.POSITIVE_INFINITY);

/** A job that is in this status now. */
const jobIn = (status: string, step: Partial<PlannedStep> = {}): Job => ({
  id: 'job-1',
  owner: 'alice',
  submittedAt: instant(0),
  rows: 50,
  scenario: 'test',
  plan: [
    { status, lasts: forEver, ...step },
    { status: 'Failure', lasts: forEver },
  ],
  interventions: [],
});
const getResult = (order: Decision) => (order.kind === 'refused' ? order.reason : order.command);
const gently = { anyway: false, stays: false };

test('a job can be forced to any status that it can reach in some number of moves', () => {
  expect(decideForce(jobIn('Uploading'), 'Paused', gently, now, lifeCycle)).toEqual({
    kind: 'accepted',
    command: { kind: 'force', job: 'job-1', at: now, status: 'Paused', stays: false },
  });
});

test.each([
  [
    'from a final status',
    'Failure',
    'Draft',
    'Job job-1 is "Failure", which is final; nothing can follow. Use "anyway" to force it into "Draft" regardless.',
  ],
  [
    'back',
    'Paused',
    'Draft',
    'Job job-1 is "Paused"; allowed next: "Enrichment Started", "Enrichment Completed", ' +
      '"Enhancement Completed" or "Failure". Use "anyway" to force it into "Draft" regardless.',
  ],
  [
    'to an unknown status',
    'Draft',
    'Enrichment Strated',
    'Unknown internal status "Enrichment Strated"; allowed: "Uploading", "Draft", "Enrichment Started", ' +
      '"Enrichment Completed", "Enhancement Completed", "Failure", "Upload Failed" or "Paused"; did you mean "Enrichment Started"?',
  ],
  [
    'to an API status',
    'Draft',
    'completed',
    'Unknown internal status "completed"; it is an API status; choose one of its internal statuses: "Enrichment Completed" or ' +
      '"Enhancement Completed".',
  ],
])('a job cannot be forced %s', (_, present, status, sentence) => {
  expect(getResult(decideForce(jobIn(present), status, gently, now, lifeCycle))).toBe(sentence);
});

test('"anyway" forces a job into any status, but not into one that does not exist', () => {
  const anyway = { anyway: true, stays: true };
  expect(getResult(decideForce(jobIn('Failure'), 'Draft', anyway, now, lifeCycle))).toEqual({
    kind: 'force',
    job: 'job-1',
    at: now,
    status: 'Draft',
    stays: true,
  });
  expect(decideForce(jobIn('Failure'), 'Gone', anyway, now, lifeCycle).kind).toBe('refused');
});

test('a paused job can fail as well, with or without a reason', () => {
  const command = { kind: 'fail', job: 'job-1', at: now };
  expect(getResult(decideFail(jobIn('Paused'), 'Broken.', now, lifeCycle))).toEqual({
    ...command,
    reason: 'Broken.',
  });
  expect(getResult(decideFail(jobIn('Uploading'), undefined, now, lifeCycle))).toEqual(command);
});

test.each([
  ['Enrichment Completed', ''],
  ['Upload Failed', ', which is final'],
])('a job that is %s cannot fail', (present, final) => {
  expect(getResult(decideFail(jobIn(present), undefined, now, lifeCycle))).toBe(
    `Job job-1 is "${present}"${final}; only a job that is "Uploading", "Draft", "Enrichment Started" or "Paused" can fail.`,
  );
});

test('a working job can be paused and a paused one resumed, but not the reverse', () => {
  const [working, paused] = [jobIn('Enrichment Started'), jobIn('Paused')];
  const command = { kind: 'intervene', job: 'job-1', at: now };
  expect(getResult(decidePause(working, now, lifeCycle))).toEqual({ ...command, cause: 'pause' });
  expect(getResult(decideResume(paused, now, lifeCycle))).toEqual({ ...command, cause: 'resume' });
  expect(getResult(decidePause(paused, now, lifeCycle))).toBe(
    'Job job-1 is "Paused"; only a job that is "Enrichment Started" can be paused.',
  );
  expect(getResult(decideResume(working, now, lifeCycle))).toBe(
    'Job job-1 is "Enrichment Started"; only a job that is "Paused" can be resumed.',
  );
});

test('a response is a poll of the jobs that count polls, and no poll without such jobs', () => {
  const counting = { ...jobIn('Draft', { polls: 2 }), id: 'job-2' };
  expect(createPollIntent([jobIn('Draft'), counting], now, lifeCycle)).toEqual({
    kind: 'poll',
    jobs: ['job-2'],
  });
  expect(createPollIntent([jobIn('Draft')], now, lifeCycle)).toBeUndefined();
});
