/** @jest-environment @happy-dom/jest-environment */
// @ts-check
const { connect, startMock } = require('enrichment-sandbox');
const { torture } = require('enrichment-sandbox/torture');
const { followJob } = require('./no-patience.cjs');

test.each(['real', 'fake'])('with %s timers a mock is started, connected to and stopped', async (timers) => {
  if (timers === 'fake') jest.useFakeTimers();
  const started = await startMock();
  const mock = await connect(started.url); // as if it ran elsewhere
  const world = mock.world();
  const { id } = await world.jobs.add({ scenario: 'straight-through' });
  await world.clock.advance('10m');
  expect((await world.jobs.get(id)).api_status).toBe('completed');
  await started.stop();
  await expect(connect(started.url)).rejects.toThrow('(ECONNREFUSED)');
  jest.useRealTimers();
});

test('a client without patience does not survive torture', async () => {
  await expect(torture(followJob, { seed: 1, numRuns: 20 })).rejects.toThrow('survives-failures');
});
