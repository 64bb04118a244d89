import { startMock } from 'enrichment-sandbox';
import { inStep } from 'enrichment-sandbox/fake-timers';
import { expect, test, vi } from 'vitest';

import { followJob } from '../client/follow-job.ts';

test('a job is followed to its end', async () => {
  vi.useFakeTimers(); // or jest.useFakeTimers(), and `jest` for `vi` below
  await using mock = await startMock();
  const world = mock.world();
  const { id } = await world.jobs.add({ scenario: 'straight-through' });
  const api = { baseUrl: world.baseUrl, token: world.token() };

  const job = await inStep(world, vi).until(followJob(api, id)); // minutes of polling, in milliseconds
  expect(job.status).toBe('completed');
});
