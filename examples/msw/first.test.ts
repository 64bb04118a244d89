import { inPage } from 'enrichment-sandbox/msw';
import { setupServer } from 'msw/node';
import { expect, test } from 'vitest';

const sandbox = inPage({ origin: 'https://test.ecoreservice.com' });
setupServer(...sandbox.handlers).listen(); // in a page: await setupWorker(...sandbox.handlers).start()

test('two hours later a job is completed', async () => {
  const world = sandbox.world(); // used like any other
  const { id } = await world.jobs.add({ scenario: 'two-hours' });
  await world.clock.advance('2h');
  const asked = await fetch(`${world.baseUrl}/enrichment/status/${id}/`, { headers: world.headers() });
  expect(await asked.json()).toMatchObject({ job_id: id, status: 'completed' });
});
