/** The poll that looks for finished jobs fetches all that were submitted, whatever their status is. */
import { type Bug, type Client, getResults, getRetryMs, getStatus, isFinal, isPermanent, maxFailures, pollMs, showResults, wait } from '../api.ts';

const client: Client = async (run) => {
  for (let failures = 0; ; ) {
    let pauseMs = pollMs;
    try {
      const rows = await getResults(run, run.jobId).catch((error: unknown) => {
        if (!isPermanent(error)) throw error;
      });
      const job = await getStatus(run, run.jobId);
      failures = 0;
      run.onStatus(job);
      if (isFinal(job)) {
        if (rows === undefined) await showResults(run, job);
        else run.onResults(rows);
        return job;
      }
    } catch (error) {
      failures += 1;
      if (run.signal.aborted || isPermanent(error) || failures > maxFailures) throw error;
      pauseMs = getRetryMs(error, failures);
    }
    await wait(pauseMs, run.signal);
  }
};

export const bug: Bug = {
  report: 'Linaro/squad#914',
  title: "Poll keeps fetching jobs that aren't ready",
  library: 'fetch',
  mistake: 'Requests results while the job is still at work.',
  breaks: ['results-when-ready'],
  client,
};
