/** The job has ended well, and one lost connection while its results are on the way loses them. */
import {
  type Bug,
  type Client,
  getResults,
  getStatus,
  hasResults,
  isFinal,
  pollMs,
  retry,
  wait,
} from '../api.ts';

const client: Client = async (run) => {
  for (;;) {
    const job = await retry(run.signal, () => getStatus(run, run.jobId));
    run.onStatus(job);
    if (isFinal(job)) {
      if (hasResults(job)) run.onResults(await getResults(run, run.jobId));
      return job;
    }
    await wait(pollMs, run.signal);
  }
};

export const bug: Bug = {
  report: 'Certora/AutoProver#223',
  title: 'autoprover: re-fetch a completed cloud job on transport failure',
  library: 'fetch',
  mistake: 'Requests the results once only, and loses them if this fails.',
  breaks: ['keeps-results', 'survives-failures'],
  client,
};
