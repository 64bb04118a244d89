/** A request that is aborted has failed, and what fails is tried again: also after the user has left. */
import pRetry from 'p-retry';

import {
  type Bug,
  type Client,
  getStatus,
  HttpError,
  isFinal,
  isPermanent,
  pollMs,
  showResults,
  wait,
} from '../api.ts';

const client: Client = async (run) => {
  for (;;) {
    const job = await pRetry(() => getStatus(run, run.jobId), {
      retries: 8,
      minTimeout: 2 * pollMs,
      shouldRetry: ({ error }) => !isPermanent(error),
      onFailedAttempt: async ({ error }) => {
        if (error instanceof HttpError) await wait(error.retryAfterMs, run.signal);
      },
    });
    run.onStatus(job);
    if (isFinal(job)) {
      await showResults(run, job);
      return job;
    }
    await wait(pollMs, run.signal);
  }
};

export const bug: Bug = {
  report: 'mastra-ai/mastra#23305',
  title: '[BUG] CLI polling retries explicit cancellation',
  library: 'p-retry',
  mistake: 'Takes a request that the user has cancelled for one that has failed, and repeats it.',
  breaks: ['stops-after-unmount', 'clears-timers', 'quiet-after-unmount'],
  client,
};
