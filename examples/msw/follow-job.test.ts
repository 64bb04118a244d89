// A client tested without a server: MSW hands its requests to a mock in the same program.
import { connect } from 'enrichment-sandbox';
import { inPage } from 'enrichment-sandbox/msw';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import { followJob, RefusedError, getResults, submitJob } from '../client/follow-job.ts';

const sandbox = inPage({ origin: 'https://test.ecoreservice.com' });
const elsewhere = http.get('https://elsewhere.example/*', () => HttpResponse.text('elsewhere'));
const server = setupServer(...sandbox.handlers, elsewhere);

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());
beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a job is submitted, followed and fetched; fake timers move the world too', async () => {
  const world = sandbox.world();
  const api = { baseUrl: world.baseUrl, token: world.token('carol') };
  const id = await submitJob(api, [{ first_name: 'Zoë', company_name: 'Blue Lake' }]);
  const seen: string[] = [];
  const followed = followJob(api, id, { onStatus: ({ status }) => seen.push(status) });
  await vi.advanceTimersByTimeAsync(600_000);
  expect((await followed).status).toBe('completed');
  expect([...new Set(seen)]).toEqual(['queued', 'in-progress', 'completed']);
  expect(await getResults(api, id)).toMatchObject([{ imported_company_name: 'Blue Lake' }]);
});

test('each test has a separate world at any point in time', async () => {
  const [one, two] = [sandbox.world(), sandbox.world()];
  const { id } = await one.jobs.add({ user: 'carol', scenario: 'pauses' });
  await one.clock.advance('10m');
  const api = { baseUrl: one.baseUrl, token: one.token('carol') };
  expect((await followJob(api, id)).status).toBe('paused');
  // A job of the other world does not exist here.
  await expect(followJob({ ...api, token: two.token('carol') }, id)).rejects.toThrow(RefusedError);
});

test('the control API responds too, so that a test can connect to this mock like any other', async () => {
  const mock = await connect('https://test.ecoreservice.com');
  const world = mock.world('shared');
  await world.clock.advance('2h');
  expect(await sandbox.world('shared').clock.now()).toEqual(await world.clock.now());
});

test('faults of a world reach the client as over a network', async () => {
  const world = sandbox.world();
  const list = () => fetch(`${world.baseUrl}/enrichment/status/`, { headers: world.headers() });

  await world.faults.add({ effect: 'error', problem: 'serverError', next: 1 });
  expect((await list()).status).toBe(500);
  await world.faults.add({ effect: 'reset', next: 1 });
  await expect(list()).rejects.toThrow(TypeError);
  await world.faults.add({ effect: 'cut', bytes: 10, next: 1 });
  const cut = await list();
  expect(cut.status).toBe(200);
  await expect(cut.text()).rejects.toThrow('terminated');
  await world.faults.add({ effect: 'latency', latency: '20ms', next: 1 });
  // The delay is in real time, so fake timers need not be advanced for it.
  expect((await list()).status).toBe(200);
  expect((await world.faults.list()).map(({ applied }) => applied)).toEqual([1, 1, 1, 1]);
});

test('requests to other servers pass through', async () => {
  const response = await fetch('https://elsewhere.example/api/v1/enrichment/status/');
  expect(await response.text()).toBe('elsewhere');
});
