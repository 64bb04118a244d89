import { torture } from 'enrichment-sandbox/torture';
import { expect, test } from 'vitest';
import { followJob } from '../client/follow-job.ts';

test('our poller survives', () =>
  torture(async ({ baseUrl, token, jobId, fetch, signal }) =>
    followJob({ baseUrl, token, fetch }, jobId, { signal }),
  ));

test('it also survives what its users see', async () => {
  const { lives } = await torture(
    async ({ baseUrl, token, jobId, fetch, signal, onStatus }) =>
      followJob({ baseUrl, token, fetch }, jobId, { signal, onStatus }),
    { seed: 42, numRuns: 100 },
  );
  expect(lives).toBe(100);
});
