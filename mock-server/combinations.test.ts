// Combinations of features: faults, polls that count, snapshots, forced jobs, moved clocks.
import { duration } from '../time/time.ts';
import { engineUnderTest } from './testing/engine-under-test.ts';

const shop = (path: string) => `/worlds/shop${path}`;

/** A world with one job of carol's, and a function that polls it and returns the statuses. */
async function withJob(form: string) {
  const mock = engineUnderTest();
  const [, job] = await mock.control('POST', shop('/jobs'), `user=carol&${form}`);
  const { id } = job as { readonly id: string };
  const poll = async (times = 1): Promise<readonly string[]> => {
    const reported: string[] = [];
    for (let time = 0; time < times; time += 1) {
      const answer = await mock.ask(`GET /api/v1/enrichment/status/${id}/`, 'carol-token~shop');
      reported.push(/"status":"([a-z-]+)"/.exec(answer)?.[1] ?? String(answer.split('\n')[0]));
    }
    return reported;
  };
  return { ...mock, id, poll };
}

test('a snapshot contains the number of polls of a job', async () => {
  const { control, poll } = await withJob('scenario=by-polls');
  await poll(2);
  await control('POST', shop('/snapshots'), 'name=at-work');
  const after = ['in-progress', 'in-progress', 'completed'];
  expect(await poll(3)).toEqual(after);
  await control('POST', shop('/restore'), 'snapshot=at-work');
  expect(await poll(3)).toEqual(after);
});

test.each([
  // The operation did not run.
  ['effect=error&problem=serverError', ['500', '500', 'queued', 'queued', 'in-progress']],
  ['effect=maintenance', ['503', '503', 'queued', 'queued', 'in-progress']],
  ['effect=expired-token', ['401', '401', 'queued', 'queued', 'in-progress']],
  // The operation ran, and its response was damaged or lost in transit.
  ['effect=empty', ['200', '200', 'in-progress', 'in-progress', 'completed']],
  ['effect=reset', ['0', '0', 'in-progress', 'in-progress', 'completed']],
  ['effect=unknown-status', ['archived', 'archived', 'in-progress', 'in-progress', 'completed']],
  // An explicit "done" overrides the default.
  ['effect=empty&done=false', ['200', '200', 'queued', 'queued', 'in-progress']],
  ['effect=error&problem=serverError&done=true', ['500', '500', 'in-progress', 'in-progress', 'completed']],
])('two polls that meet %s count only if the operation runs', async (fault, reported) => {
  const { control, poll } = await withJob('scenario=by-polls');
  await control('POST', shop('/faults'), `${fault}&next=2`);
  expect(await poll(5)).toEqual(reported);
});

test('a forced job continues as planned, and the clock can advance to its next status', async () => {
  const { control, id, poll } = await withJob('scenario=pauses');
  await control('POST', shop(`/jobs/${id}/status`), 'internal_status=Enrichment Started');
  await control('POST', shop('/clock'), `until.job=${id}&until.status=paused`);
  expect(await poll()).toEqual(['paused']);
  await control('POST', shop(`/jobs/${id}/status`), 'internal_status=Draft&anyway=true&stays=true');
  expect(await control('POST', shop('/clock'), `until.job=${id}&until.status=completed`)).toMatchObject([
    409,
    expect.stringContaining('it stays "Draft"'),
  ]);
});

test('a fault outlives its job, and the world can still be exported', async () => {
  const { control, id, poll } = await withJob('scenario=small');
  await control('POST', shop('/faults'), `effect=error&problem=serverError&job=${id}&next=1`);
  await control('DELETE', shop(`/jobs/${id}`));
  const [, file] = await control('GET', shop('/export'));
  expect(await control('POST', '/worlds/copy/restore', { file })).toMatchObject([200, { world: 'copy' }]);
  expect(await control('GET', '/worlds/copy/faults')).toEqual(await control('GET', shop('/faults')));
  expect(await poll(2)).toEqual(['500', '404']);
});

test('two simultaneous clock changes both apply, and a change of speed causes no jump', async () => {
  const { control, id, poll, wait } = await withJob('scenario=two-hours');
  const [, before] = await control('GET', shop('/clock'));
  await Promise.all([
    control('POST', shop('/clock'), 'advance=1h'),
    control('POST', shop('/clock'), 'advance=30m&speed=100'),
  ]);
  const [, after] = await control('POST', shop('/clock'), 'speed=0.5');
  expect(timeIn(after) - timeIn(before)).toBe(90 * 60_000);
  wait(duration(2000));
  const [, later] = await control('POST', shop('/clock'), `speed=7&until.job=${id}&until.status=completed`);
  expect(timeIn(later) - timeIn(before)).toBe(120 * 60_000);
  expect(await poll()).toEqual(['completed']);
});

function timeIn(clock: unknown): number {
  return Date.parse((clock as { readonly now: string }).now);
}
