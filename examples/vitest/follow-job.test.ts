// A client that polls for minutes and hours, tested in milliseconds.
import { connect, type Mock, startMock } from 'enrichment-sandbox';
import { inStep } from 'enrichment-sandbox/fake-timers';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import { followJob, RefusedError, getResults, submitJob } from '../client/follow-job.ts';

// One mock serves all tests. Each test has a separate world, so they could run at the same time.
let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.stop());

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const records = [{ first_name: 'Ada', last_name: 'Lovelace', company_name: 'Analytical Engines' }];

test('advancing the fake timers moves the time of the world and its jobs', async () => {
  const world = mock.world();
  const { id } = await world.jobs.add({ scenario: 'straight-through' });
  expect((await statusOf(id, world)).status).toBe('queued');
  const before = await world.clock.now();
  vi.advanceTimersByTime(60 * 60_000);
  expect((await world.clock.now()).getTime() - before.getTime()).toBe(60 * 60_000);
  expect((await statusOf(id, world)).status).toBe('completed');
});

test('a job is followed through every status to its end, and its results are available', async () => {
  const world = mock.world();
  const api = { baseUrl: world.baseUrl, token: world.token() };
  const jobId = await submitJob(api, records);
  const seen = new Set<string>();
  const followed = followJob(api, jobId, { onStatus: ({ status }) => seen.add(status) });

  const job = await inStep(world, vi).until(followed);

  expect([...seen]).toEqual(['queued', 'in-progress', 'completed']);
  expect(job.status).toBe('completed');
  expect(await getResults(api, jobId)).not.toEqual([]);
});

test('the client polls at the interval that the documentation recommends', async () => {
  const world = mock.world();
  const { id } = await world.jobs.add({ scenario: 'large', size: 50_000 });
  const polls: number[] = [];
  const abort = new AbortController();
  const followed = followJob({ baseUrl: world.baseUrl, token: world.token() }, id, {
    everyMs: 20_000,
    signal: abort.signal,
    onStatus: () => polls.push(Date.now()),
  });
  await inStep(world, vi).advance('10m');
  abort.abort(new Error('The user went to another page.'));

  await expect(followed).rejects.toThrow('another page');
  expect(polls).toHaveLength(31);
  const gaps = polls.slice(1).map((at, index) => at - (polls[index] ?? 0));
  expect(new Set(gaps)).toEqual(new Set([20_000]));
});

test('a paused job continues when the user resumes it', async () => {
  const world = mock.world();
  const api = { baseUrl: world.baseUrl, token: world.token() };
  const { id } = await world.jobs.add({ scenario: 'pauses' });
  const time = inStep(world, vi);
  expect((await time.until(followJob(api, id))).status).toBe('paused');
  await fetch(`${api.baseUrl}/enrichment-control/`, {
    method: 'POST',
    headers: { ...world.headers(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ csv_file_id: id, action: 'resume' }),
  });
  expect((await time.until(followJob(api, id))).status).toBe('completed');
});

test('after a 401 the client sends no more requests', async () => {
  const world = mock.world();
  const { id } = await world.jobs.add();
  const followed = followJob({ baseUrl: world.baseUrl, token: world.token('erin') }, id);
  const time = inStep(world, vi);
  await expect(time.until(followed)).rejects.toThrow(RefusedError);
  const asked = vi.spyOn(globalThis, 'fetch');
  await time.advance('10m');
  expect(asked).not.toHaveBeenCalled();
  asked.mockRestore();
});

test('a mock created for one test stops at the end of the block', async () => {
  let url = '';
  {
    await using own = await startMock({ now: '2026-05-06T14:23:11Z', frozen: true });
    expect((await own.world().clock.now()).toISOString()).toBe('2026-05-06T14:23:11.000Z');
    ({ url } = own);
  }
  await expect(connect(url)).rejects.toThrow('no mock is listening');
});

async function statusOf(id: string, world: ReturnType<Mock['world']>): Promise<{ status: string }> {
  const response = await fetch(`${world.baseUrl}/enrichment/status/${id}/`, { headers: world.headers() });
  return (await response.json()) as { status: string };
}
