// The jobs of a world through the control API: reading, adding, and changing them as no client can.
import type { components } from '../../openapi/generated/control.ts';
import { base, ownJobId } from '../testing/answers.ts';
import { type ControlClient, createControlClient } from '../testing/control-client.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';

let mock: MockOnPort;
let client: ControlClient;
beforeEach(async () => {
  mock = await runningMock({ frozen: true });
  client = createControlClient(mock);
});
afterEach(async () => {
  await mock.stop();
});

const jobs = '/worlds/default/jobs';
const start = '2026-05-06T14:25:42.000Z';
const add = async (body: object) => (await client.call('addJob', jobs, body)).body;
const list = async (query = '') => (await client.call('listJobs', `${jobs}${query}`)).body;
const getJob = async (id: string) => (await client.call('getJob', `${jobs}/${id}`)).body;
const force = (id: string, body: object) => client.call('forceStatus', `${jobs}/${id}/status`, body);
/** What a client of the API sees of a job. */
const seen = async (id: string, token = 'carol-token') => {
  const { status, body } = await client.ask(`${base}/status/${id}/`, token);
  return status === 200 ? (JSON.parse(body) as { readonly status: string }).status : status;
};
const statuses = (some: readonly components['schemas']['ControlJob'][]) =>
  new Set(some.map((job) => job.api_status));

test('the jobs are listed newest first, all or those of a user or in a status', async () => {
  const all = await list();
  expect(all).toHaveLength(18);
  expect(all.map((job) => job.submitted_at)).toEqual(
    all
      .map((job) => job.submitted_at)
      .toSorted()
      .toReversed(),
  );
  expect((await list('?user=bob')).map(({ owner }) => owner)).toEqual(['bob', 'bob', 'bob', 'bob']);
  expect(statuses(await list('?status=paused'))).toEqual(new Set(['paused']));
  expect((await list('?status=Draft')).every((job) => job.internal_status === 'Draft')).toBe(true);
  expect(await list('?user=carol')).toEqual([]);
});

test('a list has the newest jobs, with their periods if it is asked for', async () => {
  const all = await list();
  const two = await list('?limit=2&life=true');
  expect(two).toEqual(await Promise.all(all.slice(0, 2).map(({ id }) => getJob(id))));
  expect((await list('?limit=1&status=paused')).map(({ id }) => id)).toEqual([
    all.find((job) => job.api_status === 'paused')?.id,
  ]);
  expect(all.every((job) => !('life' in job))).toBe(true);
});

test('a filter that can never match is rejected, with all errors at once', async () => {
  expect((await client.call('listJobs', `${jobs}?user=alise&status=pause`)).detail).toBe(
    '400 World "default" has no user "alise"; allowed: "alice", "bob", "carol", "erin", "dave" or "frank"; did you mean "alice"? There is no status "pause"; allowed: "queued", "in-progress", "completed", "failed", "paused", "Uploading", "Draft", "Enrichment Started", "Enrichment Completed", "Enhancement Completed", "Failure", "Upload Failed" or "Paused"; did you mean "paused"?',
  );
});

test('a job has its past and future periods, without gaps', async () => {
  const { life, ...job } = await getJob(ownJobId.toUpperCase());
  expect(job).toMatchObject({
    id: ownJobId,
    owner: 'alice',
    internal_status: 'Uploading',
    api_status: 'queued',
  });
  expect(life[0]).toMatchObject({ internal_status: 'Uploading', from: job.submitted_at });
  expect(life.slice(1).map(({ from }) => from)).toEqual(life.slice(0, -1).map(({ to }) => to));
  expect(life[1]).toMatchObject({ internal_status: job.next?.internal_status, from: job.next?.at });
  expect(life.at(-1)?.to).toBeUndefined();
});

test('a job that counts polls shows how many remain', async () => {
  const { id, next_by_polls: next = { internal_status: '', polls: 0 } } = await add({
    user: 'carol',
    scenario: 'by-polls',
  });
  for (let left = next.polls; left > 0; left -= 1) {
    expect((await getJob(id)).next_by_polls).toEqual({ ...next, polls: left });
    await seen(id);
  }
  expect(next.polls).toBeGreaterThan(0);
  expect((await getJob(id)).internal_status).toBe(next.internal_status);
});

test('a job can be added as submitted some time ago', async () => {
  const job = await add({ user: 'carol', submitted: '2h', size: 7, category: 'account' });
  expect(job).toMatchObject({
    submitted_at: '2026-05-06T12:25:42.000Z',
    api_status: 'completed',
    size: 7,
    category: 'account',
  });
  const older = await add({ user: 'carol', submitted: '3h' });
  const { body } = await client.ask(`${base}/status/`, 'carol-token');
  expect((JSON.parse(body) as { job_id: string }[]).map((one) => one.job_id)).toEqual([job.id, older.id]);
});

test.each([
  ['fails-half-way', 'Failure', 'failed'],
  ['straight-through', 'Enrichment Started', 'in-progress'],
  ['straight-through', 'completed', 'completed'],
  ['pauses', 'paused', 'paused'],
])('a job of the scenario %s is added so that it has just reached %s', async (scenario, status, api) => {
  const job = await add({ user: 'carol', scenario, in: status });
  expect([job.api_status, job.updated_at]).toEqual([api, start]);
  expect([job.api_status, job.internal_status]).toContain(status);
});

test.each([
  [
    { user: 'carol', scenario: 'straight-through', in: 'Failure' },
    '"in" is "Failure", but a job of the scenario "straight-through" does not reach that status automatically; its statuses are "Uploading", "Draft", "Enrichment Started", "Enrichment Completed", "Enhancement Completed". Choose another scenario, or force the job into the status.',
  ],
  [
    { user: 'karol', submitted: 'yesterday', in: 'Draft' },
    'World "default" has no user "karol"; allowed: "alice", "bob", "carol", "erin", "dave" or "frank"; did you mean "carol"? "submitted" is "yesterday"; it must be the time since the submission, such as 90s, 5m, 1h30m, 250ms, 2d or PT5M. Both "submitted" and "in" are given; give only one of them.',
  ],
])('%j is rejected', async (body, says) => {
  expect((await client.call('addJob', jobs, body)).detail).toBe(`400 ${says}`);
});

test('a job is forced into a status, and continues as planned or stays', async () => {
  const [goes, stays] = [await add({ user: 'carol' }), await add({ user: 'carol' })];
  const forced = await force(goes.id, { internal_status: 'Enrichment Started' });
  expect(forced.body).toMatchObject({ internal_status: 'Enrichment Started', updated_at: start });
  expect(forced.body.next).toMatchObject({ internal_status: 'Enrichment Completed' });
  const still = await force(stays.id, { internal_status: 'Enrichment Started', stays: true });
  expect(still.body.next).toBeUndefined();
  await client.call('setClock', '/worlds/default/clock', { advance: '1d' });
  expect([await seen(goes.id), await seen(stays.id)]).toEqual(['completed', 'in-progress']);
});

test('a form forces it as well', async () => {
  const { id } = await add({ user: 'carol' });
  await client.call('forceStatus', `${jobs}/${id}/status`, 'internal_status=Enrichment+Started&stays=true');
  expect(await seen(id)).toBe('in-progress');
});

test('a transition that the life cycle does not allow is rejected, but can be forced', async () => {
  const { id } = await add({ user: 'carol', scenario: 'fails-half-way', in: 'Failure' });
  expect((await force(id, { internal_status: 'Draft' })).detail).toMatch(
    /^409 Job \S+ is "Failure", which is final; nothing can follow\. Use "anyway"/,
  );
  expect(await seen(id)).toBe('failed');
  expect((await force(id, { internal_status: 'Draft', anyway: true })).status).toBe(200);
  expect(await seen(id)).toBe('queued');
});

test.each([
  [
    'Drafts',
    'There is no internal status "Drafts"; allowed: "Uploading", "Draft", "Enrichment Started", "Enrichment Completed", "Enhancement Completed", "Failure", "Upload Failed" or "Paused"; did you mean "Draft"?',
  ],
  ['queued', '"queued" is an API status; choose one of its internal statuses: "Uploading" or "Draft".'],
])('the internal status %s is rejected', async (status, says) => {
  expect((await force(ownJobId, { internal_status: status })).detail).toBe(`400 ${says}`);
});

test('a job can be failed, with a reason that only this API shows', async () => {
  const { id } = await add({ user: 'carol', in: 'Enrichment Started' });
  const path = `${jobs}/${id}/fail`;
  const { body } = await client.call('failJob', path, { reason: 'The source is gone.' });
  expect(body).toMatchObject({ api_status: 'failed', reason: 'The source is gone.', updated_at: start });
  expect((await client.ask(`${base}/status/${id}/`, 'carol-token')).body).not.toContain('source');
  expect((await client.call('failJob', path)).detail).toMatch(/^409 Job \S+ is "\w+", which is final; /);
});

test('a job is paused and resumed as by the backend', async () => {
  const { id } = await add({ user: 'carol', in: 'Enrichment Started' });
  expect((await client.call('pauseJob', `${jobs}/${id}/pause`)).body.api_status).toBe('paused');
  expect((await client.call('pauseJob', `${jobs}/${id}/pause`)).detail).toMatch(
    /^409 Job \S+ is "Paused"; only /,
  );
  expect((await client.call('resumeJob', `${jobs}/${id}/resume`)).body.api_status).toBe('in-progress');
  expect((await client.call('resumeJob', `${jobs}/${id}/resume`)).detail).toMatch(/^409 Job \S+ is /);
});

test('resuming without enough credits is rejected with the price', async () => {
  const { id } = await add({ user: 'bob', scenario: 'pauses', in: 'Paused', size: 1000 });
  expect((await client.call('resumeJob', `${jobs}/${id}/resume`)).detail).toMatch(
    /^409 The rest of job \S+ needs \d+ credits, but "bob" has \d+\. To continue without them, force the job into a status\.$/,
  );
  expect(await seen(id, 'bob-token')).toBe('paused');
});

test('a deleted job is gone as if it had never existed', async () => {
  const { id } = await add({ user: 'carol' });
  expect((await client.call('deleteJob', `${jobs}/${id}`)).status).toBe(204);
  expect(await seen(id)).toBe(404);
  const say = `404 World "default" has no job "${id}"; it was deleted.`;
  expect((await client.call('deleteJob', `${jobs}/${id}`)).detail).toBe(say);
  expect((await client.call('getJob', `${jobs}/${id}`)).detail).toBe(say);
});

test('a deleted job comes back where it would be now, and its credits are charged again', async () => {
  const { id } = await add({ user: 'bob', scenario: 'straight-through', size: 10 });
  const before = await client.call('getJob', `${jobs}/${id}`);
  await client.call('deleteJob', `${jobs}/${id}`);
  await client.call('setClock', '/worlds/default/clock', { advance: '60s' });
  const { status, body } = await client.call('undeleteJob', `${jobs}/${id.toUpperCase()}/undelete`);
  expect([status, body.internal_status]).toEqual([200, 'Enrichment Started']);
  expect((await client.call('getJob', `${jobs}/${id}`)).body.life).toEqual(before.body.life);
  expect(await seen(id, 'bob-token')).toBe('in-progress');
  expect((await client.call('undeleteJob', `${jobs}/${id}/undelete`)).detail).toBe(
    `409 Job ${id} is not deleted, so there is nothing to take back.`,
  );
  expect((await client.call('undeleteJob', `${jobs}/nothing/undelete`)).detail).toBe(
    '404 World "default" has no job nothing.',
  );
});

test('a job of another world is not found, and the message names that world', async () => {
  const { body } = await client.call('addJob', '/worlds/one/jobs', { user: 'carol' });
  expect((await client.call('getJob', `${jobs}/${body.id}`)).detail).toBe(
    `404 World "default" has no job "${body.id}"; it is in world "one".`,
  );
  expect((await client.call('failJob', `${jobs}/x/fail`, {})).detail).toBe(
    '404 World "default" has no job "x"; its jobs are at /__mock__/api/worlds/default/jobs.',
  );
});
