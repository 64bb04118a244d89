/** Whatever fails is tried again, also the 404 of a job that is gone and will never be there. */
import {
  type Bug,
  type Client,
  getRetryMs,
  getStatus,
  isFinal,
  type Job,
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
      if (run.signal.aborted) throw error;
      pauseMs = getRetryMs(error, (failures += 1));
    }
    if (job !== undefined && isFinal(job)) {
      await showResults(run, job);
      return job;
    }
    await wait(pauseMs, run.signal);
  }
};

export const bug: Bug = {
  report: 'OSC/ondemand#1111',
  title: 'Files polling caught in 404 loop',
  library: 'fetch',
  mistake: 'Requests a job for ever that does not exist (any more).',
  breaks: ['stops-after-refusal', 'stops-after-401'],
  client,
};
