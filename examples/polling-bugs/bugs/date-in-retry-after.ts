/** Retry-After may be a date. As a number it is NaN, and a timer that is set for NaN milliseconds fires at once. */
import {
  type Bug,
  type Client,
  HttpError,
  isFinal,
  type Job,
  pollMs,
  retry,
  showResults,
  toJob,
  toStatusUrl,
  wait,
} from '../api.ts';

const client: Client = async (run) => {
  for (;;) {
    const job = await retry(run.signal, () => getUnthrottled());
    run.onStatus(job);
    if (isFinal(job)) {
      await showResults(run, job);
      return job;
    }
    await wait(pollMs, run.signal);
  }

  async function getUnthrottled(): Promise<Job> {
    for (let attempt = 0; ; attempt += 1) {
      const headers = { Authorization: `Bearer ${run.token}` };
      const response = await run.fetch(toStatusUrl(run, run.jobId), { headers, signal: run.signal });
      if (response.ok) return toJob(await response.json());
      if (response.status !== 429 || attempt === 5) throw new HttpError(response);
      const retryAfter = response.headers.get('Retry-After');
      const delay =
        retryAfter === null ? Math.min(1000 * 2 ** attempt, 8000) : Number.parseInt(retryAfter, 10) * 1000;
      await wait(delay, run.signal);
    }
  }
};

export const bug: Bug = {
  report: 'elizaOS/eliza#22162',
  title: 'plugin-wechat: Retry-After NaN when server sends an HTTP-date instead of delay-seconds',
  library: 'fetch',
  mistake: 'Reads a date in Retry-After as a number, and tries again at once.',
  breaks: ['obeys-retry-after'],
  client,
};
