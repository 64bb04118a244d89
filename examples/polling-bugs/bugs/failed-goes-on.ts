/** A failed job is a 200, so that the failure handler of the request never sees it, and only success ends the polling. */
import { type Bug, type Client, getStatus, pollMs, retry, showResults, wait } from '../api.ts';

const client: Client = async (run) => {
  for (;;) {
    const job = await retry(run.signal, () => getStatus(run, run.jobId));
    run.onStatus(job);
    if (job.status === 'completed' || job.status === 'paused') {
      await showResults(run, job);
      return job;
    }
    await wait(pollMs, run.signal);
  }
};

export const bug: Bug = {
  report: 'WikiWatershed/model-my-watershed#829',
  title: 'Stop polling for Celery job if job fails.',
  library: 'fetch',
  mistake: 'Polls on after the job has failed.',
  breaks: ['stops-after-end', 'ends'],
  client,
};
