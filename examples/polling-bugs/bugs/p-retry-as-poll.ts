/** "Not yet" is thrown as an error, so that the number of retries limits how long the job may take. */
import pRetry, { AbortError } from 'p-retry';

import {
  type Bug,
  type Client,
  getRetryMs,
  getStatus,
  isFinal,
  isPermanent,
  type Job,
  pollMs,
  showResults,
  wait,
} from '../api.ts';

const client: Client = async (run) => {
  const job = await pRetry(
    async () => {
      const newJob = await getStatus(run, run.jobId);
      run.onStatus(newJob);
      if (!isFinal(newJob)) throw new NotYetError(newJob);
      return newJob;
    },
    {
      retries: 20,
      minTimeout: pollMs,
      factor: 1,
      signal: run.signal,
      onFailedAttempt: async ({ error, attemptNumber }) => {
        if (isPermanent(error)) throw new AbortError(error);
        if (!(error instanceof NotYetError))
          await wait(getRetryMs(error, Math.min(attemptNumber, 4)), run.signal);
      },
    },
  );
  await showResults(run, job);
  return job;
};

class NotYetError extends Error {
  constructor({ status }: Job) {
    super(`The job is ${status}.`);
  }
}

export const bug: Bug = {
  report: 'keptn-contrib/job-executor-service#406',
  title:
    'Keptn test task successful when test duration is few seconds but fails to poll when duration is few minutes',
  library: 'p-retry',
  mistake: 'Polls by retries, so that it fails after a minute although the job is still at work.',
  breaks: ['survives-failures'],
  client,
};
