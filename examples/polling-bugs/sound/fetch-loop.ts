/** Plain `fetch`: one request after the other, a pause between them, and a longer one after a failure. */
import { type Client, getStatus, isFinal, pollMs, retry, showResults, type Sound, wait } from '../api.ts';

const client: Client = async (run) => {
  for (;;) {
    const job = await retry(run.signal, () => getStatus(run, run.jobId));
    run.onStatus(job);
    if (isFinal(job)) {
      await showResults(run, job);
      return job;
    }
    await wait(pollMs, run.signal);
  }
};

export const sound: Sound = { title: 'A loop with `fetch`', library: 'fetch', client };
