/** A gateway answers with a page. It cannot be parsed, the error handler shows that, and nobody schedules the next poll. */
import {
  type Bug,
  type Client,
  getRetryMs,
  isFinal,
  isPermanentStatus,
  maxFailures,
  pollMs,
  showResults,
  toJob,
  toStatusUrl,
  wait,
} from '../api.ts';

const client: Client = async (run) => {
  for (let failures = 0; ; ) {
    const headers = { Authorization: `Bearer ${run.token}` };
    const sent = { headers, signal: run.signal };
    const response = await run.fetch(toStatusUrl(run, run.jobId), sent).catch(noteFailure);
    const body = response === undefined ? undefined : ((await response.json()) as unknown);
    if (response?.ok === true) {
      const job = toJob(body);
      failures = 0;
      run.onStatus(job);
      if (isFinal(job)) {
        await showResults(run, job);
        return job;
      }
    } else if (response !== undefined) {
      if (isPermanentStatus(response.status)) throw new Error(`The API responded with ${response.status}.`);
      failures += 1;
    }
    const retryAfterMs = Number(response?.headers.get('Retry-After') ?? 0) * 1000;
    await wait(failures === 0 ? pollMs : Math.max(retryAfterMs, getRetryMs(undefined, failures)), run.signal);

    function noteFailure(error: unknown): undefined {
      failures += 1;
      if (run.signal.aborted || failures > maxFailures) throw error;
    }
  }
};

export const bug: Bug = {
  report: 'ConesaLab/paintomics4#155',
  title: 'Retry a status poll that got no readable answer, and keep the result until it is received',
  library: 'fetch',
  mistake: 'Stops polling when a proxy answers with a page instead of JSON.',
  breaks: ['survives-failures'],
  client,
};
