/** A request that is aborted has failed, and what fails is tried again: also after the user has left. */
import pRetry from 'p-retry';

import { type Bug, type Client, getRetryMs, getStatus, isFinal, isPermanent, pollMs, showResults, wait } from '../api.ts';

const client: Client = async (run) => {
  for (;;) {
    const job = await pRetry(() => getStatus(run, run.jobId), {
      retries: 8,
      minTimeout: 0,
      shouldRetry: ({ error }) => !isPermanent(error),
      onFailedAttempt: async ({ error, attemptNumber }) => wait(getRetryMs(error, attemptNumber), stays),
    });
    run.onStatus(job);
    if (isFinal(job)) {
      await showResults(run, job);
      return job;
    }
    await wait(pollMs, run.signal);
  }
};

const stays = new AbortController().signal;

export const bug: Bug = {
  report: 'mastra-ai/mastra#23305',
  title: '[BUG] CLI polling retries explicit cancellation',
  library: 'p-retry',
  mistake: 'Takes a request that the user has cancelled for one that has failed, and repeats it.',
  breaks: ['unmount'],
  client,
};
