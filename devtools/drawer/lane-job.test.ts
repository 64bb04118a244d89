// What a lane says of its job to those who do not see it.
import { createMock } from '../../library/embedded-mock.ts';
import { describeJob, findPeriod, formatStatus, toLaneJob } from './lane-job.ts';
import { findLook } from './status-looks.ts';

const start = '2026-05-06T14:00:00Z';
const mock = createMock({ now: start, frozen: true });

test('a job has a sentence for each moment of its life', async () => {
  const world = mock.world();
  const { id } = await world.jobs.add({ user: 'carol', scenario: 'straight-through' });
  const [found] = (await world.jobs.list({ user: 'carol', life: true })).map(toLaneJob);
  if (found === undefined) throw new Error('The job is missing.');
  const [first, second] = found.life;
  const name = `Job ${id.slice(0, 8)} of carol`;
  expect(describeJob(found, Date.parse(start), 0)).toBe(
    `${name}: queued (Uploading), Draft in ${((second?.from ?? 0) - (first?.from ?? 0)) / 1000} s, no requests`,
  );
  expect(describeJob(found, Date.parse('2027-01-01T00:00:00Z'), 1)).toBe(
    `${name}: completed (Enhancement Completed), 1 request`,
  );
  expect(findPeriod(found, 0)).toEqual(first);
  expect(first && formatStatus(first)).toBe('○ queued');
});

test('a job that waits for polls says how many', () => {
  const base = { id: 'aaaaaaaa-1', owner: 'alice', scenario: '', size: 1, submittedAt: 0 };
  const life = [{ status: 'Draft', apiStatus: 'queued', from: 0, to: Number.POSITIVE_INFINITY }];
  expect(describeJob({ ...base, life, polls: 2 }, 1, 3)).toBe(
    'Job aaaaaaaa of alice: queued (Draft), changes after 2 more polls, 3 requests',
  );
});

test('a status of another document looks like one that waits', () => {
  expect(findLook('Archived').shape).toBe('waiting');
  expect(findLook('constructor').mark).toBe('');
  expect(findLook('Failure')).toMatchObject({ tone: 'tone-4', shape: 'failed' });
});
