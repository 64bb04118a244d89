/** Axios: an interceptor that repeats a request a few times, with growing pauses and no sooner than Retry-After says. */
import { AxiosError, type InternalAxiosRequestConfig, isAxiosError } from 'axios';

import {
  type Client,
  getRetryMs,
  hasResults,
  isFinal,
  isPermanent,
  maxFailures,
  pollMs,
  type Sound,
  toJob,
  toRows,
  wait,
} from '../api.ts';
import { createAxios, toHttpError } from '../axios.ts';

const client: Client = async (run) => {
  const api = createAxios(run);
  const failures = new WeakMap<InternalAxiosRequestConfig, number>();
  // A body that was cut off is not JSON, and Axios hands it out as text.
  api.interceptors.response.use((response) => {
    const { status, data } = (response.data ?? {}) as { readonly status?: unknown; readonly data?: unknown };
    if (typeof status === 'string' || Array.isArray(data)) return response;
    throw new AxiosError('The response is not usable.', AxiosError.ERR_BAD_RESPONSE, response.config);
  });
  api.interceptors.response.use(undefined, async (error: unknown) => {
    const config = isAxiosError(error) ? error.config : undefined;
    const reason = toHttpError(error);
    if (config === undefined || run.signal.aborted || isPermanent(reason)) throw reason;
    const count = (failures.get(config) ?? 0) + 1;
    if (count > maxFailures) throw reason;
    await wait(getRetryMs(reason, count), run.signal);
    failures.set(config, count);
    return api.request(config);
  });
  for (;;) {
    const job = toJob((await api.get(`/status/${run.jobId}/`)).data);
    run.onStatus(job);
    if (isFinal(job)) {
      if (hasResults(job)) run.onResults(toRows((await api.get(`/result/${run.jobId}/`)).data));
      return job;
    }
    await wait(pollMs, run.signal);
  }
};

export const sound: Sound = { title: 'An interceptor that repeats requests', library: 'Axios', client };
