// When anything happens, found in portions.
import { JobIndex } from '../../domain/job-index.ts';
import { getLife } from '../../domain/job.ts';
import { fixture, lifeCycle, start } from '../../testing/shipped.ts';
import { findJobTimes, type TimesSource } from './job-times.ts';

const none: TimesSource = { getTimes: () => [], getListTimes: () => [] };
const jobs = new JobIndex(fixture, start).list();

test('each start of a status and each request is a time, in order; requests of a list once for its user', () => {
  const polls = [start + 5, start + 7];
  const found = findJobTimes(jobs, lifeCycle, {
    getTimes: (job) => (job === jobs[0] ? polls : []),
    getListTimes: (owner) => (owner === 'bob' ? [start + 9] : []),
  })(() => true);
  const expected = jobs.flatMap((job) => getLife(job, lifeCycle).map(({ from }) => from));
  expect([...(found?.times ?? [])]).toEqual([...expected, ...polls, start + 9].toSorted((a, b) => a - b));
  expect(found?.first).toBe(Math.min(...expected));
  expect(found?.last).toBe(Math.max(...expected));
});

test('the search goes on where it stopped', () => {
  const many = Array.from({ length: 20 }, () => jobs).flat();
  const step = findJobTimes(many, lifeCycle, none);
  let steps = 1;
  let found = step(() => false);
  for (; found === undefined; steps += 1) found = step(() => false);
  expect(steps).toBe(Math.ceil(many.length / 50));
  expect(found.times).toEqual(findJobTimes(many, lifeCycle, none)(() => true)?.times);
});

test('without jobs there is no first time', () => {
  expect(findJobTimes([], lifeCycle, none)(() => true)?.first).toBeNaN();
});
