import { startMock } from 'enrichment-sandbox';
import { expect, test } from 'vitest';

test('a server error passes, and the next poll shows the job', async () => {
  await using mock = await startMock(); // on a free port; connect(url) uses one that is already running
  const world = mock.world(); // separate users, jobs, clock, faults and journal
  const { id } = await world.jobs.add({ user: 'alice', scenario: 'straight-through', size: 400 });
  await world.clock.until(id, 'in-progress'); // or advance('90s'), toNextChange(), at(instant), freeze(), ...
  await world.faults.add({ effect: 'error', problem: 'serverError', operation: 'getStatus', next: 1 });

  // Replace this with the code that you test; give it world.baseUrl and world.token('alice').
  const poll = () => fetch(`${world.baseUrl}/enrichment/status/${id}/`, { headers: world.headers('alice') });
  expect((await poll()).status).toBe(500);
  expect(await (await poll()).json()).toMatchObject({ job_id: id, status: 'in-progress' });

  await world.journal.waitFor({ operation: 'getStatus', status: '200', timeout: '5s' });
  await world.expectNoAdvice(); // fails with what the coach saw, why it matters, and what to do
});
