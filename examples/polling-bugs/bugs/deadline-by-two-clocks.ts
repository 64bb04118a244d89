/** The time that is left is the difference between the clock of the server and the clock of the client. */
import { type Bug, type Client, getStatus, isFinal, pollMs, retry, showResults, wait } from '../api.ts';

const timeLimitMs = 6 * 60 * 60_000;

const client: Client = async (run) => {
  for (;;) {
    const job = await retry(run.signal, () => getStatus(run, run.jobId));
    run.onStatus(job);
    if (isFinal(job)) {
      await showResults(run, job);
      return job;
    }
    const elapsedMs = Date.now() - Date.parse(job.submitted_at);
    if (elapsedMs < 0 || elapsedMs > timeLimitMs) throw new Error('The job has taken too long.');
    await wait(pollMs, run.signal);
  }
};

export const bug: Bug = {
  report: 'vm0-ai/vm0#32504',
  title: 'fix(desktop): make computer use deadlines clock-skew safe',
  library: 'fetch',
  mistake: 'Gives up at once where its own clock and that of the server differ.',
  breaks: ['survives-failures'],
  client,
};
