/** The data of the app by SWR. Copy it. */
import { useState } from 'react';
import useSWR, { type SWRConfiguration, useSWRConfig } from 'swr';

import {
  api,
  hasResults,
  type JobData,
  pageSize,
  passes,
  pollMs,
  rests,
  retryDelay,
  submit,
} from '../src/data.ts';

export const configuration: SWRConfiguration<unknown, Error> = {
  onErrorRetry: (error, _key, _configuration, revalidate, { retryCount }) => {
    if (passes(error)) setTimeout(() => void revalidate({ retryCount }), retryDelay(retryCount - 1, error));
  },
};

const toAnswer = <Value>({ data: value, error }: { data: Value | undefined; error: Error | undefined }) => ({
  value,
  error,
});

export const data: JobData = {
  useJobs: () =>
    toAnswer(
      useSWR<Awaited<ReturnType<typeof api.jobs>>, Error>('jobs', () => api.jobs(), {
        // A list in which nothing is at work has no news.
        refreshInterval: (jobs) => (jobs?.every(rests) === false ? pollMs : 0),
      }),
    ),

  useJob: (id) => {
    const [moves, setMoves] = useState(true);
    return toAnswer(
      useSWR<Awaited<ReturnType<typeof api.job>>, Error>(['job', id], () => api.job(id), {
        onSuccess: (job) => setMoves(!rests(job)),
        refreshInterval: moves ? pollMs : 0,
        // A window focus brings nothing new about a job that has ended.
        revalidateOnFocus: moves,
      }),
    );
  },

  useResults: (job) =>
    toAnswer(
      useSWR<Awaited<ReturnType<typeof api.results>>, Error>(
        hasResults(job) ? ['results', job.job_id, job.updated_at] : null,
        () => api.results(job.job_id, 1, pageSize),
        // They stay as they are until the job moves on.
        { revalidateOnFocus: false, revalidateIfStale: false, revalidateOnReconnect: false },
      ),
    ),

  useSubmit: () => {
    const { mutate } = useSWRConfig();
    return async (companies) => {
      const id = await submit(companies);
      await mutate('jobs');
      return id;
    };
  },

  useControl: () => {
    const { mutate } = useSWRConfig();
    return async (id, action) => {
      await api.control(id, action);
      await mutate(['job', id]);
    };
  },
};
