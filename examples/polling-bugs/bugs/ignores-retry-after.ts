/** A 429 is a failure like any other: the client comes back when its own schedule says so. */
import {
  type Bug,
  type Client,
  getStatus,
  isFinal,
  isPermanent,
  type Job,
  maxFailures,
  pollMs,
  showResults,
  wait,
} from '../api.ts';

const client: Client = async (run) => {
  for (let failures = 0; ; ) {
    let job: Job | undefined;
    try {
      job = await getStatus(run, run.jobId);
      failures = 0;
      run.onStatus(job);
    } catch (error) {
      failures += 1;
      if (run.signal.aborted || isPermanent(error) || failures > maxFailures) throw error;
    }
    if (job !== undefined && isFinal(job)) {
      await showResults(run, job);
      return job;
    }
    await wait(pollMs * 2 ** failures, run.signal);
  }
};

export const bug: Bug = {
  report: 'icoretech/codex-pooler#390',
  title: 'Honor Retry-After when polling upstream usage endpoints',
  library: 'fetch',
  mistake: 'Comes back before the time that Retry-After asks for.',
  breaks: ['obeys-retry-after'],
  client,
};
