/** 5xx is tried again, and all of 4xx is taken for an error of the client, also 429. */
import {
  type Bug,
  type Client,
  getRetryMs,
  getStatus,
  HttpError,
  isFinal,
  type Job,
  maxFailures,
  pollMs,
  showResults,
  wait,
} from '../api.ts';

const client: Client = async (run) => {
  for (let failures = 0; ; ) {
    let pauseMs = pollMs;
    let job: Job | undefined;
    try {
      job = await getStatus(run, run.jobId);
      failures = 0;
      run.onStatus(job);
    } catch (error) {
      failures += 1;
      const isRefused = error instanceof HttpError && error.status < 500;
      if (run.signal.aborted || isRefused || failures > maxFailures) throw error;
      pauseMs = getRetryMs(error, failures);
    }
    if (job !== undefined && isFinal(job)) {
      await showResults(run, job);
      return job;
    }
    await wait(pauseMs, run.signal);
  }
};

export const bug: Bug = {
  report: 'Raftersecurity/rafter-cli#227',
  title: 'fix: retry a polling 429 only when Retry-After says when to come back',
  library: 'fetch',
  mistake: 'Takes the first 429 for the end, although Retry-After says when to come back.',
  breaks: ['survives-failures'],
  client,
};
