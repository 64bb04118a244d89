// The clock of a world through the control API: to a time, to the next change, to a job's status.
import { base, ownJob, ownJobId } from '../testing/answers.ts';
import { type ControlClient, createControlClient } from '../testing/control-client.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';

let mock: MockOnPort;
let client: ControlClient;
beforeEach(async () => {
  mock = await runningMock();
  client = createControlClient(mock);
});
afterEach(async () => {
  await mock.stop();
});

const setClock = (body: object | string, world = 'default') =>
  client.call('setClock', `/worlds/${world}/clock`, body);
const getNow = async (body: object | string) => (await setClock(body)).body.now;
const getStatus = async (path = ownJob, token = 'alice-token') =>
  (JSON.parse((await client.ask(path, token)).body) as { readonly status: string }).status;

test('a frozen clock moves exactly to the next change of any job, and each response lists the changes', async () => {
  await setClock({ frozen: true });
  const { body } = await setClock({ advance: 'next-change' });
  const [change, ...others] = body.changes ?? [];
  expect(others).toEqual([]);
  expect(change?.at).toBe(body.now);
  // It is the earliest: a millisecond before it nothing has moved, and from then on it has.
  await client.call('resetWorld', '/worlds/default/reset');
  await setClock({ frozen: true });
  const before = Date.parse(body.now) - Date.parse('2026-05-06T14:25:42Z') - 1;
  expect((await setClock({ advance: `${before}ms` })).body.changes).toEqual([]);
  expect((await setClock({ advance: '1ms' })).body.changes).toEqual([change]);
});

test('moving from change to change has the same result as moving there at once', async () => {
  await setClock({ frozen: true });
  const steps = [];
  for (const _ of Array.from({ length: 20 }))
    steps.push(...((await setClock({ advance: 'next-change' })).body.changes ?? []));
  const end = steps.at(-1)?.at ?? '';
  await client.call('resetWorld', '/worlds/default/reset');
  await setClock({ frozen: true });
  expect((await setClock({ at: end })).body.changes).toEqual(steps);
});

test.each(['completed', 'Enrichment Started'])('the clock advances until a job is %s', async (status) => {
  const { body } = await setClock({ frozen: true, until: { job: ownJobId, status } });
  const last = (body.changes ?? []).findLast(({ job }) => job === ownJobId);
  expect([last?.to, last?.api_status]).toContain(status);
  expect(last?.at).toBe(body.now);
  expect(await getStatus()).toBe(last?.api_status);
});

test('until also works in a form, and for a status that the job already has it takes no time', async () => {
  const form = `until.job=${ownJobId.toUpperCase()}&until.status=completed`;
  const { body } = await setClock(form);
  expect(await getStatus()).toBe('completed');
  expect((await setClock(form)).body).toEqual({ ...body, changes: [] });
});

test('a clock at 100000 times normal speed does not stop before the change', async () => {
  await setClock({ speed: 100_000 });
  await setClock({ until: { job: ownJobId, status: 'completed' } });
  expect(await getStatus()).toBe('completed');
});

test('after the response, every response has the new time', async () => {
  const at = '2026-05-06T16:00:00.000Z';
  expect(await getNow({ frozen: true, at: '2026-05-06T18:00:00+02:00' })).toBe(at);
  const { headers } = await client.ask(`${base}/status/`);
  expect(headers.date).toBe('Wed, 06 May 2026 16:00:00 GMT');
  // The present time is no time that has passed.
  expect(await getNow({ at })).toBe(at);
});

test('a running clock advances no further than requested', async () => {
  mock.wait(30);
  expect(await getNow({ at: '2026-05-06T16:00:00Z' })).toBe('2026-05-06T16:00:00.000Z');
  mock.wait(30);
  expect(await getNow({ advance: '1m' })).toBe('2026-05-06T16:01:30.000Z');
});

test('all given changes apply: frozen, with another speed and later', async () => {
  expect((await setClock({ frozen: true, speed: 60, advance: '1m' })).body).toMatchObject({
    now: '2026-05-06T14:26:42.000Z',
    speed: 60,
    frozen: true,
  });
  mock.wait(60);
  expect((await setClock('frozen=false')).body.now).toBe('2026-05-06T14:26:42.000Z');
  mock.wait(1);
  expect(await getNow({ speed: 1 })).toBe('2026-05-06T14:27:42.000Z');
});

test('the latest hundred changes are returned, oldest first', async () => {
  for (const _ of Array.from({ length: 30 }))
    await client.call('addJob', '/worlds/default/jobs', { user: 'carol' });
  const { changes = [] } = (await setClock({ advance: '1d' })).body;
  expect(changes).toHaveLength(100);
  expect(changes.map(({ at }) => at)).toEqual(changes.map(({ at }) => at).toSorted());
});

test('the clock of one world does not affect another', async () => {
  await setClock({ advance: '1h' }, 'one');
  expect((await client.call('getClock', '/worlds/two/clock')).body.now).toBe('2026-05-06T14:25:42.000Z');
});

test('without a future change, there is no next change', async () => {
  await setClock({ frozen: true, advance: '30d' });
  expect((await setClock({ advance: 'next-change' })).detail).toBe(
    '409 No job in world "default" will change automatically. Add a job, or resume, force or poll one that is waiting.',
  );
});

test('a status that the plan never reaches is rejected with the reason', async () => {
  const added = await client.call('addJob', '/worlds/default/jobs', {
    user: 'carol',
    scenario: 'upload-fails',
  });
  const { id } = added.body;
  const before = (await client.call('getClock', '/worlds/default/clock')).body.now;
  expect((await setClock({ until: { job: id, status: 'completed' }, frozen: true })).detail).toMatch(
    new RegExp(
      `^409 Job ${id} will not reach "completed" automatically: its plan ends in "Upload Failed" at 2026-`,
    ),
  );
  // None of the requested changes is applied then.
  expect((await client.call('getClock', '/worlds/default/clock')).body).toMatchObject({
    now: before,
    frozen: false,
  });
});

test('a time in the past is rejected with the alternatives', async () => {
  expect((await setClock({ at: '2026-05-06T14:00:00Z' })).detail).toBe(
    '409 2026-05-06T14:00:00.000Z is in the past: the time in world "default" is 2026-05-06T14:25:42.000Z, and a clock only goes forward. To go back, reset the world with "at", or restore a snapshot of it.',
  );
});

test.each([
  [
    { at: 'noon' },
    'Invalid request for setClock: "at" is "noon"; it must be a date and time such as 2026-05-06T14:23:11Z. See openapi/control.yaml.',
  ],
  [
    { advance: 'next', at: '2026-05-06T15:00:00Z' },
    '"advance" and "at" are given; give only one of them. "advance" is "next"; it must be a duration such as 90s, 5m, 1h30m, 250ms, 2d or PT5M, or next-change. A clock only goes forward, by 36500d at most.',
  ],
  [
    { until: { job: 'x', status: 'complete' } },
    'World "default" has no job "x"; its jobs are at /__mock__/api/worlds/default/jobs. There is no status "complete"; allowed: "queued", "in-progress", "completed", "failed", "paused", "Uploading", "Draft", "Enrichment Started", "Enrichment Completed", "Enhancement Completed", "Failure", "Upload Failed" or "Paused"; did you mean "completed"?',
  ],
  [
    { until: { job: ownJobId } },
    'Invalid request for setClock: "until.status" is missing. See openapi/control.yaml.',
  ],
])('%j is rejected with the allowed values', async (change, says) => {
  expect((await setClock(change)).detail).toBe(`400 ${says}`);
});
