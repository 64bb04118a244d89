// @vitest-environment edge-runtime
import { createMock } from 'enrichment-sandbox/engine';
import { expect, test } from 'vitest';

test('the engine runs in it without a server', async () => {
  const mock = createMock({ origin: 'https://test.example' });
  const world = mock.world();
  const { id } = await world.jobs.add({ scenario: 'straight-through' });
  await world.clock.advance('10m');
  const request = new Request(`${world.baseUrl}/enrichment/status/${id}/`, { headers: world.headers() });
  expect(await (await mock.fetch(request))?.json()).toMatchObject({ job_id: id, status: 'completed' });
  expect(mock.fetch(new Request('https://other.example/'))).toBeUndefined();
});
