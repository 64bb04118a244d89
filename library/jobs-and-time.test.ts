// Jobs and time of a world, controlled by a test through the library.
import { type MockOnPort, runningMock } from '../mock-server/testing/running-mock.ts';
import { connect } from './connect.ts';
import type { World } from './world.ts';

let running: MockOnPort;
let world: World;
beforeAll(async () => {
  running = await runningMock({ frozen: true });
});
afterAll(() => running.stop());
beforeEach(async () => {
  world = (await connect(running.url)).world();
});

test('the clock advances to the next change of a job, or until a job has a given status', async () => {
  const { id, next } = await world.jobs.add({ user: 'carol' });
  const { now, changes = [] } = await world.clock.until(id, 'in-progress');
  expect(changes.at(-1)).toMatchObject({ job: id, to: 'Enrichment Started', api_status: 'in-progress' });
  expect(Date.parse(now)).toBeGreaterThan(Date.parse(next?.at ?? ''));
  const moved = await world.clock.toNextChange();
  expect(moved.changes).not.toEqual([]);
  expect(Date.parse(moved.now)).toBeGreaterThan(Date.parse(now));
});

test('the clock advances to a given time, but not to one in the past', async () => {
  const later = new Date(Number(await world.clock.now()) + 60_000);
  expect(await world.clock.at(later)).toMatchObject({ now: later.toISOString() });
  await expect(world.clock.at('2020-01-01T00:00:00Z')).rejects.toMatchObject({ status: 409 });
});

test('a status that the plan never reaches is rejected with the reason', async () => {
  const { id } = await world.jobs.add({ scenario: 'fails-half-way' });
  await expect(world.clock.until(id, 'completed')).rejects.toMatchObject({
    operation: 'setClock',
    status: 409,
    detail: expect.stringContaining('completed') as string,
  });
});

test('jobs are listed, fetched, forced, paused, resumed, failed and deleted', async () => {
  const { id } = await world.jobs.add({ user: 'carol', size: 20 });
  const idsIn = async (status: string) =>
    (await world.jobs.list({ user: 'carol', status })).map((job) => job.id);
  expect(await idsIn('queued')).toEqual([id]);
  expect((await world.jobs.get(id)).life[0]).toMatchObject({ api_status: 'queued' });
  expect(await world.jobs.force(id, 'Draft')).toMatchObject({ internal_status: 'Draft' });
  expect(await world.jobs.force(id, 'Enrichment Started')).toMatchObject({ api_status: 'in-progress' });
  expect(await world.jobs.pause(id)).toMatchObject({ api_status: 'paused' });
  expect(await world.jobs.resume(id)).toMatchObject({ api_status: 'in-progress' });
  expect(await world.jobs.fail(id, 'The source is gone.')).toMatchObject({
    api_status: 'failed',
    reason: 'The source is gone.',
  });
  await world.jobs.delete(id);
  await expect(world.jobs.get(id)).rejects.toMatchObject({ status: 404, operation: 'getJob' });
});

test('a reset world starts at the given time', async () => {
  expect(await world.reset({ at: '2026-01-01T00:00:00Z' })).toMatchObject({
    now: '2026-01-01T00:00:00.000Z',
  });
});
