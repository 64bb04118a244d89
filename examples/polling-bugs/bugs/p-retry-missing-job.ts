/** Each error is tried again, also the 404 of something that is not there: five times, with growing pauses. */
import pRetry from 'p-retry';

import { type Bug, type Client, getStatus, isFinal, pollMs, showResults, wait } from '../api.ts';

const client: Client = async (run) => {
  for (;;) {
    const job = await pRetry(() => getStatus(run, run.jobId), {
      retries: 5,
      minTimeout: pollMs,
      signal: run.signal,
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
  report: 'department-of-veterans-affairs/next-build#899',
  title: "Don't retry 404s",
  library: 'p-retry',
  mistake: 'Repeats a request five times after a 404 or a 401.',
  breaks: ['stops-after-refusal', 'stops-after-401', 'obeys-retry-after'],
  client,
};
