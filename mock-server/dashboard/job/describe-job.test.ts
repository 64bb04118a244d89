// What the panel says about a job at different moments of its life.
import { instant } from '../../../time/time.ts';
import { computeJobState } from '../../domain/job.ts';
import { findJob } from '../../domain/world.ts';
import { mockUnderTest } from '../../testing/mock-under-test.ts';
import { commitCommand } from '../../testing/commit-command.ts';
import { lifeCycle, ownJobId, start, terms } from '../../testing/shipped.ts';
import {
  computeCosts,
  findObstacle,
  formatCosts,
  formatMoment,
  formatNext,
  formatStretchLength,
  listStretches,
} from './describe-job.ts';

const at = (seconds: number) => instant(start + seconds * 1000);

test('a status that polls end says how many are left', async () => {
  const mock = mockUnderTest();
  const body = { records: [{ company_name: 'scenario:by-polls' }] };
  const { job_id: id } = JSON.parse((await mock.ask('POST /api/v1/enrichment/submit/', { body })).body) as {
    job_id: string;
  };
  const says = () => {
    const world = mock.worlds.open('default', at(0));
    const job = world && findJob(world, id);
    return job && formatNext(computeJobState(job, at(0), lifeCycle), at(0), lifeCycle);
  };
  await mock.ask(`GET /api/v1/enrichment/status/${id}/`);
  expect(says()).toBe('Enrichment Started after 1 more poll; time does not move it');
  await mock.ask(`GET /api/v1/enrichment/status/${id}/`);
  expect(says()).toBe('Enrichment Completed after 2 more polls; time does not move it');
});

function getJob(pausedAt?: number) {
  const { worlds } = mockUnderTest();
  if (pausedAt !== undefined)
    commitCommand(worlds, 'default', { kind: 'intervene', cause: 'pause', job: ownJobId, at: at(pausedAt) });
  const world = worlds.open('default', at(0));
  const job = world && findJob(world, ownJobId);
  if (job === undefined) throw new Error('The default world has lost its job.');
  return job;
}

test('a job in its work has a past, a present and a future', () => {
  const stretches = listStretches(getJob(), at(60), lifeCycle);
  expect(stretches.map(({ status, time }) => `${time}: ${status}`)).toEqual([
    'past: Uploading',
    'past: Draft',
    'present: Enrichment Started',
    'future: Enrichment Completed',
    'future: Enhancement Completed',
  ]);
  expect(stretches.map((one) => formatStretchLength(one, at(60)))).toEqual([
    expect.stringMatching(/^\d+ s$/),
    expect.stringMatching(/^\d+ s$/),
    expect.stringMatching(/so far$/),
    expect.stringMatching(/ s$/),
    'stays',
  ]);
});

test('the next change has its time; a paused and a completed job have none', () => {
  const says = (seconds: number, job = getJob()) =>
    formatNext(computeJobState(job, at(seconds), lifeCycle), at(seconds), lifeCycle);
  expect(says(60)).toMatch(/^Enrichment Completed in \d+ (?:s|min).*, at 14:2\d:\d\d$/);
  expect(says(60, getJob(50))).toBe('nothing, until it is resumed');
  expect(says(100_000)).toBe('nothing: this status is final');
});

test('it costs its rows up front, what was found at its end, and nothing while it is paused', () => {
  expect(formatCosts(computeCosts(getJob(), at(60), terms))).toBe('120 credits so far, 90 at its end');
  expect(computeCosts(getJob(), at(100_000), terms)).toEqual({ paid: 90, atEnd: 90 });
  const paused = computeCosts(getJob(50), at(60), terms);
  expect(paused.paid + (paused.toResume ?? 0)).toBe(120);
});

test('an obstacle names the statuses in which an action is possible', () => {
  const draft = computeJobState(getJob(), at(0), lifeCycle);
  const working = computeJobState(getJob(), at(60), lifeCycle);
  expect(findObstacle('pause', working, lifeCycle)).toBeUndefined();
  expect(findObstacle('fail', draft, lifeCycle)).toBeUndefined();
  expect(findObstacle('pause', draft, lifeCycle)).toBe(
    'Only a job that is Enrichment Started can be paused.',
  );
  expect(findObstacle('resume', working, lifeCycle)).toBe('Only a job that is Paused can be resumed.');
});

test('a moment of another day has its date', () => {
  expect(formatMoment(at(0), at(60))).toBe('14:25:42');
  expect(formatMoment(at(0), at(86_400))).toBe('2026-05-06 14:25:42');
});
