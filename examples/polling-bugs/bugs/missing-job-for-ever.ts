/** Whatever fails is tried again, also the 404 of a job that is gone and will never be there. */
import { type Bug, type Client, getRetryMs, getStatus, isFinal, pollMs, showResults, wait } from '../api.ts';

const client: Client = async (run) => {
  for (let failures = 0; ; ) {
    let pauseMs = pollMs;
    try {
      const job = await getStatus(run, run.jobId);
      failures = 0;
      run.onStatus(job);
      if (isFinal(job)) {
        await showResults(run, job);
        return job;
      }
    } catch (error) {
      if (run.signal.aborted) throw error;
      pauseMs = getRetryMs(error, (failures += 1));
    }
    await wait(pauseMs, run.signal);
  }
};

export const bug: Bug = {
  report: 'OSC/ondemand#1111',
  title: 'Files polling caught in 404 loop',
  library: 'fetch',
  mistake: 'Requests a job for ever that does not exist (any more).',
  breaks: ['stops-after-refusal'],
  client,
};
