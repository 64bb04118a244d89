/** The poll that looks for finished jobs fetches all that were submitted, whatever their status is. */
import {
  type Bug,
  type Client,
  getResults,
  getRetryMs,
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
    let pauseMs = pollMs;
    let job: Job | undefined;
    let rows: unknown[] | undefined;
    try {
      rows = await getResults(run, run.jobId).catch(ignoreRefusal);
      job = await getStatus(run, run.jobId);
      failures = 0;
      run.onStatus(job);
    } catch (error) {
      failures += 1;
      if (run.signal.aborted || isPermanent(error) || failures > maxFailures) throw error;
      pauseMs = getRetryMs(error, failures);
    }
    if (job !== undefined && isFinal(job)) {
      if (rows === undefined) await showResults(run, job);
      else run.onResults(rows);
      return job;
    }
    await wait(pauseMs, run.signal);
  }
};

function ignoreRefusal(error: unknown): undefined {
  if (!isPermanent(error)) throw error;
}

export const bug: Bug = {
  report: 'Linaro/squad#914',
  title: "Poll keeps fetching jobs that aren't ready",
  library: 'fetch',
  mistake: 'Requests results while the job is still at work.',
  breaks: ['results-when-ready'],
  client,
};
