/** Of the statuses that the poller does not know it assumes that they are final. */
import { type Bug, type Client, getStatus, pollMs, retry, showResults, wait } from '../api.ts';

const atWork = new Set(['queued', 'in-progress']);

const client: Client = async (run) => {
  for (;;) {
    const job = await retry(run.signal, () => getStatus(run, run.jobId));
    run.onStatus(job);
    if (!atWork.has(job.status)) {
      await showResults(run, job);
      return job;
    }
    await wait(pollMs, run.signal);
  }
};

export const bug: Bug = {
  report: 'Azure/azure-sdk-for-java#35628',
  title: '[QUERY] Unknown status from PollResult has isComplete=true',
  library: 'fetch',
  mistake: 'Stops polling at a status that it does not know.',
  breaks: ['forward-compatible'],
  client,
};
