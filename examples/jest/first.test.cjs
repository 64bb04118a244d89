const { startMock } = require('enrichment-sandbox');

let mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.stop());

test('two hours later a job is completed', async () => {
  const world = mock.world();
  const { id } = await world.jobs.add({ scenario: 'two-hours' });
  await world.clock.advance('2h');
  const response = await fetch(`${world.baseUrl}/enrichment/status/${id}/`, { headers: world.headers() });
  expect(await response.json()).toMatchObject({ job_id: id, status: 'completed' });
});
