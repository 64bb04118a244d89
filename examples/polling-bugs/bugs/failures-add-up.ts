/** The number of failures is never set back, so that three hiccups in an hour end the polling. */
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
  for (let failures = 0; ; ) {
    let pauseMs = pollMs;
    let job: Job | undefined;
    try {
      job = await getStatus(run, run.jobId);
      run.onStatus(job);
    } catch (error) {
      failures += 1;
      if (run.signal.aborted || isPermanent(error) || failures === 3) throw error;
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
  report: 'ryanleesmith/homebridge-litter-robot-connect#10',
  title: 'Reset polling error count on successful poll',
  library: 'fetch',
  mistake: 'Counts all failures since the start, instead of those in a row.',
  breaks: ['survives-failures'],
  client,
};
