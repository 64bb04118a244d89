/** To make sure that the results can be fetched, the poller fetches them and throws them away; then the caller fetches them. */
import {
  type Bug,
  type Client,
  type ClientRun,
  getResults,
  getStatus,
  hasResults,
  isFinal,
  type Job,
  pollMs,
  retry,
  showResults,
  wait,
} from '../api.ts';

const client: Client = async (run) => {
  const job = await pollUntilReady(run);
  await showResults(run, job);
  return job;
};

async function pollUntilReady(run: ClientRun): Promise<Job> {
  for (;;) {
    const job = await retry(run.signal, () => getStatus(run, run.jobId));
    run.onStatus(job);
    if (hasResults(job)) await retry(run.signal, () => getResults(run, run.jobId));
    if (isFinal(job)) return job;
    await wait(pollMs, run.signal);
  }
}

export const bug: Bug = {
  report: 'langflow-ai/openrag#1660',
  title: 'fix: Ensure success status requires fetchable result in DoclingPolling (review)',
  library: 'fetch',
  mistake: 'Fetches the same results twice.',
  breaks: ['results-once'],
  client,
};
