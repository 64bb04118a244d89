/** Each request sets a timer that would abort it after half an hour, and none of them is cleared. */
import {
  type Bug,
  type Client,
  HttpError,
  isFinal,
  pollMs,
  retry,
  showResults,
  toJob,
  toStatusUrl,
  wait,
} from '../api.ts';

const client: Client = async (run) => {
  for (;;) {
    const job = await retry(run.signal, async () => toJob(await callProvider(toStatusUrl(run, run.jobId))));
    run.onStatus(job);
    if (isFinal(job)) {
      await showResults(run, job);
      return job;
    }
    await wait(pollMs, run.signal);
  }

  async function callProvider(url: string): Promise<unknown> {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30 * 60_000);
    const signal = AbortSignal.any([controller.signal, run.signal]);
    const response = await run.fetch(url, { headers: { Authorization: `Bearer ${run.token}` }, signal });
    if (!response.ok) throw new HttpError(response);
    return response.json();
  }
};

export const bug: Bug = {
  report: 'Helicone/helicone#5771',
  title:
    'worker: 3 Promise.race + setTimeout sites never clearTimeout on early resolution — pending timer leaks',
  library: 'fetch',
  mistake: 'Leaves the timer of a time-out behind after each response.',
  breaks: ['clears-timers'],
  client,
};
