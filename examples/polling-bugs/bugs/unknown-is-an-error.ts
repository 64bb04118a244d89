/** The schema of the response lists all statuses, so that a new one makes the response invalid and the job a failure. */
import {
  type Bug,
  type Client,
  getStatus,
  isFinal,
  type Job,
  pollMs,
  retry,
  showResults,
  wait,
} from '../api.ts';

const statuses = ['queued', 'in-progress', 'completed', 'failed', 'paused'];

const client: Client = async (run) => {
  for (;;) {
    const job = parse(await retry(run.signal, () => getStatus(run, run.jobId)));
    run.onStatus(job);
    if (isFinal(job)) {
      await showResults(run, job);
      return job;
    }
    await wait(pollMs, run.signal);
  }
};

function parse(job: Job): Job {
  if (statuses.includes(job.status)) return job;
  throw new Error(`Invalid option: expected one of ${statuses.join(', ')} at status`);
}

export const bug: Bug = {
  report: 'brightdata/sdk-js#26',
  title: 'ChatGPT status enum does not include "started"',
  library: 'fetch',
  mistake: 'Fails at a status that a later version of the API has added.',
  breaks: ['forward-compatible'],
  client,
};
