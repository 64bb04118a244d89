/** `fetch` rejects no 401 and no 404, so that their bodies become the data: a job without a status, which is polled on. */
import useSWR from 'swr';

import { type Bug, type Job, toStatusUrl } from '../api.ts';
import { getInterval, mountSwr, useJobReport } from '../swr.tsx';
import type { PageProps } from '../mount.tsx';

function Page({ run, jobId, onEnd }: PageProps) {
  const fetcher = async (url: string): Promise<Job> => {
    const headers = { Authorization: `Bearer ${run.token}`, accept: 'application/json' };
    const response = await run.fetch(url, { headers, signal: run.signal });
    return (await response.json()) as Job;
  };
  const { data, error } = useSWR<Job, unknown>(toStatusUrl(run, jobId), fetcher, {
    refreshInterval: (job) => (typeof job?.status === 'string' ? getInterval(job) : getInterval(undefined)),
  });
  useJobReport({ run, jobId, onEnd }, { data: typeof data?.status === 'string' ? data : undefined, error });
  return data?.status;
}

export const bug: Bug = {
  report: 'open-sauced/hot#306',
  title: 'fix: correct swr fetcher not throwing on error',
  library: 'SWR',
  mistake: 'Takes the body of an error for data, and polls it for ever.',
  breaks: ['stops-after-401', 'stops-after-refusal', 'no-busy-loop', 'coach:no-backoff', 'obeys-retry-after'],
  client: async (run) => mountSwr(run, Page),
};
