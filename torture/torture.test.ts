// A sound client, and one that gives up.
import { followJob, getResults } from '../examples/client/follow-job.ts';
import { findFailure, torture } from './index.ts';

test('the example client survives', async () => {
  const done = await torture(
    async ({ baseUrl, token, jobId, fetch, signal, onStatus }) =>
      followJob({ baseUrl, token, fetch }, jobId, { signal, onStatus }),
    { seed: 1, numRuns: 500 },
  );
  console.log(JSON.stringify(done));
});
