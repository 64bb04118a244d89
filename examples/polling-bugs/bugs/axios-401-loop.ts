/** Each 401 means that the token is old, says the interceptor: it gets a new one and sends the request again, which is a 401 again. */
import type { AxiosError, InternalAxiosRequestConfig } from 'axios';

import { type Bug, type Client, isFinal, pollMs, retry, showResults, toJob, wait } from '../api.ts';
import { createAxios, toHttpError } from '../axios.ts';

const client: Client = async (run) => {
  const api = createAxios(run);
  // The session hands out the token that it has.
  const refreshToken = async () => run.token;
  api.interceptors.response.use(
    undefined,
    async (error: AxiosError & { readonly config: InternalAxiosRequestConfig }) => {
      if (error.status !== 401) throw error;
      error.config.headers.Authorization = `Bearer ${await refreshToken()}`;
      return api.request(error.config);
    },
  );
  for (;;) {
    const job = await retry(run.signal, async () =>
      toJob(await api.get(`/status/${run.jobId}/`).then(({ data }) => data as unknown, rethrow)),
    );
    run.onStatus(job);
    if (isFinal(job)) {
      await showResults(run, job);
      return job;
    }
    await wait(pollMs, run.signal);
  }
};

function rethrow(error: unknown): never {
  throw toHttpError(error) as Error;
}

export const bug: Bug = {
  report: 'bucketeer-io/bucketeer#2455',
  title: 'fix(ui): prevent infinite 401 retry loop in axios interceptor',
  library: 'Axios',
  mistake: 'Repeats a request after each 401 at once, for ever.',
  breaks: ['stops-after-401'],
  client,
};
