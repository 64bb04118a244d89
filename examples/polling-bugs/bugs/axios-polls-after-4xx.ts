/** The loop catches each error and polls on up to its limit, since the next response may be a better one. */
import {
  type Bug,
  type Client,
  getRetryMs,
  isFinal,
  type Job,
  pollMs,
  showResults,
  toJob,
  wait,
} from '../api.ts';
import { createAxios, toHttpError } from '../axios.ts';

const maxTries = 30;

const client: Client = async (run) => {
  const api = createAxios(run);
  for (let failures = 0; failures < maxTries; ) {
    let job: Job | undefined;
    let pauseMs = pollMs;
    try {
      const response = await api.get(`/status/${run.jobId}/`);
      job = toJob(response.data);
      failures = 0;
      run.onStatus(job);
    } catch (error) {
      // Keep polling even if we are getting 4xx or 5xx responses.
      failures += 1;
      pauseMs = getRetryMs(toHttpError(error), Math.min(failures, 3));
    }
    if (job !== undefined && isFinal(job)) {
      await showResults(run, job);
      return job;
    }
    await wait(pauseMs, run.signal);
  }
  throw new Error('The job could not be polled.');
};

export const bug: Bug = {
  report: 'raft-tech/TANF-app#4926',
  title: 'FRA Spinner Bug (review)',
  library: 'Axios',
  mistake: 'Polls on after a 401, a 403 and a 404, thirty times.',
  breaks: ['stops-after-401', 'stops-after-refusal'],
  client,
};
