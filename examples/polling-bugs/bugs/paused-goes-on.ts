/** The client knows of success and failure. A job that was stopped is neither, and is polled for ever. */
import { type Bug, type Client, getStatus, pollMs, retry, showResults, wait } from '../api.ts';

const client: Client = async (run) => {
  for (;;) {
    const job = await retry(run.signal, () => getStatus(run, run.jobId));
    run.onStatus(job);
    if (job.status === 'completed' || job.status === 'failed') {
      await showResults(run, job);
      return job;
    }
    await wait(pollMs, run.signal);
  }
};

export const bug: Bug = {
  report: 'medplum/medplum#5575',
  title: 'Stop polling `AsyncJob`s after they are cancelled',
  library: 'fetch',
  mistake:
    'Does not know that polling ends when somebody has stopped the job (there `cancelled`, here `paused`).',
  breaks: ['stops-after-end', 'ends'],
  client,
};
