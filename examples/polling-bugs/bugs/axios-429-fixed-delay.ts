/** The interceptor sends the request again five seconds after each 429, until it is let through. */
import { isAxiosError } from 'axios';

import { type Bug, type Client, isFinal, pollMs, retry, showResults, toJob, wait } from '../api.ts';
import { createAxios, toHttpError } from '../axios.ts';

const client: Client = async (run) => {
  const api = createAxios(run);
  api.interceptors.response.use(
    (response) => response,
    async (error: unknown) => {
      if (!isAxiosError(error) || error.response?.status !== 429 || error.config === undefined)
        throw toHttpError(error) as Error;
      await wait(5000, run.signal);
      return api.request(error.config);
    },
  );
  for (;;) {
    const job = await retry(run.signal, async () => toJob((await api.get(`/status/${run.jobId}/`)).data));
    run.onStatus(job);
    if (isFinal(job)) {
      await showResults(run, job);
      return job;
    }
    await wait(pollMs, run.signal);
  }
};

export const bug: Bug = {
  report: 'pickware/scs-commander#10',
  title: 'Add retry interceptor to work around 429 HTTP errors',
  library: 'Axios',
  mistake: 'Repeats a request five seconds after each 429, whatever Retry-After says.',
  breaks: ['obeys-retry-after'],
  client,
};
