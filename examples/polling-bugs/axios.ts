/** Axios for the clients here: an instance for each run, whose requests go to the API of the life. */
import axios, { type AxiosInstance, isAxiosError } from 'axios';

import { type ClientRun, HttpError, timeoutMs } from './api.ts';

export function createAxios({ baseUrl, token, fetch, signal }: ClientRun): AxiosInstance {
  return axios.create({
    baseURL: `${baseUrl}/enrichment`,
    headers: { Authorization: `Bearer ${token}` },
    timeout: timeoutMs,
    signal,
    adapter: 'fetch',
    env: { fetch },
  });
}

/** The status of the response and what its Retry-After asks for, as the shared functions want to have them. */
export function toHttpError(error: unknown): unknown {
  if (!isAxiosError(error) || error.response === undefined) return error;
  const { status, headers } = error.response;
  return new HttpError({ status, headers: new Headers(headers as Record<string, string>) });
}
