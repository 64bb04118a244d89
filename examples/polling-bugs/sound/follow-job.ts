/** The client of these examples, which the documentation of the sandbox recommends to copy. */
import { followJob, getResults } from '../../client/follow-job.ts';
import { type Client, hasResults, retry, type Sound } from '../api.ts';

const client: Client = async ({ baseUrl, token, jobId, fetch, signal, onStatus, onResults }) => {
  const api = { baseUrl, token, fetch };
  const job = await followJob(api, jobId, { signal, onStatus });
  if (hasResults(job)) onResults(await retry(signal, () => getResults(api, jobId, 1, { signal })));
  return job;
};

export const sound: Sound = { title: '`follow-job.ts` of these examples', library: 'fetch', client };
