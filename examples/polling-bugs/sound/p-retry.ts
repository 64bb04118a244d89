/** p-retry: `AbortError` for what would fail again, `signal`, and a pause for Retry-After. */
import pRetry, { AbortError } from 'p-retry';

import {
  type Client,
  getResults,
  getStatus,
  hasResults,
  HttpError,
  isFinal,
  isPermanent,
  pollMs,
  type Sound,
  wait,
} from '../api.ts';

const client: Client = async (run) => {
  for (;;) {
    const job = await request(() => getStatus(run, run.jobId));
    run.onStatus(job);
    if (isFinal(job)) {
      if (hasResults(job)) run.onResults(await request(() => getResults(run, run.jobId)));
      return job;
    }
    await wait(pollMs, run.signal);
  }

  async function request<Value>(send: () => Promise<Value>): Promise<Value> {
    const abortable = async () =>
      send().catch((error: unknown) => {
        if (run.signal.aborted || isPermanent(error)) throw new AbortError(error as Error);
        // It repeats no TypeError but those that it knows as network errors.
        throw error;
      });
    return pRetry(abortable, {
      retries: 8,
      minTimeout: pollMs,
      maxTimeout: 120_000,
      signal: run.signal,
      onFailedAttempt: async ({ error }) => {
        if (error instanceof HttpError) await wait(error.retryAfterMs, run.signal);
      },
    });
  }
};

export const sound: Sound = { title: '`pRetry` with `AbortError` and `signal`', library: 'p-retry', client };
